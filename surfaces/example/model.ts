import { listChildren, type Note, type NoteTree, ROOT } from '../../core/notes/tree.ts';
import type { Exercise, Step } from '../../core/session/exercise.ts';
import type { GroupWork } from '../../core/session/parts.ts';

/** Kinds that may be written in a step beside the note that stands ready. */
export function besideKinds(exercise: Exercise, step: Pick<Step, 'writes' | 'holds'>): string[] {
  const kinds = new Set(Object.values(step.writes).flat());
  return [...kinds].filter((kind) => kind !== step.holds && kind in exercise.kinds);
}

/** The newest note of a kind by one writer: last round's explainer had another one. */
export function newestBy(tree: NoteTree | undefined, kind: string, by: string | undefined): Note | null {
  let newest: Note | null = null;
  if (!tree) return null;
  for (const { note } of listChildren(tree, ROOT)) {
    if (note.kind === kind && note.by === by && (!newest || note.at >= newest.at)) newest = note;
  }
  return newest;
}

/** Where no sentences are counted, the ball grows a hair for every complaint that was met. */
export function metOn(work: Pick<GroupWork, 'complaints'>, note: string | null): number {
  let count = 0;
  for (const complaint of work.complaints.values()) if (complaint.on === note && complaint.met) count++;
  return count;
}
