import type { Exercise } from '../../core/session/exercise.ts';
import type { Surroundings } from '../../curriculum/names.ts';
import { type ReadOwn, readOwn } from '../../curriculum/own.ts';
import type { KeptExercise, OwnExercises } from '../directory/exercises.ts';

/** Texts that stay read: as many as everything that one person sees, and some. */
const MOST_READ = 120;

/** Somebody who looks for an exercise: the people at their browser, and whether they may open sessions here. */
export interface Looking {
  people: readonly string[];
  opens: boolean;
}

/**
 * The exercises that there are for somebody: those that are shipped, their own as they stand now, and what others offer
 * them, as it stood when it was offered. An own one is known by the id of its row and the version of its text, whatever
 * the text says of itself.
 */
export function createCatalogue(of: {
  shipped: ReadonlyMap<string, Exercise>;
  own: OwnExercises;
  surroundings: Surroundings;
}) {
  const { shipped, own, surroundings } = of;
  const read = new Map<string, ReadOwn>();

  function readKept(id: string, version: number, source: string): ReadOwn {
    const key = `${id} ${version}`;
    let held = read.get(key);
    if (!held) {
      held = readOwn(source, surroundings);
      if ('exercise' in held) held = { exercise: { ...held.exercise, id, version } };
      for (const oldest of read.keys()) {
        if (read.size < MOST_READ) break;
        read.delete(oldest);
      }
      read.set(key, held);
    }
    return held;
  }

  /** What somebody may have of an exercise of somebody's; null where that is nothing. */
  function show(kept: KeptExercise, { people, opens }: Looking): ReadOwn | null {
    if (people.includes(kept.person)) return readKept(kept.id, kept.version, kept.source);
    return opens && kept.offered ? readKept(kept.id, kept.offered.version, kept.offered.source) : null;
  }

  return {
    surroundings,

    /** One's own text, read. */
    readDraft: ({ id, version, source }: KeptExercise): ReadOwn => readKept(id, version, source),

    /** What others are offered, read. */
    readOffer: ({ id, offered }: KeptExercise): ReadOwn | null =>
      offered && readKept(id, offered.version, offered.source),

    /** The exercise of that id, as somebody gets it. Null where there is none for them, or it has faults. */
    async find(space: string, looking: Looking, id: string): Promise<Exercise | null> {
      const held = shipped.get(id);
      if (held) return held;
      const kept = await own.find(space, id);
      const found = kept && show(kept, looking);
      return found && 'exercise' in found ? found.exercise : null;
    },

    /** Those of some ids that there are for somebody, by id. */
    async among(space: string, looking: Looking, ids: Iterable<string>): Promise<Map<string, Exercise>> {
      const found = new Map<string, Exercise>();
      for (const id of new Set(ids)) {
        const exercise = await this.find(space, looking, id);
        if (exercise) found.set(id, exercise);
      }
      return found;
    },
  };
}

export type Catalogue = ReturnType<typeof createCatalogue>;
