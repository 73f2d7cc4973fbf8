import { insertion } from './insertion.ts';
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
  /** The clock of the last character that a pen wrote into a note: it writes on after it. */
  const lastIn = new Map<string, number>();
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
        const note = own[Math.floor(Math.random() * own.length)] as string;
        const pen = lines[writer]?.pens.get(note) as number;
        const { edits } = hands.get(pen) as { edits: number[] };
        const clock = edits.length;
        const where = `${pen} ${note}`;
        const update = insertion(pen, clock, lastIn.get(where) ?? null, rootOf(name, note), 'x');
        lastIn.set(where, clock);
        edits.push(sent);
        sentAt[sent] = performance.now();
        lines[writer]?.write(note, update);
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
