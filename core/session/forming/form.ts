import type { PersonId } from '../../stream/entry.ts';
import { seeded, shuffle } from '../../stream/seeded.ts';
import type { Member } from '../parts.ts';
import { type Candidates, leavesEarly, Scales, teamKey } from './cost.ts';
import { reasonsFor } from './reasons.ts';
import type { Earlier, FormingReason } from './rule.ts';
import { groupSizes, unitsOf } from './units.ts';

export interface Formed {
  members: PersonId[];
  why: FormingReason[];
}

/** Groups weighed in all, over every start: what bounds the time. Counted, not timed, so that a seed forms the same. */
const MOST_WEIGHED = 300_000;
const MOST_STARTS = 12;

/** People at one device, as indices. */
type Unit = readonly number[];
type Draft = Unit[][];

/**
 * Puts everybody into one group each. From a start that the rule suggests it swaps people, two at a time, while that
 * makes the groups better, and takes the best of several starts. Deterministic in `seed`.
 *
 * Where each of an even number of people has at least half of them left whom they haven't met, and nothing but new
 * faces counts, nobody meets anybody again: then for every pair that met before there is a swap that helps (GR-4).
 */
export function formGroups(candidates: Candidates & { seed: number }): Formed[] {
  const { people, size, seed, rule, end, earlier } = candidates;
  const weighed = { ...candidates, people: people.map((member) => asListed(member, earlier)) };
  const scales = new Scales(weighed);
  const indexOf = new Map(people.map(({ id }, i) => [id, i]));
  const units = unitsOf(people).map((unit) => unit.map((id) => indexOf.get(id) as number));
  const random = seeded(seed);
  let best: Draft = [];
  let least = Infinity;
  let steps = 0;
  for (let start = 0; start < MOST_STARTS && least > 0 && steps < MOST_WEIGHED; start++) {
    const draft = lay(arrange(shuffle(units, random), weighed), people.length, size);
    const search = new Search(draft, scales, MOST_WEIGHED - steps);
    search.run();
    steps += search.weighed;
    if (search.cost < least) [best, least] = [draft, search.cost];
  }
  return best.map((group) => {
    const order = shuffle(group.flat(), random);
    // Who has been the one more least often comes last: the last seat is the third's.
    if (order.length > size) order.sort((a, b) => (scales.turns[b] as number) - (scales.turns[a] as number));
    // As they are known in the room: a reason tells nothing that isn't.
    const members = order.map((i) => people[i] as Member);
    return { members: members.map(({ id }) => id), why: reasonsFor(members, { size, rule, end }) };
  });
}

/** Somebody as they are weighed: by what was said in the room, else by the list of people. */
function asListed(member: Member, { listed }: Earlier): Member {
  const known = listed[member.id];
  if (!known) return member;
  const { team = null, level = null, leavesAt = null } = member.facts ?? {};
  return { ...member, facts: { team: team ?? known.team, level: level ?? known.level, leavesAt } };
}

/** Large units first, since they fit in fewer places; then so that who belongs together by the rule stands together. */
function arrange(units: readonly Unit[], { people, rule, end }: Candidates): Unit[] {
  const key = (unit: Unit): (number | string)[] => {
    const { facts } = people[unit[0] as number] as Member;
    return [
      -unit.length,
      leavesEarly(facts?.leavesAt, end) ?? Number.MAX_VALUE,
      rule.teams === 'keep' ? (teamKey(facts?.team) ?? '~') : '',
      rule.level === 'similar' ? (facts?.level ?? 0) : 0,
    ];
  };
  return units
    .map((unit) => ({ unit, key: key(unit) }))
    .sort((a, b) => {
      const i = a.key.findIndex((value, at) => value !== b.key[at]);
      return i < 0 ? 0 : (a.key[i] as number) < (b.key[i] as number) ? -1 : 1;
    })
    .map(({ unit }) => unit);
}

const count = (group: readonly Unit[]): number => group.reduce((sum, unit) => sum + unit.length, 0);

