import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { seeded } from '../../core/stream/seeded.ts';
import { read } from '../../wire/codec.ts';
import type { ServerMessage } from '../../wire/messages.ts';
import { openBoard } from './board.ts';
import { freePort, ServerProcess } from './child.ts';
import { readCold } from './cold.ts';
import { Disk } from './disk.ts';
import { FrameReader } from './frames.ts';
import { readTrace } from './trace.ts';
import type { Writer } from './writer.ts';

const WRITERS = 8;
const GAP = 150;
/** How long they write, milliseconds. */
const WRITING = 5000;
/** At so many acks the power is cut, and what was synced is opened again. */
const CUTS = 20;

const CALLS = 'pwrite64,write,writev,sendto,sendmsg,fdatasync,fsync,ftruncate,unlink';

/**
 * Shows that an ack leaves only after what it promises is on the disk. The real server runs under strace while people
 * write; the trace is played back against a disk that drops whatever was not synced. At every ack the acknowledged
 * words must be on that disk, and at some of them the power is cut: a cold read of what is left must bring back every
 * act that was acknowledged until then. Returns the exit code.
 */
export async function cutPower(synchronous: 'FULL' | 'OFF'): Promise<number> {
  const strace = spawnSync('strace', ['--version']);
  if (strace.error) {
    console.log('skipped: there is no strace here (apt install strace)');
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), 'greenball-power-'));
  try {
    const dataDir = join(folder, 'data');
    const trace = join(folder, 'trace');
    const under = [
      'strace',
      '-f',
      '-ttt',
      '-yy',
      '-xx',
      '-s',
      '2000000',
      '-e',
      `trace=${CALLS}`,
      '-o',
      trace,
    ];
    const writers = await write({ port: await freePort(), dataDir, synchronous, under });
    const verdict = await playBack(trace, dataDir, writers, join(folder, 'cut'));
    const { acknowledged, unsynced, cuts, missing, syncs } = verdict;
    for (const fault of [...unsynced, ...missing].slice(0, 10)) console.error(fault);
    console.log(
      `synchronous ${synchronous} acknowledged ${acknowledged} syncs ${syncs} ` +
        `without a sync ${unsynced.length} cuts ${cuts} missing after a cut ${missing.length}`,
    );
    if (acknowledged === 0) console.error('nothing was acknowledged: this shows nothing');
    return acknowledged > 0 && unsynced.length + missing.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function write(options: ConstructorParameters<typeof ServerProcess>[0]): Promise<Writer[]> {
  const server = new ServerProcess(options);
  const url = await server.ready;
  if (!url) throw new Error('The server did not start under strace.');
  try {
    const writers = await openBoard(url, WRITERS, seeded(3));
    for (const writer of writers) writer.start(GAP);
    await new Promise((resolve) => setTimeout(resolve, WRITING));
    for (const writer of writers) {
      writer.stop();
      writer.client.close();
    }
    return writers;
  } finally {
    await server.kill();
  }
}

interface Verdict {
  acknowledged: number;
  syncs: number;
  cuts: number;
  unsynced: string[];
  missing: string[];
}

async function playBack(trace: string, dataDir: string, writers: Writer[], cutDir: string): Promise<Verdict> {
  const disk = new Disk(dataDir);
  const sockets = new Map<string, { frames: FrameReader; writer: Writer | undefined }>();
  const byPerson = new Map(writers.map((writer) => [writer.person, writer]));
  const promised = new Set<string>();
  const verdict: Verdict = { acknowledged: 0, syncs: 0, cuts: 0, unsynced: [], missing: [] };
  const total = writers.reduce((sum, writer) => sum + writer.acknowledged.size, 0);
  const every = Math.max(1, Math.floor(total / CUTS));

  for await (const call of readTrace(trace)) {
    disk.take(call);
    if (call.when !== 'began' || !call.file.includes('TCP')) continue;
    const socket = sockets.get(call.file) ?? { frames: new FrameReader(), writer: undefined };
    sockets.set(call.file, socket);
    for (const frame of socket.frames.take(call.bytes)) {
      const message = read(frame) as ServerMessage;
      if (message.type === 'welcome') socket.writer = byPerson.get(message.people[0] ?? '');
      if (message.type !== 'ack' || !socket.writer) continue;
      for (const counter of message.counters) {
        const tokens = socket.writer.sent.get(counter)?.tokens ?? [];
        const bare = tokens.filter((token) => !disk.synced.has(token));
        if (bare.length > 0 || tokens.length === 0) {
          verdict.unsynced.push(
            `acknowledged without a sync: writer ${socket.writer.number}, act ${counter}: ${bare}`,
          );
        }
        for (const token of tokens) promised.add(token);
        verdict.acknowledged++;
        if (verdict.acknowledged % every !== 0) continue;
        verdict.cuts++;
        const left = await readAfterCut(disk, cutDir);
        const gone = [...promised].filter((token) => !left.has(token));
        if (gone.length > 0) {
          verdict.missing.push(
            `power cut after ${verdict.acknowledged} acks: gone are ${gone.length}, like ${gone[0]}`,
          );
        }
      }
    }
  }
  verdict.syncs = disk.syncs;
  return verdict;
}

/** The tokens that a cold read finds on what was synced. Nothing where it can't even be opened. */
async function readAfterCut(disk: Disk, folder: string): Promise<ReadonlySet<string>> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [file, bytes] of disk.left()) writeFileSync(join(folder, basename(file)), bytes);
  try {
    return new Set((await readCold(folder)).tokens.keys());
  } catch (error) {
    console.error(`what a power cut left can't be opened: ${(error as Error).message}`);
    return new Set();
  }
}
