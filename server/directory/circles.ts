import { upcast } from '../../core/protocol/upcast.ts';
import type { SessionEvent } from '../../core/session/event.ts';
import { type Circle, circlesFrom } from '../../core/session/forming/circles.ts';
import type { Earlier, ListedFacts } from '../../core/session/forming/rule.ts';
import { EVERYONE, roomOf, type SessionPart } from '../../core/session/parts.ts';
import { session } from '../../core/session/subject.ts';
import type { PersonId } from '../../core/stream/entry.ts';
import { OrderedMap } from '../../core/stream/ordered.ts';
import { evolveParts } from '../../core/stream/state.ts';
import type { Parts } from '../../core/stream/subject.ts';
import type { Storage, StreamRef } from '../storage/port.ts';
import type { Database } from './database.ts';

/** The list's five levels as the three that people say in a room. */
const levelInRoom = (level: number): ListedFacts['level'] => (level <= 2 ? 1 : level === 3 ? 2 : 3);

/** Rows, or people in a question, that go to the database at once. */
const AT_ONCE = 500;

/**
 * Who worked together, read from the logs: for the forming of groups and for nothing else. No answer to anybody is made
 * of it.
 */
export function createCircles(db: Database) {
  let writing: Promise<void> = Promise.resolve();

  async function write({ space, stream }: StreamRef, circles: readonly Circle[]): Promise<void> {
    const rows = circles.flatMap(({ group, members, thirds }) =>
      members.map((person) => ({
        space,
        stream,
        circle: group,
        person,
        third: thirds.includes(person) ? 1 : 0,
      })),
    );
    for (let from = 0; from < rows.length; from += AT_ONCE) {
      await db
        .insertInto('circles')
        .values(rows.slice(from, from + AT_ONCE))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  }

  return {
    /** Notes who works together now. Again is harmless. */
    note(ref: StreamRef, circles: readonly Circle[]): Promise<void> {
      const written = writing.then(() => write(ref, circles));
      writing = written.catch(() => undefined);
      return written;
    },

    /** What some people did together before, up to what was noted last, and what the list says of them. */
    async earlier(space: string, people: readonly PersonId[]): Promise<Earlier> {
      await writing;
      const circles = new Map<string, PersonId[]>();
      const thirds: Record<PersonId, number> = {};
      const listed: Record<PersonId, ListedFacts> = {};
      for (let from = 0; from < people.length; from += AT_ONCE) {
        const rows = await db
          .selectFrom('circles')
          .select(['stream', 'circle', 'person', 'third'])
          .where('space', '=', space)
          .where('person', 'in', people.slice(from, from + AT_ONCE))
          .execute();
        for (const { stream, circle, person, third } of rows) {
          const key = `${stream} ${circle}`;
          const held = circles.get(key);
          if (held) held.push(person);
          else circles.set(key, [person]);
          if (third) thirds[person] = (thirds[person] ?? 0) + 1;
        }
        const facts = await db
          .selectFrom('people')
          .select(['id', 'team', 'level'])
          .where('space', '=', space)
          .where('id', 'in', people.slice(from, from + AT_ONCE))
          .where('listed', 'is not', null)
          .execute();
        for (const { id, team, level } of facts) {
          listed[id] = { team, level: level === null ? null : levelInRoom(level) };
        }
      }
      const met = new Map<string, [PersonId, PersonId, number]>();
      for (const members of circles.values()) {
        members.sort();
        members.forEach((a, i) => {
          for (const b of members.slice(i + 1)) {
            const held = met.get(`${a} ${b}`);
            if (held) held[2]++;
            else met.set(`${a} ${b}`, [a, b, 1]);
          }
        });
      }
      return { met: [...met.values()], thirds, listed };
    },

    /** Everything anew, from the logs. Gives how many sessions were read. */
    async rebuild(storage: Storage, space: string, erased: ReadonlySet<PersonId>): Promise<number> {
      await writing;
      await db.deleteFrom('circles').where('space', '=', space).execute();
      const refs = (await storage.streams(space)).filter(({ stream }) => stream.startsWith('session:'));
      for (const ref of refs) {
        const { entries } = await storage.load(ref, { withoutSnapshot: true });
        let parts: Parts<SessionPart> = OrderedMap.empty();
        const circles: Circle[] = [];
        for (const entry of entries) {
          const { event } = upcast<SessionEvent>(entry);
          if (event.to !== EVERYONE) continue;
          parts = evolveParts(session, parts, event);
          const room = roomOf(parts);
          if (room) circles.push(...circlesFrom(event, room));
        }
        const left = circles.map((circle) => ({
          ...circle,
          members: circle.members.filter((person) => !erased.has(person)),
        }));
        await write(ref, left);
      }
      return refs.length;
    },
  };
}

export type Circles = ReturnType<typeof createCircles>;
