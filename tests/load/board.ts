import { ask, sitDown } from '../../bots/seat.ts';
import { roomOf } from '../../core/session/parts.ts';
import { type Board, until, Writer } from './writer.ts';

/** So many that a tab can open all that stands under one, however long the run. */
const HOMES = 10;

/** Opens a session on the board, with notes to write under, and seats so many writers at it, numbered from `first`. */
export async function openBoard(
  url: string,
  count: number,
  random: () => number,
  first = 0,
): Promise<Writer[]> {
  const wish = { exercise: 'board', name: 'Lead', mode: 'remote', join: true };
  const lead = await ask<{ session: string; code: string }>(url, '/api/sessions', wish);
  const { session, code } = lead.answer;
  const guests = await Promise.all(
    Array.from({ length: count }, (_, i) =>
      ask<{ person: string }>(url, '/api/join', { code, name: `Writer ${i}` }),
    ),
  );
  const client = sitDown(url, session, lead.cookie);
  await until(() => roomOf(client.view().parts) !== null, 10_000);
  client.act({ type: 'start' });
  const homes = Array.from({ length: HOMES }, (_, i) => `home-${i}`);
  for (const note of homes)
    client.act({ type: 'write-note', note, kind: 'card', parent: '', words: 'Here:' });
  const kept = await until(() => client.view().pending === 0, 10_000);
  const [refused] = client.view().notTaken;
  client.close();
  if (!kept || refused) throw new Error(`The board could not be opened: ${JSON.stringify(refused)}`);
  const board: Board = { url, session, homes };
  return guests.map(
    ({ cookie, answer }, i) => new Writer(first + i, { cookie, person: answer.person }, board, random),
  );
}
