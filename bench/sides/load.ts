import * as Y from 'yjs';
import { type Line, openLine, readFrame, rootOf, type Stretch } from './line.ts';
import type { Side, SideName } from './side.ts';

/** One stretch of load. */
export interface Load {
  name: string;
  sockets: number;
  /** Edits a second, all sockets together. */
  rate: number;
  seconds: number;
  text: 'shared' | 'paired';
}

export interface Measured {
  sent: number;
  /** Edits that reached every socket that should hear of them. */
  whole: number;
  kept: number;
  /** Milliseconds from send to receipt by all. */
  p50: number;
  p99: number;
}

/** Frames that many sockets get alike are decoded once. */
const REMEMBERED = 64;
const TICK = 5;
const LONGEST_WAIT = 15_000;

async function run(
  side: Side,
  name: SideName,
  load: Load,
  mark: (what: 'from' | 'to') => Promise<void>,
): Promise<Measured> {
  const writers = side.writers.slice(0, load.sockets);
  const lines: Line[] = [];
  for (const writer of writers) lines.push(await openLine[name](side.url, writer, load.text));
  const notes = writers.map((writer) => writer[load.text].notes);
  /** Who writes with a pen, and the edits it made, by clock. */
  const hands = new Map<number, { writer: number; edits: number[] }>();
  lines.forEach((line, writer) => {
    for (const pen of line.pens.values()) if (!hands.has(pen)) hands.set(pen, { writer, edits: [] });
  });
  // A writer's copies hold what it wrote itself: enough to go on writing, and it keeps the load light.
  const copies = new Map<string, Y.Text>();
  const copyOf = (writer: number, note: string): Y.Text => {
    const own = name === 'greenball' ? `${writer} ${note}` : `${writer}`;
    let text = copies.get(`${writer} ${note}`);
    if (text) return text;
    const doc = docs.get(own) ?? new Y.Doc();
    if (!docs.has(own)) {
      docs.set(own, doc);
      doc.clientID = lines[writer]?.pens.get(note) as number;
      doc.on('update', (update: Uint8Array) => lines[writer]?.write(writing, update));
    }
    text = doc.getText(rootOf(name, note));
    copies.set(`${writer} ${note}`, text);
    return text;
  };
  const docs = new Map<string, Y.Doc>();
  let writing = '';
  const sentAt: number[] = [];
  const heardBy: number[] = [];
  const took: number[] = [];
  const hearers = load.text === 'shared' ? lines.length - 1 : 1;
  const remembered = new Map<string, Stretch[]>();
  let whole = 0;

  lines.forEach((line, listener) => {
    line.onFrame = (frame) => {
      const now = performance.now();
      const key = frame.toString('latin1');
      let stretches = remembered.get(key);
      if (!stretches) {
        stretches = readFrame[name](frame);
        remembered.set(key, stretches);
        if (remembered.size > REMEMBERED) remembered.delete(remembered.keys().next().value as string);
      }
      for (const { pen, from, to } of stretches) {
        const hand = hands.get(pen);
        if (!hand || hand.writer === listener) continue;
        for (let clock = from; clock < to; clock++) {
          const edit = hand.edits[clock];
          if (edit === undefined) continue;
          const heard = (heardBy[edit] ?? 0) + 1;
          heardBy[edit] = heard;
          if (heard !== hearers) continue;
          whole++;
          took.push(now - (sentAt[edit] as number));
        }
      }
    };
  });
  await mark('from');
  const start = performance.now();
  let sent = 0;
  let next = 0;
  await new Promise<void>((done) => {
    const timer = setInterval(() => {
      const elapsed = performance.now() - start;
      const due = Math.min(load.rate * load.seconds, Math.floor((elapsed / 1000) * load.rate));
      for (; sent < due; sent++) {
        const writer = next++ % lines.length;
        const own = notes[writer] as string[];
        writing = own[Math.floor(Math.random() * own.length)] as string;
        const text = copyOf(writer, writing);
        hands.get(lines[writer]?.pens.get(writing) as number)?.edits.push(sent);
        sentAt[sent] = performance.now();
        text.insert(text.length, 'x');
      }
      if (elapsed >= load.seconds * 1000) {
        clearInterval(timer);
        done();
      }
    }, TICK);
  });
  const deadline = performance.now() + LONGEST_WAIT;
  while (whole < sent && performance.now() < deadline) await new Promise((later) => setTimeout(later, 20));
  await mark('to');
  await new Promise((later) => setTimeout(later, 200));
  const kept = lines.reduce((sum, line) => sum + line.kept, 0);
  for (const line of lines) line.close();
  await new Promise((later) => setTimeout(later, 200));
  took.sort((a, b) => a - b);
  const at = (share: number) =>
    took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? Number.NaN;
  return { sent, whole, kept, p50: at(0.5), p99: at(0.99) };
}

// The load runs in a process of its own: it gets loads one by one and says when each begins and ends.
process.on('message', async (job: { side: Side; name: SideName; load: Load } | 'go on') => {
  if (job === 'go on') return;
  const measured = await run(job.side, job.name, job.load, async (what) => {
    process.send?.({ mark: what });
    await new Promise((resolve) => process.once('message', resolve));
  });
  process.send?.({ measured });
});
process.on('disconnect', () => process.exit(0));
