import { setImmediate as turn } from 'node:timers/promises';
import { audiencesOf } from '../../core/access/audiences.ts';
import { upcast } from '../../core/protocol/upcast.ts';
import { roomOf, type SessionParts } from '../../core/session/parts.ts';
import type { Database } from '../directory/database.ts';
import { sessionRef } from '../directory/enrolment.ts';
import type { People } from '../directory/people.ts';
import type { Sessions } from '../directory/sessions.ts';
import type { IdeaRow } from '../directory/tables.ts';
import type { Storage } from '../storage/port.ts';
import type { Streams } from '../streams/streams.ts';
import { piecesOf } from './fold.ts';
import { createGathered, type Gathered } from './gathered.ts';

/** Longest words that are looked through and shown, UTF-16 units: a giant text is found by how it begins. */
const MOST_WORDS = 20_000;
/** Ideas in one answer, and rows that are looked at for them: not all that is found may be seen. */
const PAGE = 40;
const MOST_LOOKED_AT = 1000;
/** Texts that are read before others get a turn. */
const AT_ONCE = 200;

/** A note seen from outside its session. */
export interface Idea {
  session: string;
  /** The session's title. */
  title: string;
  to: string;
  note: string;
  kind: string;
  /** What the exercise calls this kind of note; null for the kinds that every exercise has. */
  kindName: string | null;
  by: string;
  at: number;
  words: string;
}

/** Names a note from outside its session. */
export interface IdeaRef {
  session: string;
  to: string;
  note: string;
}

/**
 * Ideas across sessions. Rows are gathered from the logs when somebody asks, so one finds what was written a moment
 * ago and nothing runs while nobody looks; whether the asker may see a row is decided by the session itself (ID-50).
 */
export function createIdeas(of: {
  db: Database;
  storage: Storage;
  streams: Streams;
  sessions: Sessions;
  people: People;
}) {
  const { db, storage, streams, sessions, people } = of;
  const gathered = createGathered(db);

  async function catchUp(space: string, session: string): Promise<void> {
    const ref = sessionRef(space, session);
    const reach = await gathered.reachOf(space, session);
    if ((await streams.liveEnd(ref)) === reach) return;
    const { entries, seq } = await storage.load(ref, { after: reach });
    if (seq === reach) return;
    const touched = new Map<string, Set<string>>();
    for (const entry of entries) {
      const event = upcast(entry).event as { to: string; note?: unknown };
      if (typeof event.note !== 'string') continue;
      const notes = touched.get(event.to) ?? new Set();
      touched.set(event.to, notes.add(event.note));
    }
    const parts = await streams.parts(ref);
    const read: Gathered[] = [];
    for (const [audience, notes] of touched) {
      const all = [...notes];
      for (let from = 0; from < all.length; from += AT_ONCE) {
        const some = all.slice(from, from + AT_ONCE);
        const words = await streams.words(ref, audience, some);
        for (const note of some) {
          read.push({ audience, note, idea: lookAt(parts, audience, note, words[note] ?? '') });
        }
        await turn();
      }
    }
    await gathered.take(space, session, seq, read);
  }

  /** The people at a browser, and what they may see of a session. */
  async function mayRead(space: string, session: string, user: string): Promise<ReadonlySet<string>> {
    const here = await sessions.peopleAt(space, session, user);
    const parts = here.length === 0 ? null : await streams.parts(sessionRef(space, session));
    return new Set(parts ? here.flatMap((person) => audiencesOf(parts, person) ?? []) : []);
  }

  return {
    /** Newest first; `next` says where to go on, null at the end. */
    async search(
      space: string,
      user: string,
      asked: string,
      from = 0,
    ): Promise<{ ideas: Idea[]; next: number | null }> {
      const own = (await people.listAt(space, user)).map(({ id }) => id);
      const visits = new Map((await sessions.listOf(space, own)).map((visit) => [visit.id, visit]));
      for (const session of visits.keys()) await catchUp(space, session);
      const rights = new Map<string, ReadonlySet<string>>();
      const ideas: Idea[] = [];
      const pieces = piecesOf(asked);
      let at = from;
      while (at - from < MOST_LOOKED_AT) {
        const rows = await gathered.find(space, [...visits.keys()], pieces, at, PAGE * 2);
        for (const row of rows) {
          const { session, audience } = row;
          if (!rights.has(session)) rights.set(session, await mayRead(space, session, user));
          at++;
          if (!rights.get(session)?.has(audience)) continue;
          ideas.push(await tell(space, row, visits.get(session)?.title ?? ''));
          if (ideas.length === PAGE) return { ideas, next: at };
        }
        if (rows.length < PAGE * 2) return { ideas, next: null };
      }
      return { ideas, next: at };
    },

    /** The words of a note that the asker may see, with who wrote it; null for what is hidden or isn't there. */
    async read(
      space: string,
      user: string,
      { session, to, note }: IdeaRef,
    ): Promise<{ words: string; by: string; mine: boolean } | null> {
      if (!(await mayRead(space, session, user)).has(to)) return null;
      const ref = sessionRef(space, session);
      const parts = await streams.parts(ref);
      const held = parts?.get(to)?.tree.notes.get(note);
      if (!held || held.removed) return null;
      const words = (await streams.words(ref, to, [note]))[note] ?? '';
      const here = await people.listAt(space, user);
      return { words, by: held.by, mine: here.some(({ id }) => id === held.by) };
    },
  };

  async function tell(space: string, row: IdeaRow, title: string): Promise<Idea> {
    const parts = await streams.parts(sessionRef(space, row.session));
    const kindName = (parts && roomOf(parts)?.exercise.kinds[row.kind]?.name) ?? null;
    const { session, audience: to, note, kind, by, at, words } = row;
    return { session, title, to, note, kind, kindName, by, at, words };
  }
}

export type Ideas = ReturnType<typeof createIdeas>;

function lookAt(parts: SessionParts | null, audience: string, note: string, words: string): Gathered['idea'] {
  const held = parts?.get(audience)?.tree.notes.get(note);
  const kept = words.trim().slice(0, MOST_WORDS).toWellFormed();
  if (!held || held.removed || kept === '') return null;
  return { kind: held.kind, by: held.by, at: held.at, words: kept };
}
