import type { Load } from './sides/load.ts';
import { type Figures, measure } from './sides/measure.ts';
import { SIDES, type SideName } from './sides/side.ts';

/**
 * Greenball's server (SQLite, fsync before every ack, every frame checked) against Hocuspocus (no storage, updates
 * flushed every 16 ms), alternating. Both insert one character at a time into a Yjs text among 2,000 notes.
 */
const args = process.argv.slice(2);
const option = (name: string, usual: number): number => {
  const at = args.indexOf(`--${name}`);
  return at < 0 ? usual : Number(args[at + 1]);
};
const RUNS = option('runs', 5);
const SECONDS = option('seconds', 5);

const LOADS: Load[] = [
  { name: '50 sockets x 5/s', sockets: 50, rate: 250, seconds: SECONDS, text: 'shared' },
  { name: '200 sockets x 5/s', sockets: 200, rate: 1000, seconds: SECONDS, text: 'shared' },
  ...[1000, 2000, 4000, 6000, 8000].map((rate) => ({
    name: `50 sockets, ${rate}/s`,
    sockets: 50,
    rate,
    seconds: SECONDS,
    text: 'shared' as const,
  })),
  { name: '25 pairs apart, 1000/s', sockets: 50, rate: 1000, seconds: SECONDS, text: 'paired' },
];

const sorted = (values: number[]): number[] => [...values].sort((a, b) => a - b);
const median = (values: number[]): number => sorted(values)[values.length >> 1] ?? Number.NaN;
const spread = (values: number[], digits: number): string => {
  const all = sorted(values);
  const show = (value: number | undefined) => (value ?? Number.NaN).toFixed(digits);
  return `${show(median(values))} (${show(all[0])}-${show(all[all.length - 1])})`;
};

const results: Record<SideName, Map<string, Figures>[]> = { greenball: [], hocuspocus: [] };
for (let run = 0; run < RUNS; run++) {
  const order = run % 2 === 0 ? SIDES : ([...SIDES].reverse() as SideName[]);
  for (const name of order) {
    results[name].push(await measure(name, LOADS, '200', '2000'));
    console.error(`run ${run + 1} of ${RUNS}: ${name} done`);
  }
}

let last = '';
for (const { name } of LOADS) {
  console.log(`\n${name}`);
  const by = (side: SideName, pick: (figures: Figures) => number) =>
    results[side].map((run) => pick(run.get(name) as Figures));
  for (const side of SIDES) {
    const delivered = by(side, ({ sent, whole }) => (whole / sent) * 100);
    const kept = by(side, ({ sent, kept: acked }) => (acked / sent) * 100);
    console.log(
      `  ${side.padEnd(11)} cpu s/1000 edits ${spread(
        by(side, ({ cpu }) => cpu),
        4,
      )}` +
        `  p50 ms ${spread(
          by(side, ({ p50 }) => p50),
          1,
        )}  p99 ms ${spread(
          by(side, ({ p99 }) => p99),
          1,
        )}` +
        `  delivered % ${median(delivered).toFixed(2)} (least ${Math.min(...delivered).toFixed(2)})` +
        `  acked % ${median(kept).toFixed(1)}  MiB ${spread(
          by(side, ({ memory }) => memory),
          0,
        )}`,
    );
  }
  const whole = SIDES.every((side) =>
    by(side, ({ sent, whole: all }) => all / sent).every((share) => share === 1),
  );
  const ratio = (pick: (figures: Figures) => number) =>
    median(by('greenball', pick)) / median(by('hocuspocus', pick));
  const ratios = `cpu_ratio ${ratio(({ cpu }) => cpu).toFixed(2)} p99_ratio ${ratio(({ p99 }) => p99).toFixed(2)}`;
  console.log(`  ${ratios}${whole ? '' : '  (not both whole)'}`);
  if (whole && name.startsWith('50 sockets,')) last = ratios;
}
console.log(`\n${last}`);
