import { type PutOff, type Queued, queueAt } from '../../core/program/practice.ts';
import { sumUp, sumUpSessions, type Totals } from '../../core/program/totals.ts';
import { upcast } from '../../core/protocol/upcast.ts';
import type { Database } from '../directory/database.ts';
import { sessionRef } from '../directory/enrolment.ts';
import type { People } from '../directory/people.ts';
import type { Sessions } from '../directory/sessions.ts';
import type { FinishRow } from '../directory/tables.ts';
import type { Catalogue } from '../exercises/catalogue.ts';
import type { Storage } from '../storage/port.ts';
import type { Streams } from '../streams/streams.ts';
import { finishesIn, TELLS_FINISHES } from './finishes.ts';

/** An exercise in somebody's queue, with what they said of it the last time they said anything. */
export interface Practised extends Queued {
  title: string;
  /** How long its short version takes. */
  minutes: number;
  /** Whether it is made for one. */
  alone: boolean;
  said: { at: number; got: number | null; use: string } | null;
}

export interface PracticeQueue {
  due: Practised[];
  later: Practised[];
  left: Practised[];
}

/** What an exercise gave to those who did it in the asker's sessions, in totals. */
export interface Moved extends Totals {
  exercise: string;
  title: string;
  sessions: number;
}

/**
 * What somebody practises, and when again. Who finished what is gathered from the logs when somebody asks, as ideas
 * are; a person is told of themselves, whoever leads of totals (PQ-6 to PQ-9).
 */
