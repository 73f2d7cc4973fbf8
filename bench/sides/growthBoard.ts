import { join } from 'node:path';
import type { SessionCommand } from '../../core/session/command.ts';
import { listSurfaces, loadExercises } from '../../curriculum/load.ts';
import type { SessionStream, Streams } from '../../server/streams/streams.ts';
import { noteName, PEOPLE, parentName, SESSION } from './growthTree.ts';

export const REF = { space: 'bench', stream: SESSION };
/** Notes that are asked for at once while a tree is grown. */
const AT_ONCE = 2000;

const root = join(import.meta.dirname, '..', '..');

/** The board that everybody writes on, its cards with a number on them. */
function board() {
  const { exercises, problems } = loadExercises(join(root, 'bench', 'exercises'), {
    surfaces: listSurfaces(join(root, 'surfaces')),
  });
  const found = exercises.get('board');
  const card = found?.kinds.card;
  if (!found || !card) throw new Error(`no board: ${JSON.stringify(problems)}`);
  const fields = { weight: { type: 'scale' as const, from: 0, to: 1e9, label: 'Weight' } };
  return { ...found, kinds: { ...found.kinds, card: { ...card, fields } } };
}

/** A running session with `size` notes, 50 under each, written through its owner. */
export async function growTree(streams: Streams, size: number): Promise<SessionStream> {
  const stream = await streams.get(REF);
  const act = async (actor: string, command: SessionCommand): Promise<void> => {
    const outcome = await stream.command(actor, command);
    if ('refused' in outcome) throw new Error(`${command.type}: ${outcome.refused}`);
  };
  const opening = { exercise: board(), title: 'Growth', mode: 'remote' as const, rounds: 1, solo: false };
  await act('lead', { type: 'open-session', ...opening });
  for (const person of PEOPLE) await act('server', { type: 'join', person, sharesWith: null });
  await act('lead', { type: 'start' });
  for (let from = 0; from < size; from += AT_ONCE) {
    const writing: Promise<void>[] = [];
    for (let i = from; i < Math.min(size, from + AT_ONCE); i++) {
      const words = `Note number ${i}, as it was.`;
      const actor = PEOPLE[i % PEOPLE.length] as string;
      writing.push(
        act(actor, { type: 'write-note', note: noteName(i), kind: 'card', parent: parentName(i), words }),
      );
    }
    await Promise.all(writing);
  }
  return stream;
}