function lay(units: readonly Unit[], people: number, size: number): Draft {
  const room = groupSizes(people, size);
  const draft: Draft = room.map(() => []);
  for (const unit of units) {
    const roomiest = room.reduce((most, left, i) => (left > (room[most] as number) ? i : most), 0);
    const next = room.findIndex((left) => left > 0);
    const at = unit.length > 1 || next < 0 ? roomiest : next;
    (draft[at] as Unit[]).push(unit);
    room[at] = (room[at] as number) - unit.length;
  }
  const groups = draft.filter((group) => group.length > 0);
  // Beside a large unit somebody may have been left by themselves.
  for (const single of size > 1 ? groups.filter((group) => count(group) === 1) : []) {
    const others = groups.filter((group) => group !== single && group.length > 0);
    const [smallest] = others.sort((a, b) => count(a) - count(b));
    if (smallest) smallest.push(...single.splice(0));
  }
  return groups.filter((group) => group.length > 0);
}

/** Swaps and moves within a draft that keep the sizes of its groups as they are. Changes the draft in place. */
class Search {
  weighed = 0;
  cost: number;
  private readonly draft: Draft;
  private readonly scales: Scales;
  private readonly most: number;
  private readonly costs: number[];
  private readonly tried: Int32Array;

  constructor(draft: Draft, scales: Scales, most: number) {
    this.draft = draft;
    this.scales = scales;
    this.most = most;
    this.tried = new Int32Array(draft.reduce((sum, group) => sum + count(group), 0));
    this.costs = draft.map((group) => scales.weigh(group.flat()));
    this.cost = this.costs.reduce((sum, cost) => sum + cost, 0);
  }

  run(): void {
    let better = true;
    while (better && this.cost > 0 && this.weighed < this.most) {
      better = false;
      for (let a = 0; a < this.draft.length && this.weighed < this.most; a++) {
        // Only a group that something speaks against can become better.
        while ((this.costs[a] as number) > 0 && this.weighed < this.most && this.improve(a)) better = true;
      }
    }
  }

  private improve(a: number): boolean {
    const group = this.draft[a] as Unit[];
    for (let b = 0; b < this.draft.length; b++) {
      if (b === a) continue;
      const other = this.draft[b] as Unit[];
      const difference = count(group) - count(other);
      for (let x = 0; x < group.length; x++) {
        const unit = group[x] as Unit;
        for (let y = 0; y <= other.length; y++) {
          const against = other[y] ?? [];
          const given = unit.length - against.length;
          // The sizes stay, or the two groups exchange them.
          if (given !== 0 && given !== difference) continue;
          if (this.exchange(a, x, b, y)) return true;
        }
      }
    }
    return false;
  }

  /** A group as it would be with another unit in the place of one. */
  private weighWith(group: readonly Unit[], without: number, unit: Unit = []): number {
    let people = 0;
    for (let i = 0; i <= group.length; i++) {
      const next = i === group.length ? unit : i === without ? [] : (group[i] as Unit);
      for (let k = 0; k < next.length; k++) this.tried[people++] = next[k] as number;
    }
    this.weighed++;
    return this.scales.weigh(this.tried, people);
  }

  private exchange(a: number, x: number, b: number, y: number): boolean {
    const [group, other] = [this.draft[a] as Unit[], this.draft[b] as Unit[]];
    const [unit, against] = [group[x] as Unit, other[y]];
    const before = (this.costs[a] as number) + (this.costs[b] as number);
    const costA = this.weighWith(group, x, against);
    if (costA >= before) return false;
    const costB = this.weighWith(other, y, unit);
    if (costA + costB >= before) return false;
    this.draft[a] = group.filter((_, i) => i !== x).concat(against ? [against] : []);
    this.draft[b] = other.filter((_, i) => i !== y).concat([unit]);
    this.costs[a] = costA;
    this.costs[b] = costB;
    this.cost += costA + costB - before;
    return true;
  }
}
