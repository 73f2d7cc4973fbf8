import { freshSlot, type OrderSlot } from '../../core/program/order.ts';
import type { Day, Program } from '../../core/program/program.ts';
import { timetableOf } from '../../core/program/timetable.ts';
import { shiftDate, wallAt } from '../../core/program/zone.ts';
import type { Exercise } from '../../core/session/exercise.ts';

/** Plans for looking at: an empty one, a morning, a late one, and one with far too much in it. */
export type PlanScene = 'day-empty' | 'day' | 'day-late' | 'day-many';
export const planScenes: readonly PlanScene[] = ['day-empty', 'day', 'day-late', 'day-many'];

const ZONE = 'Europe/Vienna';
const LONG = 'What Rafaela Constantina Wolkenstein-Papadopoulou von der Aue saw in the tree';

const exercise = (id: string, title: string, minutes: number): OrderSlot => ({
  kind: 'exercise',
  exercise: id,
  title,
  minutes,
  rounds: 2,
  brief: false,
});
const morning: OrderSlot[] = [
  { kind: 'words', title: 'Who is here, and what is a hairy green ball?', minutes: 10 },
  exercise('prototypical-examples', 'Prototypical examples', 45),
  { kind: 'break', title: 'Tea', minutes: 15 },
  exercise('prototypical-examples-explain', 'Prototypical examples, with your own idea', 45),
  exercise('seeing-it-so', 'Seeing it so, on paper', 30),
];

export function planNamed(scene: PlanScene): Program {
  const now = Date.now();
  const today = wallAt(now, ZONE).date;
  const slots = { 'day-empty': [], day: morning, 'day-late': morning, 'day-many': many() }[scene];
  // A late day began 70 minutes ago, and its welcome goes on and on.
  const late = scene === 'day-late';
  const start = late ? wallAt(now - 70 * 60_000, ZONE).time : '09:30';
  const dayOf = (i: number): Day => ({
    id: `d${i}`,
    date: shiftDate(today, i + (scene === 'day' ? 1 : 0)),
    start,
    end: late ? wallAt(now + 100 * 60_000, ZONE).time : '13:00',
    title: i === 0 ? 'Say everything, then say one thing' : `Day ${i + 1}`,
    place: 'Room 2.14, second floor',
    mode: 'in-person',
    slots: i > 0 ? [] : slots.map((slot, at) => freshSlot(slot, `s${at}`)),
  });
  const days = Array.from({ length: scene === 'day-empty' ? 1 : 15 }, (_, i) => dayOf(i));
  const [first] = days[0]?.slots ?? [];
  if (late && first) first.began = now - 68 * 60_000;
  return { title: 'Autumn cohort', field: 'alignment', zone: ZONE, days };
}

const many = (): OrderSlot[] =>
  Array.from(
    { length: 40 },
    (_, i) => [...morning, { kind: 'words' as const, title: LONG, minutes: 5 }][i % 6] as OrderSlot,
  );

/** What the server would say of it. */
export function answerPlan(path: string, scene: PlanScene, exercises: Record<string, Exercise>): unknown {
  const program = planNamed(scene);
  if (path === '/api/orders')
    return {
      orders: [
        { id: 'three-weeks', title: 'Three weeks', says: 'Fifteen mornings for a new cohort.', days: 15 },
      ],
    };
  if (path === '/api/programs')
    return {
      programs: [{ id: 'p', title: program.title, zone: ZONE, dates: program.days.map(({ date }) => date) }],
    };
  if (path.startsWith('/api/programs/')) return { id: 'p', version: 1, program, plan: null };
  if (path.startsWith('/api/plans/')) return timetableOf(program, new Map(Object.entries(exercises)));
  if (path.startsWith('/api/exercises/')) return { exercise: exercises[path.split('/').at(-1) ?? ''] };
  return null;
}
