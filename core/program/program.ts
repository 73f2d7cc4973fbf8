import type { StepId } from '../session/exercise.ts';
import type { Mode } from '../session/parts.ts';

/**
 * A program: what a cohort does, day by day, as whoever leads it plans it. Times stand in it as the clock on the wall
 * of its place shows them; instants follow from its zone.
 */
export interface Program {
  title: string;
  /** What the exercises are about; alignment unless somebody says otherwise. */
  field: string;
  /** A name of the IANA's list, like Europe/Vienna. */
  zone: string;
  days: Day[];
}

export interface Day {
  id: string;
  /** 2026-11-25 */
  date: string;
  /** 09:30 */
  start: string;
  /** When it shall be over at the latest. Not later than `start`: on the next date. */
  end: string;
  title: string;
  /** Where it is: a room, or the address of a call. */
  place: string;
  mode: Mode;
  slots: Slot[];
}

interface AnySlot {
  id: string;
  title: string;
  /** Instant at which whoever leads said that it begins; null before. */
  began: number | null;
}

/** An exercise by its id, or one that this Greenball doesn't have: that one is done on paper. */
export interface ExerciseSlot extends AnySlot {
  kind: 'exercise';
  exercise: string;
  /** How long it takes where nobody can know better: no file says so. */
  minutes: number;
  rounds: number;
  /** The five-minute version. */
  brief: boolean;
  /** Minutes kept for whoever finishes early. */
  extensions: number;
  /** Steps that are left out. */
  skips: StepId[];
  /** The workshop that was opened for it. */
  session: string | null;
}

export interface BreakSlot extends AnySlot {
  kind: 'break';
  minutes: number;
}

/** Anything else that takes time: a welcome, a talk, a walk. */
export interface WordsSlot extends AnySlot {
  kind: 'words';
  minutes: number;
}

export type Slot = ExerciseSlot | BreakSlot | WordsSlot;

/** Breaks are for people: nobody saves time on the last five minutes of one. */
export const SHORTEST_BREAK = 5;
