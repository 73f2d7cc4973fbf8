import type { Exercise } from '../core/session/exercise.ts';
import { listSurfaces, loadExercises } from '../curriculum/load.ts';

const FOLDER = new URL('../', import.meta.url).pathname;

function find(folder: string, id: string): Exercise {
  const { exercises } = loadExercises(`${FOLDER}curriculum/${folder}`, {
    surfaces: listSurfaces(`${FOLDER}surfaces`),
    deck: `${FOLDER}curriculum/complaints.yaml`,
  });
  const exercise = exercises.get(id);
  if (!exercise) throw new Error(`the exercise ${id} could not be loaded`);
  return exercise;
}

/** A private step, a reveal, and cards that nest and are rated. */
export const quietCards = (): Exercise => find('fixtures', 'quiet-cards');

/** Prototypical examples: rounds, seats that swap, complaints, a comparison, a debrief. */
export const prototypicalExamples = (): Exercise => find('exercises', 'prototypical-examples');

/** A page that only its writer sees, and ideas that are pulled out of it. */
export const giantTextFile = (): Exercise => find('exercises', 'giant-text-file');
