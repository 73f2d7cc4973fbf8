import type { Load } from './sides/load.ts';
import { measure } from './sides/measure.ts';

/**
 * How many pairs one server carries: both of each pair write into the pair's text once a second, in sessions of
 * twenty pairs. More and more of them on one server, up to 1,000 pairs; what gives way first is whichever of the
 * server's main thread, the machine or the load itself has no room left.
 */
const PAIRS = process.argv.slice(2).map(Number);
const STEPS = PAIRS.length > 0 ? PAIRS : [100, 250, 500, 1000];
const SECONDS = 10;
const ROOM = 40;

const loads = STEPS.map(
  (pairs): Load => ({
    name: `${pairs} pairs`,
    sockets: 2 * pairs,
    rate: 2 * pairs,
    seconds: SECONDS,
    text: 'paired',
  }),
);
const figures = await measure('greenball', loads, String(2 * Math.max(...STEPS)), '0', String(ROOM));
for (const { name, sockets } of loads) {
  const found = figures.get(name);
  if (!found) continue;
  const { sent, whole, kept, p50, p99, cpu, cores, memory } = found;
  console.log(
    `${name} (${sockets} sockets): p50 ${p50.toFixed(0)} ms  p99 ${p99.toFixed(0)} ms  ` +
      `delivered ${((whole / sent) * 100).toFixed(2)} %  acked ${((kept / sent) * 100).toFixed(2)} %  ` +
      `cpu s/1000 edits ${cpu.toFixed(3)}  cores: main thread ${cores.main.toFixed(2)}, ` +
      `server ${cores.server.toFixed(2)}, load ${cores.load.toFixed(2)}  ${memory.toFixed(0)} MiB`,
  );
}
