import { dial } from '../../bots/dial.ts';
import type { OpenText } from '../../client/api.ts';
import { MemoryOutbox } from '../../client/outbox.ts';
import { openSession } from '../../client/session.ts';
import { heldNote } from '../../core/session/decide/pace.ts';
import { groupAudience, groupOf, roomOf } from '../../core/session/parts.ts';
import { mintId } from '../../server/identity/tokens.ts';
import { systemClock } from '../../server/streams/clock.ts';
import { type Arrived, instant } from './room.ts';

// People of one session in a process of their own: each types in their group's example until the process is told to end.
const [url = '', session = '', code = '', people = '60', every = '200'] = process.argv.slice(2);
const WORDS = 'A row of forty dominoes on my kitchen table, and the last one leans on the salt. '.split('');

async function join(name: string): Promise<string> {
  const answer = await fetch(`${url}/api/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, name }),
  });
  if (!answer.ok) throw new Error(`${name} could not join: ${await answer.text()}`);
  return (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
}

async function sit(name: string): Promise<void> {
  const cookie = await join(name);
  const client = openSession({
    clock: systemClock,
    store: new MemoryOutbox(),
    device: mintId(),
    random: mintId,
    connect: dial(url, session, cookie),
  });
  let stood = -1;
  client.subscribe(() => {
    const at = roomOf(client.view().parts)?.at ?? stood;
    if (at === stood) return;
    stood = at;
    process.send?.({ at, when: instant() } satisfies Arrived);
  });
  let text: OpenText | null = null;
  let at = Math.floor(Math.random() * WORDS.length);
  const turn = () => {
    const view = client.view();
    const room = roomOf(view.parts);
    const person = view.people[0];
    const group = room && person ? groupOf(room, person) : null;
    if (!room || !group || room.phase !== 'running' || person !== group.members[0]) return;
    const to = groupAudience(group.id);
    const note = heldNote(group.id, 1, 'example');
    if (!view.parts.get(to)?.tree.notes.has(note)) return;
    text ??= client.openText(to, note, person);
    if (!text.ready()) return;
    const words = `${text.words()}${WORDS[at++ % WORDS.length]}`;
    // A fresh beginning now and then: an example stays short.
    const next = words.length > 300 ? '' : words;
    text.type(next, next.length);
    const fate = Math.random();
    if (fate < 0.02) client.act({ type: 'set-flag', flag: fate < 0.01 ? 'stuck' : 'working' }, person);
  };
  setTimeout(() => setInterval(turn, Number(every)), Math.random() * Number(every));
}

// Each tab tells when it comes to another step of the plan, and the process when everybody sits.
for (let i = 0; i < Number(people); i += 10) {
  await Promise.all(
    Array.from({ length: Math.min(10, Number(people) - i) }, (_, k) => sit(`Person ${i + k + 1}`)),
  );
}
process.send?.({ ready: true });
