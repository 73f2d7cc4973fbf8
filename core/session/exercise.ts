/**
 * An exercise, as the engine sees it: a workshop as data. The engine knows no exercise by name. Files under
 * `curriculum/exercises` are checked against a schema and become this; a started session embeds its own copy, so
 * that editing a file never touches what is running.
 */
export type SeatId = string;
export type StepId = string;
export type KindId = string;

/** Who sees a kind of note in a step. `own`: its writer alone, until a reveal. */
export type Sight = 'own' | 'group' | 'room';
/** A step runs at the room's pace (the lead moves everybody) or at each group's, under one end time for all. */
export type Pace = 'room' | 'group';

export interface Seat {
  id: SeatId;
  name: string;
  /** One line, second person: what this seat does. */
  does: string;
}

export interface Kind {
  name: string;
  /** Kinds that may stand under it. */
  children: KindId[];
  fields: Record<string, FieldSpec>;
  /** A small real example, shown where nothing stands yet. */
  example: string;
}

export type FieldSpec =
  | { type: 'scale'; from: number; to: number; label: string }
  | { type: 'choice'; options: { value: string; label: string }[]; label: string }
  /** `usual` counts until somebody says something else. */
  | { type: 'words'; label: string; usual?: string | undefined };

export interface Complaint {
  key: string;
  /** What the facilitator says aloud. */
  say: string;
  /** Always at hand, whatever the step. */
  evergreen: boolean;
}

export interface Step {
  id: StepId;
  title: string;
  /** A house estimate. */
  minutes: number;
  pace: Pace;
  surface: string;
  /** Kinds that a seat may write; `everyone` is every seat. */
  writes: Record<SeatId | 'everyone', KindId[]>;
  sees: Record<KindId, Sight>;
  /** What each seat is told; `everyone` to all of them. */
  says: Record<SeatId | 'everyone', string>;
  /** Said by whoever leads. */
  leadSays: string;
  /** Seats that complain, and with what; empty: nobody. */
  complainers: SeatId[];
  complaints: string[];
  /** For so many seconds a complaint after every sentence is compulsory. */
  compulsorySeconds: number;
  /** Seats that may offer a restatement. */
  offerers: SeatId[];
  /** One note of this kind stands ready for the group when the step begins. */
  holds: KindId | null;
  /** Kinds whose private notes are revealed to the group when the step begins. */
  reveals: KindId[];
  /** Each group looks at another's work. */
  compares: boolean;
  /** Asks each person privately how it went. */
  debriefs: boolean;
  /** What may be left out when the day runs late. Not in exercises that sessions embedded before there was such a word. */
  skipIfLate?: boolean;
  /** Each group picks which of its notes of these kinds to show to everybody. */
  shares?: KindId[];
  /** What whoever leads looks and listens for. */
  watchFor?: string;
}

export interface Exercise {
  id: string;
  version: number;
  title: string;
  /** One sentence: what you can do afterwards. */
  purpose: string;
  /** What you keep in your head all along. */
  tracks: string;
  minutes: number;
  /** Where it stands in a list; without one, after those that have one. */
  order?: number;
  group: { size: number; third: SeatId | null };
  seats: Seat[];
  /** What a group works on: a passage that is read, or nothing. */
  input: 'passage' | 'none';
  kinds: Record<KindId, Kind>;
  steps: Step[];
  rounds: { of: StepId[]; between: StepId[]; default: number; swap: boolean };
  complaints: Complaint[];
  /** `does`: what the page can do for it, beside the words. */
  extensions: { title: string; say: string; does?: 'swap' | 'input' | 'compare' }[];
  brief: { minutes: number; steps: StepId[] };
}

/** The exercise with some of its steps alone. What its rounds name and it hasn't any more, they don't name either. */
export function keepSteps(exercise: Exercise, kept: (id: StepId) => boolean): Exercise {
  const { rounds } = exercise;
  return {
    ...exercise,
    steps: exercise.steps.filter(({ id }) => kept(id)),
    rounds: { ...rounds, of: rounds.of.filter(kept), between: rounds.between.filter(kept) },
  };
}

/** The five-minute version: the steps that it names, once through. */
export function shorten(exercise: Exercise): Exercise {
  const short = keepSteps(exercise, (id) => exercise.brief.steps.includes(id));
  return { ...short, minutes: exercise.brief.minutes, rounds: { ...short.rounds, default: 1 } };
}

/** One place on the way through an exercise: a step, in a round counted from 1. */
export interface Stop {
  step: StepId;
  round: number;
}

/** The way through: what comes once before the rounds, the rounds with what lies between, what comes after. */
export function layPlan(exercise: Exercise, rounds: number): Stop[] {
  const { of, between } = exercise.rounds;
  const ids = exercise.steps.map((step) => step.id);
  const first = ids.findIndex((id) => of.includes(id));
  const last = ids.findLastIndex((id) => of.includes(id));
  const once = (id: StepId): Stop => ({ step: id, round: 1 });
  if (first < 0) return ids.filter((id) => !between.includes(id)).map(once);
  const stops = ids
    .slice(0, first)
    .filter((id) => !between.includes(id))
    .map(once);
  for (let round = 1; round <= rounds; round++) {
    stops.push(...of.map((step) => ({ step, round })));
    if (round === 1 && rounds > 1) stops.push(...between.map(once));
  }
  const after = ids.slice(last + 1).filter((id) => !between.includes(id));
  return [...stops, ...after.map((step) => ({ step, round: rounds }))];
}

export function stepOf(exercise: Exercise, plan: readonly Stop[], at: number): Step | undefined {
  const id = plan[at]?.step;
  return exercise.steps.find((step) => step.id === id);
}

/** The stops through which groups go at their own pace while the room stands at `at`: first and last index. */
export function stretchAt(exercise: Exercise, plan: readonly Stop[], at: number): [number, number] {
  const own = (i: number) => stepOf(exercise, plan, i)?.pace === 'group';
  if (!own(at)) return [at, at];
  let from = at;
  let to = at;
  while (from > 0 && own(from - 1)) from--;
  while (to < plan.length - 1 && own(to + 1)) to++;
  return [from, to];
}

/** Minutes that the room has for the stretch at `at`. */
export function minutesOf(exercise: Exercise, plan: readonly Stop[], at: number): number {
  const [from, to] = stretchAt(exercise, plan, at);
  let minutes = 0;
  for (let i = from; i <= to; i++) minutes += stepOf(exercise, plan, i)?.minutes ?? 0;
  return minutes;
}

/** Whether a step hides anything that its writers write. */
export const isPrivate = (step: Step): boolean => Object.values(step.sees).includes('own') || step.debriefs;

/** Whether anything that is written in a step is seen by others: also a private step may have that. */
export const showsOthers = (step: Step): boolean =>
  Object.values(step.writes)
    .flat()
    .some((kind) => step.sees[kind] !== undefined && step.sees[kind] !== 'own');
