import type { AudienceId, Entry, PersonId, WroteMany } from '../../core/stream/entry.ts';
import { countAfter, extendRuns, type Runs } from './runs.ts';

export type Tally = NonNullable<Entry['tally']>;

/** As many refused counters of a device as the core remembers. */
const REFUSED_KEPT = 64;

/** What compaction keeps of a text's `wrote` entries: which numbers they had, the last of them, the devices' counters. */
export interface Many {
  runs: Runs;
  last: number;
  at: number;
  by: PersonId;
  version: number;
  tally: Tally;
}

/** The heads of `wrote` entries, ascending and after all that `many` already stands for. */
export function absorb(many: Many | null, heads: readonly Omit<Entry, 'event' | 'update'>[]): Many | null {
  const end = heads.at(-1);
  if (!end) return many;
  const tally = new Map((many?.tally ?? []).map((held) => [held.device, held]));
  for (const { device, counter, refused } of heads) {
    if (!device) continue;
    const held = tally.get(device);
    const all = [...(held?.refused ?? []), ...(refused ?? [])].slice(-REFUSED_KEPT);
    tally.set(device, {
      device,
      counter: Math.max(counter, held?.counter ?? 0),
      ...(all.length > 0 ? { refused: all } : {}),
    });
  }
  return {
    runs: extendRuns(
      many?.runs ?? [],
      heads.map(({ seq }) => seq),
    ),
    last: end.seq,
    at: end.at,
    by: end.by,
    version: end.version,
    tally: [...tally.values()],
  };
}

/** The entry that stands in for the compacted ones after `after`. */
export function manyEntry(many: Many, to: AudienceId, note: string, after: number): Entry<WroteMany> {
  const { last, at, by, version, tally } = many;
  const count = countAfter(many.runs, after);
  const event: WroteMany = { to, type: 'wrote-many', note, by, count };
  return { seq: last, at, by, device: '', counter: 0, version, event, tally };
}
