import type { PersonId } from '../../stream/entry.ts';
import type { Member } from '../parts.ts';
import type { Earlier, FormingRule } from './rule.ts';

/**
 * What speaks against a group, as one number. The steps between the weights say what goes before what: that nobody
 * is left behind when others go, that who stays isn't with somebody who goes, teams, new faces, turns, levels.
 */
const LEFT_BEHIND = 1_000_000;
const EARLY = 100_000;
const TEAM = 10_000;
const MET = 1_000;
const TURN = 100;
const LEVEL = 10;
/** Meetings and turns beyond this count as this many. */
const MOST_COUNTED = 9;

export interface Candidates {
  people: readonly Member[];
  size: number;
  rule: FormingRule;
  /** When the session is likely to end: who leaves before it leaves early. */
  end: number;
  earlier: Earlier;
}

/** Facts by index of the person, so that weighing a group looks nothing up by name. */
export class Scales {
  private readonly count: number;
  private readonly size: number;
  private readonly rule: FormingRule;
  private readonly met: Uint8Array;
  /** -1 where they named none. */
  private readonly team: Int16Array;
  /** 0 where they named none. */
  private readonly level: Uint8Array;
  private readonly leaves: Float64Array;
  /** By device: what can't be helped between people at one of them counts nothing. */
  private readonly unit: Int16Array;
  /** Turns as the one more, above the fewest that anybody has had. */
  readonly turns: Uint8Array;

  constructor({ people, size, rule, end, earlier }: Candidates) {
    const count = people.length;
    const indexOf = new Map<PersonId, number>(people.map(({ id }, i) => [id, i]));
    this.count = count;
    this.size = size;
    this.rule = rule;
    this.met = new Uint8Array(count * count);
    for (const [a, b, times] of earlier.met) {
      const [i, j] = [indexOf.get(a), indexOf.get(b)];
      if (i === undefined || j === undefined) continue;
      this.met[i * count + j] = this.met[j * count + i] = Math.min(MOST_COUNTED, times);
    }
    const teams = new Map<string, number>();
    this.team = Int16Array.from(people, ({ facts }) => {
      const name = teamKey(facts?.team);
      if (name === null) return -1;
      const held = teams.get(name) ?? teams.size;
      teams.set(name, held);
      return held;
    });
    this.level = Uint8Array.from(people, ({ facts }) => facts?.level ?? 0);
    this.leaves = Float64Array.from(people, ({ facts }) => leavesEarly(facts?.leavesAt, end) ?? Infinity);
    this.unit = Int16Array.from(people, ({ id, sharesWith }) => indexOf.get(sharesWith ?? id) ?? -1);
    const had = people.map(({ id }) => earlier.thirds[id] ?? 0);
    const least = had.reduce((a, b) => Math.min(a, b), Infinity);
    this.turns = Uint8Array.from(had, (turns) => Math.min(MOST_COUNTED, turns - least));
  }

  /** The first `people` indices in `group`, as a group. */
  weigh(group: ArrayLike<number>, people = group.length): number {
    const { count, met, team, level, leaves, turns, unit, rule } = this;
    const keep = rule.teams === 'keep';
    const mix = rule.teams === 'mix';
    if (people < 2) return 0;
    let cost = 0;
    let last = 0;
    let secondLast = 0;
    let early = 0;
    let fewestTurns = MOST_COUNTED;
    for (let x = 0; x < people; x++) {
      const i = group[x] as number;
      const leave = leaves[i] as number;
      if (leave > last) {
        secondLast = last;
        last = leave;
      } else if (leave > secondLast) secondLast = leave;
      if (leave !== Infinity) early++;
      if ((turns[i] as number) < fewestTurns) fewestTurns = turns[i] as number;
      for (let y = x + 1; y < people; y++) {
        const j = group[y] as number;
        if (unit[i] === unit[j] && unit[i] !== -1) continue;
        cost += (met[i * count + j] as number) * MET;
        const together = team[i] === team[j];
        if (keep && !together) cost += TEAM;
        if (mix && together && team[i] !== -1) cost += TEAM;
        if (rule.level !== 'any' && level[i] !== 0 && level[j] !== 0) {
          const apart = Math.abs((level[i] as number) - (level[j] as number));
          cost += (rule.level === 'similar' ? apart : 2 - apart) * LEVEL;
        }
      }
    }
    if (last > secondLast) cost += last === Infinity ? 3 * LEFT_BEHIND : LEFT_BEHIND;
    if (early < people) cost += early * EARLY;
    if (people > this.size) cost += fewestTurns * TURN;
    return cost;
  }
}

/** Teams are the same whatever the case they were typed in. */
export const teamKey = (team: string | null | undefined): string | null => team?.trim().toLowerCase() || null;

/** When somebody leaves, where that is before the end; else null. */
export const leavesEarly = (leavesAt: number | null | undefined, end: number): number | null =>
  leavesAt != null && leavesAt < end ? leavesAt : null;
