import type { Origin } from '../core/notes/tree.ts';
import { eraseFromSession } from '../core/session/erase.ts';
import { type Entry, type PersonId, textId } from '../core/stream/entry.ts';
import { compactText } from '../text/compaction.ts';
import { eraseAuthor } from '../text/eraseAuthor.ts';
import { TextLedger } from '../text/ledger.ts';
import type { Database } from './directory/database.ts';
import { forgetGathered, forgetPerson } from './directory/forget.ts';
import type { Erasure, Storage, StreamRef } from './storage/port.ts';

export interface Erased {
  streams: number;
  events: number;
  texts: number;
}

/** Does something to a stream while nobody owns it. */
export type WithoutOwner = <T>(ref: StreamRef, act: () => Promise<T>) => Promise<T>;

/**
 * Takes everything that a person made out of a space: their name, their words in events and texts, snapshots that
 * hold them, blobs of theirs. That it was done is remembered first, so that whatever cuts it short is made good by
 * doing it again. Where the server is running, `without` puts a stream to rest while it is changed; else the server
 * has to be stopped.
 */
export async function erasePerson(
  storage: Storage,
  db: Database,
  space: string,
  person: PersonId,
  at: number,
  without: WithoutOwner = (_, act) => act(),
): Promise<Erased> {
  await storage.rememberErasure(space, person, at);
  await forgetPerson(db, space, person);
  const done: Erased = { streams: 0, events: 0, texts: 0 };
  for (const ref of await storage.streams(space)) {
    // A stream without any change may still have a snapshot that holds their words: one from before an erasure
    // that was cut short. So every stream is gone through; but those at work on something else are not disturbed.
    const before = await findChange(storage, ref, person);
    if (isNothing(before)) {
      await storage.erase(ref, before);
      continue;
    }
    const change = await without(ref, async () => {
      const now = await findChange(storage, ref, person);
      await storage.erase(ref, now);
      await forgetGathered(db, space, ref.stream.replace(/^session:/, ''));
      return now;
    });
    done.streams++;
    done.events += change.events.length;
    done.texts += change.texts.length;
  }
  await storage.eraseBlobs(space, person);
  return done;
}

const isNothing = ({ events, texts }: Erasure): boolean => events.length + texts.length === 0;

/** What has to be rewritten in one stream. */
async function findChange(storage: Storage, ref: StreamRef, person: PersonId): Promise<Erasure> {
  const { entries, seq } = await storage.load(ref, { withoutSnapshot: true });
  const births = new Map<string, { words: string; by: PersonId }>();
  const touched = new Set<string>();
  for (const { event } of entries as Entry<
    Entry['event'] & { note: string; words: string; by: PersonId; origin?: Origin }
  >[]) {
    const id = textId(event.to, event.note);
    if (event.type === 'note-born') {
      const by = event.origin?.by ?? event.by;
      births.set(id, { words: event.words, by });
      if (by === person && event.words !== '') touched.add(id);
    }
    if (event.type === 'wrote' || event.type === 'wrote-many') touched.add(id);
  }
  const texts: Erasure['texts'] = [];
  const theirs = new Set<string>();
  for (const { text, base, updates } of await storage.texts(ref, [...touched])) {
    const birth = births.get(text);
    const { resting } = compactText(base ? { resting: base } : { birth: birth?.words ?? '' }, updates);
    const { written, deleted } = TextLedger.wake(resting);
    const bore = birth?.by === person && birth.words !== '';
    if (!bore && ![...written, ...deleted].some(({ by }) => by === person)) continue;
    theirs.add(text);
    texts.push({ text, through: seq, base: eraseAuthor(resting, person, birth?.by ?? null) });
  }
  const events = eraseFromSession(entries, person, (to, note) => theirs.has(textId(to, note)));
  return { events, texts };
}
