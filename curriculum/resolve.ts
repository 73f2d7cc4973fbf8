import type { Complaint, Exercise, FieldSpec, Kind, KindId, Sight, Step } from '../core/session/exercise.ts';
import { layPlan } from '../core/session/exercise.ts';
import type { WrittenExercise, WrittenField, WrittenStep } from './form.ts';

/**
 * The engine's form of a written exercise. Total: what `findFaults` would object to (a complaint that nobody knows)
 * is left out here.
 */
export function resolveExercise(written: WrittenExercise, deck: readonly Complaint[]): Exercise {
  const { begins: _begins, order, sees, steps, kinds, minutes, ...rest } = written;
  const exercise: Exercise = {
    ...rest,
    ...(order === undefined ? {} : { order }),
    minutes: 0,
    kinds: mapValues(kinds, (kind): Kind => ({ ...kind, fields: mapValues(kind.fields, resolveField) })),
    steps: steps.map((step) => resolveStep(step, written, deck)),
    complaints: gatherComplaints(written, deck),
  };
  exercise.minutes = minutes ?? sumMinutes(exercise);
  return exercise;
}

/** Minutes of the whole way through, with as many rounds as are usual. */
export function sumMinutes(exercise: Exercise): number {
  const minutes = new Map(exercise.steps.map((step) => [step.id, step.minutes]));
  return layPlan(exercise, exercise.rounds.default).reduce(
    (sum, stop) => sum + (minutes.get(stop.step) ?? 0),
    0,
  );
}

/** Who sees what in a step: what the step says, else what the exercise says of every step. */
export const sightIn = (written: WrittenExercise, step: WrittenStep): Record<KindId, Sight> => ({
  ...written.sees,
  ...step.sees,
});

function resolveStep(step: WrittenStep, written: WrittenExercise, deck: readonly Complaint[]): Step {
  return {
    ...step,
    sees: sightIn(written, step),
    says: resolveSays(step, written),
    complaints: keysIn(step, deck),
  };
}

/** A seat that a step has no word for is told what the seat does; nobody sits before an empty page. */
function resolveSays(step: WrittenStep, written: WrittenExercise): Record<string, string> {
  const { says } = step;
  if (typeof says === 'string') return { everyone: says };
  if (Object.hasOwn(says, 'everyone')) return says;
  return { ...Object.fromEntries(written.seats.map((seat) => [seat.id, seat.does])), ...says };
}

function resolveField(field: WrittenField, name: string): FieldSpec {
  if (typeof field === 'string') {
    const label = name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ');
    if (field === 'words') return { type: 'words', label };
    const [from = 0, to = 0] = field.split('-').map(Number);
    return { type: 'scale', from, to, label };
  }
  if (field.type !== 'choice') return field;
  const options = Object.entries(field.options).map(([value, label]) => ({ value, label }));
  return { type: 'choice', options, label: field.label };
}

/** The complaints that a step names one by one. */
export const listComplaints = (step: WrittenStep) => (step.complaints === 'deck' ? [] : step.complaints);

const keysIn = (step: WrittenStep, deck: readonly Complaint[]): string[] =>
  step.complaints === 'deck'
    ? deck.map(({ key }) => key)
    : step.complaints.map((entry) => (typeof entry === 'string' ? entry : entry.key));

/** What the steps name, in their order, then the deck's evergreens: those are at hand wherever anybody complains. */
function gatherComplaints(written: WrittenExercise, deck: readonly Complaint[]): Complaint[] {
  const own = written.steps.flatMap(listComplaints).filter((entry) => typeof entry !== 'string');
  const known = new Map([...deck, ...own].map((complaint) => [complaint.key, complaint]));
  const named = written.steps.flatMap((step) => keysIn(step, deck));
  const complained = written.steps.some((step) => step.complainers.length > 0);
  const evergreen = complained ? deck.filter((complaint) => complaint.evergreen) : [];
  const keys = new Set([...named, ...evergreen.map((complaint) => complaint.key)]);
  return [...keys].flatMap((key) => known.get(key) ?? []);
}

function mapValues<A, B>(record: Record<string, A>, turn: (value: A, key: string) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, turn(value, key)]));
}
