import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closedWindow, cutTree, openWindow } from '../../core/notes/window.ts';
import { EVERYONE } from '../../core/session/parts.ts';
import { session } from '../../core/session/subject.ts';
import { OrderedMap } from '../../core/stream/ordered.ts';
import { pack } from '../../core/stream/pack.ts';
import { attachSockets } from '../../server/sockets/sockets.ts';
import { findBackend } from '../../server/storage/backends.ts';
import { systemClock } from '../../server/streams/clock.ts';
import { SNAPSHOT_EVERY, snapshotSpacing, writeSnapshot } from '../../server/streams/snapshots.ts';
import { Streams } from '../../server/streams/streams.ts';
import { pour } from '../../wire/codec.ts';
import { growTree, REF } from './growthBoard.ts';
import { slowCommits } from './growthDisk.ts';
import { deepParent, type Grown, microseconds } from './growthTree.ts';

// The real owner, hub, sockets and SQLite storage with one session of so many notes; milliseconds of fsync are added.
const [given = '100', fsync = '0', folder = tmpdir()] = process.argv.slice(2);
const size = Number(given);
const dataDir = mkdtempSync(join(folder, 'greenball-growth-'));
const embedded = await (await findBackend('sqlite')).open({ dataDir });
const storage = Number(fsync) > 0 ? slowCommits(embedded, Number(fsync)) : embedded;
const onError = (error: unknown) => console.error(error);
const streams = new Streams({ storage, clock: systemClock, secret: new Uint8Array(32), onError });
const stream = await growTree(streams, size);

const server = createServer();
const sockets = attachSockets({
  server,
  streams,
  names: async () => ({}),
  identify: async ({ headers }) => ({
    ref: REF,
    people: [headers.cookie ?? ''],
    user: headers.cookie ?? '',
  }),
  onError,
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;

/** CPU milliseconds of opening the deepest parent and telling what stands there. */
function openDeep(): number {
  const { parent } = deepParent(size);
  const part = stream.parts.get(EVERYONE);
  if (!part) throw new Error('no board');
  const TIMES = 200;
  const from = process.cpuUsage();
  for (let i = 0; i < TIMES; i++) {
    const window = openWindow(part.tree, closedWindow, parent, 200, true);
    pour({ type: 'window', to: EVERYONE, tree: pack(cutTree(part.tree, window)) });
  }
  return microseconds(process.cpuUsage(from)) / TIMES / 1000;
}

/** What a snapshot of everything costs, and how many entries lie between two. */
async function snap(): Promise<{ cpu: number; every: number }> {
  const copy = { ...REF, stream: 'copy' };
  const event = { to: EVERYONE, type: 'started' };
  await storage.append(copy, 0, [{ seq: 1, at: 0, by: '', device: '', counter: 0, version: 1, event }]);
  const from = process.cpuUsage();
  const snapshot = await writeSnapshot(session.version, {
    seq: 1,
    parts: stream.parts,
    devices: OrderedMap.empty(),
  });
  await storage.snapshot(copy, snapshot);
  const cpu = microseconds(process.cpuUsage(from));
  return { cpu, every: Math.max(SNAPSHOT_EVERY, snapshotSpacing(snapshot.bytes.length)) };
}

process.on('message', async (ask: 'cpu' | 'open' | 'snapshot') => {
  if (ask === 'cpu') process.send?.(microseconds(process.cpuUsage()));
  else if (ask === 'open') process.send?.(openDeep());
  else process.send?.(await snap());
});
process.on('disconnect', async () => {
  sockets.close();
  server.close();
  await streams.close();
  await storage.close();
  rmSync(dataDir, { recursive: true, force: true });
  process.exit(0);
});
process.send?.({ url: `http://127.0.0.1:${port}`, size } satisfies Grown);
