import { audiencesOf } from '../../core/access/audiences.ts';
import type { Picture } from '../../core/notes/tree.ts';
import type { SessionParts } from '../../core/session/parts.ts';
import type { AudienceId, PersonId } from '../../core/stream/entry.ts';
import { isRefusal, type Refusal, refuse } from '../../core/stream/refusal.ts';
import { sessionRef } from '../directory/enrolment.ts';
import { deriveToken } from '../identity/tokens.ts';
import type { Storage, StoredBlob } from '../storage/port.ts';
import type { Streams } from '../streams/streams.ts';
import { type Encoded, encodePicture, KEPT_TYPE } from './encode.ts';

/** Most pictures of one person that are kept in one session, those that can still be brought back included. */
const MOST_KEPT = 300;
/** How many pictures are made anew at once. */
const AT_ONCE = 2;

/** A picture on its way to a note. */
export interface Brought {
  session: string;
  person: PersonId;
  to: AudienceId;
  note: string;
  /** The sender's own name for this upload: sent again, it is the same picture. */
  key: string;
  says: string;
  stop: number | undefined;
  bytes: Uint8Array;
}

export type Pictures = ReturnType<typeof createPictures>;

const PREFIX = 'picture/';
const prefixOf = (session: string): string => `${PREFIX}${session}/`;

/**
 * Pictures of a space: taken in, read by whoever sees the note that carries them, and swept away once no note does.
 * Their bytes are blobs; what is on which note is in the session's log.
 */
export function createPictures(options: {
  storage: Storage;
  streams: Streams;
  secret: Uint8Array;
  space: string;
}) {
  const { storage, streams, secret, space } = options;
  /** Blobs whose note is not committed yet: no sweep takes them. */
  const underWay = new Map<string, number>();
  const making = createQueue(AT_ONCE);

  /** Throws UnreadablePicture. A refusal is the session's: then nothing is kept. */
  async function bring(brought: Brought): Promise<Picture | Refusal> {
    const { session, person, to, note, key, says, stop } = brought;
    const ref = sessionRef(space, session);
    const id = deriveToken(secret, JSON.stringify(['picture', space, session, person, to, note, key]));
    const blob = `${prefixOf(session)}${id}`;
    const encoded: Encoded = await making(() => encodePicture(brought.bytes));
    const picture = { id, width: encoded.width, height: encoded.height, says };
    underWay.set(blob, (underWay.get(blob) ?? 0) + 1);
    try {
      const held = (await storage.blobs(space, prefixOf(session))).filter(({ owner }) => owner === person);
      const known = held.some((one) => one.id === blob);
      if (!known && held.length >= MOST_KEPT) return refuse('too-many', MOST_KEPT);
      if (!known)
        await storage.putBlob(space, { id: blob, owner: person, type: KEPT_TYPE, bytes: encoded.bytes });
      const outcome = await streams.command(ref, person, {
        type: 'set-picture',
        to,
        note,
        picture,
        ...(stop === undefined ? {} : { stop }),
      });
      if (!isRefusal(outcome)) return picture;
      // Sent twice at once: the other may still put it on its note.
      if (!known && underWay.get(blob) === 1) await storage.dropBlobs(space, [blob]);
      return outcome;
    } finally {
      const left = (underWay.get(blob) ?? 1) - 1;
      if (left > 0) underWay.set(blob, left);
      else underWay.delete(blob);
    }
  }

  /** The picture that a note carries, for whoever may see that note; null for what is hidden and for what isn't there. */
  async function read(
    session: string,
    people: readonly PersonId[],
    parts: SessionParts,
    wanted: { to: AudienceId; note: string; picture: string },
  ): Promise<StoredBlob | null> {
    const { to, note, picture } = wanted;
    if (!people.some((person) => audiencesOf(parts, person)?.includes(to))) return null;
    const held = parts.get(to)?.tree.notes.get(note);
    if (!held || held.removed || held.picture?.id !== picture) return null;
    return bytesOf(session, picture);
  }

  const bytesOf = (session: string, picture: string): Promise<StoredBlob | null> =>
    storage.getBlob(space, `${prefixOf(session)}${picture}`);

  /**
   * Drops what no note carries and no undo can bring back: what a crash left between the bytes and their note, and what
   * was taken away long ago. Resolves with how many went.
   */
  async function sweep(): Promise<number> {
    const sessions = new Map<string, string[]>();
    for (const { id } of await storage.blobs(space, PREFIX)) {
      const session = id.slice(PREFIX.length, id.lastIndexOf('/'));
      sessions.set(session, [...(sessions.get(session) ?? []), id]);
    }
    let dropped = 0;
    for (const [session, ids] of sessions) {
      const parts = await streams.parts(sessionRef(space, session));
      const named = parts ? picturesIn(parts) : new Set<string>();
      const loose = ids.filter((id) => !underWay.has(id) && !named.has(id.slice(id.lastIndexOf('/') + 1)));
      await storage.dropBlobs(space, loose);
      dropped += loose.length;
    }
    return dropped;
  }

  return { bring, read, bytesOf, sweep };
}

/** Every picture that stands on a note, or would after an undo. */
export function picturesIn(parts: SessionParts): Set<string> {
  const named = new Set<string>();
  for (const part of parts.values()) {
    const removed = new Set<string>();
    for (const note of part.tree.notes.values()) {
      if (!note.picture) continue;
      if (note.removed) removed.add(note.id);
      else named.add(note.picture.id);
    }
    for (const { event } of part.recent) {
      if (event.type === 'picture-set') {
        for (const picture of [event.picture, event.was]) if (picture) named.add(picture.id);
      } else if (event.type === 'note-removed' && removed.has(event.note)) {
        const picture = part.tree.notes.get(event.note)?.picture;
        if (picture) named.add(picture.id);
      }
    }
  }
  return named;
}

/** Runs so many at once, the rest in the order in which they came. */
function createQueue(atOnce: number) {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async <T>(act: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) await new Promise<void>((go) => waiting.push(go));
    else running++;
    try {
      return await act();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
