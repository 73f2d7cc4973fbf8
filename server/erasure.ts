import * as Y from 'yjs';
import { eraseFromSession } from '../core/session/erase.ts';
import { type AudienceId, type Entry, type PersonId, textId } from '../core/stream/entry.ts';
import { inspectUpdate } from '../text/inspect.ts';
import { TextLedger } from '../text/ledger.ts';
import { BIRTH_PEN } from '../text/pen.ts';
import type { Database } from './directory/database.ts';
import { forgetPerson } from './directory/forget.ts';
import type { Erasure, Storage, StoredText, StreamRef } from './storage/port.ts';

export interface Erased {
  streams: number;
  events: number;
  texts: number;
}

/**
 * Takes everything that a person made out of a space: their name, their words in events and texts, snapshots that
 * hold them, blobs of theirs. That it was done is remembered first, so that whatever cuts it short is made good by
 * doing it again. Nobody else may own the streams meanwhile: the server has to be stopped.
 */
export async function erasePerson(
  storage: Storage,
  db: Database,
  space: string,
  person: PersonId,
  at: number,
): Promise<Erased> {
  await storage.rememberErasure(space, person, at);
  await forgetPerson(db, space, person);
  const done: Erased = { streams: 0, events: 0, texts: 0 };
  for (const ref of await storage.streams(space)) {
    const change = await findChange(storage, ref, person);
    if (change.events.length + change.texts.length > 0) {
      done.streams++;
      done.events += change.events.length;
      done.texts += change.texts.length;
    }
    // A stream without any change may still have a snapshot that holds their words: one from before an erasure
    // that was cut short. So every stream is gone through.
    await storage.erase(ref, change);
  }
  await storage.eraseBlobs(space, person);
  return done;
}

/** What has to be rewritten in one stream. */
async function findChange(storage: Storage, ref: StreamRef, person: PersonId): Promise<Erasure> {
  const { entries, seq } = await storage.load(ref, { withoutSnapshot: true });
  const births = new Map<string, { to: AudienceId; note: string; words: string; by: PersonId }>();
  const written = new Set<string>();
  for (const { event } of entries as Entry<Entry['event'] & { note: string; words: string; by: PersonId }>[]) {
    const { to, note, words, by } = event;
    if (event.type === 'note-born') births.set(textId(to, note), { to, note, words, by });
    if (event.type === 'wrote' || event.type === 'wrote-many') written.add(textId(to, note));
  }
  const texts: Erasure['texts'] = [];
  const theirs = new Set<string>();
  for (const stored of await storage.texts(ref, [...written])) {
    const birth = births.get(stored.text);
    const ledger = readLedger(stored, birth?.words ?? '');
    // The first words of a text are its note's author's.
    if (birth && birth.words !== '') {
      ledger.written.add({ client: BIRTH_PEN, clock: 0, len: birth.words.length }, birth.by);
    }
    const authors = new Set([...ledger.written, ...ledger.deleted].map(({ by }) => by));
    if (!authors.has(person)) continue;
    theirs.add(stored.text);
    texts.push({ text: stored.text, through: seq, base: ledger.restWithout(person) });
  }
  const events = eraseFromSession(entries, person, (to, note) => theirs.has(textId(to, note)));
  return { events, texts };
}

function readLedger({ base, updates }: StoredText, words: string): TextLedger {
  const ledger = base ? TextLedger.wake(base) : TextLedger.born(words);
  for (const { update, by } of updates) {
    // An update that only deletes has no pen of its own; any will do.
    const pen = Y.decodeUpdate(update).structs[0]?.id.client ?? 0;
    const seen = inspectUpdate(update, ledger.known, pen);
    if (seen.ok) ledger.accept(update, by, seen, pen);
  }
  return ledger;
}
