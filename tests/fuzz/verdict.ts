import { normalTree } from '../../core/notes/testing/normal.ts';
import { cutTree, type Window } from '../../core/notes/window.ts';
import type { SessionPart } from '../../core/session/parts.ts';
import { session } from '../../core/session/subject.ts';
import { pack } from '../../core/stream/pack.ts';
import { read } from '../../wire/codec.ts';
import type { Run } from './run.ts';

export interface Verdict {
  diverged: string[];
  leaked: string[];
  lost: string[];
}

/** A part as a viewer may hold it, without what only its way there explains (undo history, notes that left). */
function shape(part: SessionPart, window: Window): unknown {
  const cut = cutTree(part.tree, window);
  return pack({ ...part, recent: [], tree: normalTree(cut) });
}

/** JSON with its keys in order, so that equal values are equal texts. */
function write(value: unknown): string {
  return JSON.stringify(value, (_key, held: unknown) =>
    held !== null && typeof held === 'object' && !Array.isArray(held)
      ? Object.fromEntries(Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1)))
      : held,
  );
}

/** Where two texts begin to differ, with what stands around. */
function apart(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const around = (text: string) => text.slice(Math.max(0, at - 200), at + 300);
  return `\n  server …${around(a)}\n  other  …${around(b)}`;
}

/** Whether everybody ended where the server is, and nothing of what they wrote is gone. */
export async function judge({ world, players }: Run): Promise<Pick<Verdict, 'diverged' | 'lost'>> {
  const diverged: string[] = [];
  const lost: string[] = [];
  const stream = await world.streams.get(world.ref);
  const serverWords = new Map<string, string>();
  for (const [to, part] of stream.parts) {
    const words = await stream.words(to, [...part.tree.notes.keys()]);
    for (const [note, text] of Object.entries(words)) serverWords.set(`${to} ${note}`, text);
  }
  const everything = [...serverWords.values()].join('\n');

  for (const [name, player] of players) {
    const view = player.tab.client.view();
    if (view.link.state !== 'live') lost.push(`${name} did not come back: ${view.link.state}`);
    if (view.pending > 0) lost.push(`${name} still waits for ${view.pending} acts`);
    const mine = new Set(view.people.flatMap((person) => session.audiencesOf(stream.parts, person) ?? []));
    const theirs = [...view.parts.keys()].sort().join();
    const expected = [...mine].filter((to) => stream.parts.has(to)).sort();
    const shown = [...view.parts.keys()].filter((to) => stream.parts.has(to)).sort();
    if (shown.join() !== expected.join())
      diverged.push(`${name} holds ${theirs}, belongs to ${expected.join()}`);
    for (const to of expected) {
      const server = stream.parts.get(to) as SessionPart;
      const client = view.parts.get(to);
      const window = player.tab.window(to);
      const a = write(shape(server, window));
      const b = client ? write(pack({ ...client, recent: [], tree: normalTree(client.tree) })) : 'nothing';
      if (a !== b) diverged.push(`${name} in ${to}:${apart(a, b)}`);
      for (const note of client?.tree.notes.values() ?? []) {
        if (note.removed || note.places.length === 0) continue;
        const words = serverWords.get(`${to} ${note.id}`);
        if (words !== view.words(note.id)) {
          diverged.push(`${name} reads "${view.words(note.id)}" in ${to} ${note.id}, which is "${words}"`);
        }
      }
    }
    const given = view.notTaken.map((item) => `${item.words} ${JSON.stringify(item.command)}`).join('\n');
    for (const token of player.written) {
      const count = everything.split(new RegExp(`\\b${token}\\b`)).length - 1;
      // Who took typing back at this device may have taken back these words, too.
      const tookBack = [...players.values()].some((other) => other.tab === player.tab && other.tookBack);
      if (count === 0 && !given.includes(token) && !tookBack) lost.push(`${name} lost ${token}`);
    }
  }

  // A cold start from what is stored must come to the same state.
  const warm = write(pack(stream.parts));
  await world.crash();
  const cold = await world.streams.get(world.ref);
  const again = write(pack(cold.parts));
  if (again !== warm) diverged.push(`a cold start comes to another state:${apart(warm, again)}`);
  for (const [key, words] of serverWords) {
    const [to = '', note = ''] = key.split(' ');
    const now = (await cold.words(to, [note]))[note];
    if (now !== words) diverged.push(`after a cold start ${key} reads "${now}", before "${words}"`);
  }
  for (const error of world.errors) {
    if ((error as Error).name !== 'StorageFull') diverged.push(`error: ${(error as Error).stack}`);
  }
  return { diverged, lost };
}

/** Everything that two runs told everybody but the hider must be the same, to the byte and to the millisecond. */
export function compare(a: Run, b: Run): string[] {
  const leaked: string[] = [];
  const { hider } = a.scenario;
  const hiders = a.players.get(hider)?.tab;
  for (const [name, player] of a.players) {
    const twin = b.players.get(name);
    if (!twin || player.tab === hiders) continue;
    const ours = player.tab.frames;
    const theirs = twin.tab.frames;
    const length = Math.max(ours.length, theirs.length);
    for (let i = 0; i < length; i++) {
      const x = ours[i];
      const y = theirs[i];
      if (x && y && x.at === y.at && Buffer.compare(x.bytes, y.bytes) === 0) continue;
      const say = (frame: typeof x) =>
        frame ? `${frame.at % 100_000} ${JSON.stringify(read(frame.bytes))}` : 'none';
      leaked.push(`${name}, frame ${i}, while ${hider} hid something else:\n  ${say(x)}\n  ${say(y)}`);
      break;
    }
  }
  return leaked;
}