export function createPractice(of: {
  db: Database;
  storage: Storage;
  streams: Streams;
  sessions: Sessions;
  people: People;
  catalogue: Catalogue;
  now: () => number;
}) {
  const { db, storage, streams, sessions, people, catalogue, now } = of;

  async function catchUp(space: string, session: string): Promise<void> {
    const ref = sessionRef(space, session);
    const held = await db
      .selectFrom('finish_reach')
      .select('seq')
      .where('space', '=', space)
      .where('session', '=', session)
      .executeTakeFirst();
    const reach = Number(held?.seq ?? 0);
    if ((await streams.liveEnd(ref)) === reach) return;
    const news = await storage.load(ref, { after: reach });
    if (news.seq === reach) return;
    const told = news.entries.some((entry) => TELLS_FINISHES.has(entry.event.type));
    const whole = told ? await storage.load(ref, { withoutSnapshot: true }) : news;
    const finishes = told ? finishesIn(whole.entries.map((entry) => upcast(entry))) : [];
    await db.transaction().execute(async (all) => {
      // Looked up in here: somebody who was erased meanwhile is no longer a member, and gets no row.
      const members = await all
        .selectFrom('memberships')
        .select('person')
        .where('space', '=', space)
        .where('session', '=', session)
        .execute();
      const known = new Set(members.map(({ person }) => person));
      for (const { person, ...finish } of finishes) {
        if (!known.has(person)) continue;
        await all
          .insertInto('finishes')
          .values({ space, session, person, ...finish })
          .onConflict((row) => row.columns(['space', 'session', 'person']).doUpdateSet(finish))
          .execute();
      }
      await all
        .insertInto('finish_reach')
        .values({ space, session, seq: whole.seq })
        .onConflict((row) => row.columns(['space', 'session']).doUpdateSet({ seq: whole.seq }))
        .execute();
    });
  }

  /** The people at a browser, and their sessions as far as anybody finished in them. */
  async function find(space: string, user: string) {
    const own = (await people.listAt(space, user)).map(({ id }) => id);
    const visits = await sessions.listOf(space, own);
    for (const { id } of visits) await catchUp(space, id);
    return { own, visits };
  }

  const numbered = (row: FinishRow): FinishRow => ({ ...row, at: Number(row.at) });

  /** What was told when a session ended, by those who don't lead it. */
  async function toldIn(space: string, session: string): Promise<number[]> {
    const rows = await db
      .selectFrom('finishes')
      .innerJoin('memberships', (join) =>
        join
          .onRef('memberships.space', '=', 'finishes.space')
          .onRef('memberships.session', '=', 'finishes.session')
          .onRef('memberships.person', '=', 'finishes.person'),
      )
      .select('finishes.told')
      .where('finishes.space', '=', space)
      .where('finishes.session', '=', session)
      .where('memberships.role', '=', 'member')
      .execute();
    return rows.flatMap(({ told }) => (told === null ? [] : [told]));
  }

  async function queueOf(space: string, user: string): Promise<PracticeQueue> {
    const { own } = await find(space, user);
    if (own.length === 0) return { due: [], later: [], left: [] };
    const rows = await db
      .selectFrom('finishes')
      .selectAll()
      .where('space', '=', space)
      .where('person', 'in', own)
      .orderBy('at')
      .execute();
    const off = await db
      .selectFrom('put_offs')
      .select(['exercise', 'until'])
      .where('space', '=', space)
      .where('person', 'in', own)
      .execute();
    // Their own, and what others offer them, come back like those that are shipped.
    const looking = { people: own, opens: true };
    const exercises = await catalogue.among(
      space,
      looking,
      rows.map(({ exercise }) => exercise),
    );
    const finished = new Map<string, number[]>();
    const said = new Map<string, Practised['said']>();
    for (const { exercise, at, got, use } of rows.map(numbered)) {
      if (!exercises.has(exercise)) continue;
      finished.set(exercise, [...(finished.get(exercise) ?? []), at]);
      if (got !== null || use.trim() !== '') said.set(exercise, { at, got, use });
    }
    const putOff = new Map<string, PutOff>();
    for (const { exercise, until } of off) putOff.set(exercise, until === null ? null : Number(until));
    const { due, later, left } = queueAt(now(), finished, putOff);
    const tell = (queued: Queued): Practised[] => {
      const exercise = exercises.get(queued.exercise);
      if (!exercise) return [];
      const { title, brief, group } = exercise;
      const last = said.get(queued.exercise) ?? null;
      return [{ ...queued, title, minutes: brief.minutes, alone: group.size === 1, said: last }];
    };
    return { due: due.flatMap(tell), later: later.flatMap(tell), left: left.flatMap(tell) };
  }

  return {
    queueOf,

    /** Puts an exercise of one's own queue off, or takes that back (`undefined`). False where it isn't in it. */
    async putOff(space: string, user: string, exercise: string, until?: PutOff): Promise<boolean> {
      const { due, later, left } = await queueOf(space, user);
      if (![...due, ...later, ...left].some((each) => each.exercise === exercise)) return false;
      const own = (await people.listAt(space, user)).map(({ id }) => id);
      const [person] = own;
      if (person === undefined) return false;
      await db.transaction().execute(async (all) => {
        await all
          .deleteFrom('put_offs')
          .where('space', '=', space)
          .where('person', 'in', own)
          .where('exercise', '=', exercise)
          .execute();
        if (until === undefined) return;
        await all.insertInto('put_offs').values({ space, person, exercise, until }).execute();
      });
      return true;
    },

    /** What one person put off, and until when; null for good. */
    async putOffsOf(space: string, person: string): Promise<{ exercise: string; until: number | null }[]> {
      const rows = await db
        .selectFrom('put_offs')
        .select(['exercise', 'until'])
        .where('space', '=', space)
        .where('person', '=', person)
        .orderBy('exercise')
        .execute();
      const known = await catalogue.among(
        space,
        { people: [person], opens: true },
        rows.map(({ exercise }) => exercise),
      );
      return rows.map(({ exercise, until }) => ({
        exercise: known.get(exercise)?.title ?? exercise,
        until: until === null ? null : Number(until),
      }));
    },

    /** What those in a session got out of it, for whoever leads it; null where too few said so before its end. */
    async totalsIn(space: string, session: string): Promise<Totals | null> {
      await catchUp(space, session);
      return sumUp(await toldIn(space, session));
    },

    /** The same by exercise, over the sessions that people at a browser lead. */
    async movedBy(space: string, user: string): Promise<Moved[]> {
      const { visits } = await find(space, user);
      const byExercise = new Map<string, number[][]>();
      const titles = new Map<string, string>();
      for (const session of new Set(visits.filter(({ role }) => role === 'lead').map(({ id }) => id))) {
        const visit = visits.find(({ id }) => id === session);
        const exercise = visit?.exercise ?? '';
        // An exercise of somebody's own may have another title now, or be gone: the newest session says what it was.
        if (visit && !titles.has(exercise)) titles.set(exercise, visit.exercise_title);
        const told = await toldIn(space, session);
        byExercise.set(exercise, [...(byExercise.get(exercise) ?? []), told]);
      }
      return [...byExercise].flatMap(([exercise, told]) => {
        const totals = sumUpSessions(told);
        return totals ? [{ exercise, title: titles.get(exercise) ?? exercise, ...totals }] : [];
      });
    },
  };
}

export type Practice = ReturnType<typeof createPractice>;
