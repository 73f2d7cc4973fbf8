import { everybodyDone } from '../../bots/lead.ts';
import { playSeat } from '../../bots/partner.ts';
import type { SessionClient } from '../../client/api.ts';
import { stepNow } from '../../core/session/decide/scene.ts';
import { type Exercise, layPlan, type Stop } from '../../core/session/exercise.ts';
import {
  groupAudience,
  groupOf,
  type Passage,
  personAudience,
  roomOf,
  workOf,
} from '../../core/session/parts.ts';
import { allowedTo, seatOf, seatsOf } from '../../core/session/seats.ts';
import { open as openMemory } from '../../server/storage/backends/memory/backend.ts';
import { type Tab, World } from '../../testing/world.ts';

const LEAD = 'lead';
const PACE = 0.2;
const MINUTE = 60_000;
/** Nobody needs longer for a step, virtual milliseconds. */
const PATIENCE = 15 * MINUTE;
const LOOK = 500;

const PASSAGE: Omit<Passage, 'id'> = {
  title: 'Springs that rust',
  text: 'We study elastic membranes with defective boundary. Every such membrane settles. It settles flat.',
  field: 'mechanics',
  source: 'made up for this run',
  licence: 'CC0',
  cuts: [0, 52, 81],
};

export interface ExerciseRun {
  world: World;
  tabs: Map<string, Tab>;
  plan: Stop[];
  /** Stops at which some group was seen, by index in the plan. */
  entered: Set<number>;
  seats: Set<string>;
  /** `step kind` that somebody wrote words of. */
  wrote: Set<string>;
  complaints: number;
  /** Where it got stuck; null when it came to the end. */
  stuck: string | null;
}

/**
 * One workshop of bots on the real core, owner, hub and client: five people, one who comes late, one who leaves,
 * and a lead who goes on when every group is done.
 */
export async function runExercise(exercise: Exercise, ground?: World): Promise<ExerciseRun> {
  const world = ground ?? new World(await openMemory());
  const rounds = Math.max(exercise.rounds.default, exercise.rounds.of.length > 0 ? 2 : 1);
  const plan = layPlan(exercise, rounds);
  await world.openSession(exercise, LEAD, { rounds });
  const tabs = new Map<string, Tab>();
  let draws = 0;
  const leave = new Map<string, () => void>();

  const seat = async (person: string, seed: number): Promise<void> => {
    const tab = world.tab({ people: [person], device: `device-${person}`, latency: 3 });
    tabs.set(person, tab);
    const stop = playSeat({
      client: tab.client,
      clock: world.clock,
      seed,
      pace: PACE,
      absence: Number.POSITIVE_INFINITY,
      simulated: () => true,
      draw: (group) => {
        const passage = { ...PASSAGE, id: `passage-${draws++}` };
        void world.streams.command(world.ref, 'server', { type: 'set-passage', group, passage });
      },
    });
    leave.set(person, stop);
  };

  for (let i = 0; i < 5; i++) await world.join(`p${i}`);
  const lead = world.tab({ people: [LEAD], device: 'device-lead', latency: 3 });
  tabs.set(LEAD, lead);
  for (let i = 0; i < 5; i++) await seat(`p${i}`, i + 1);
  await world.clock.goOn(200);

  const run: ExerciseRun = {
    world,
    tabs,
    plan,
    entered: new Set(),
    seats: new Set(),
    wrote: new Set(),
    complaints: 0,
    stuck: null,
  };
  lead.client.act({ type: 'start' });
  await world.clock.goOn(200);
  let since = world.clock.now();
  let stretches = 0;
  for (;;) {
    await world.clock.goOn(LOOK);
    const room = roomOf(lead.client.view().parts);
    if (room?.phase !== 'running') break;
    note(run, tabs);
    if (stretches === 1 && !room.people.has('late')) {
      await world.join('late');
      await seat('late', 9);
    }
    const spent = world.clock.now() - since;
    if (everybodyDone(lead.client)) {
      if (stretches === 1 || plan.length === 1) lastWords(run, 'p4', leave);
      lead.client.act({ type: 'go', to: 'next' });
      await world.clock.goOn(1000);
      since = world.clock.now();
      stretches++;
    } else if (spent > PATIENCE) {
      run.stuck = sayStuck(lead.client);
      lead.client.act({ type: 'end' });
      break;
    }
  }
  await world.clock.goOn(40_000);
  run.complaints = roomOf(lead.client.view().parts)?.complaints ?? 0;
  return run;
}

/** Somebody has a train to catch. */
function lastWords(run: ExerciseRun, person: string, leave: Map<string, () => void>): void {
  const tab = run.tabs.get(person);
  if (!tab || !leave.has(person)) return;
  tab.client.act({ type: 'leave', person });
  leave.delete(person);
}

function sayStuck(client: SessionClient): string {
  const { parts } = client.view();
  const room = roomOf(parts);
  if (!room) return 'nobody got in';
  const groups = [...room.groups.values()].map((group) => {
    const work = workOf(parts, group.id);
    const step = stepNow(room, work)?.id;
    return `${group.name} in step "${step}" at sentence ${work?.place}: ${JSON.stringify(work?.flags)}`;
  });
  return `nobody could finish within ${PATIENCE / MINUTE} minutes: ${groups.join('; ')}`;
}

/** Takes down where everybody is and what stands there. */
function note(run: ExerciseRun, tabs: ReadonlyMap<string, Tab>): void {
  for (const [person, tab] of tabs) {
    const view = tab.client.view();
    const room = roomOf(view.parts);
    const group = room && groupOf(room, person);
    const work = group && workOf(view.parts, group.id);
    const step = room && work && stepNow(room, work);
    if (!room || !group || !work || !step) continue;
    const seat = seatOf(room, group, work, person);
    if (seat) run.seats.add(seat);
    run.entered.add(Math.max(work.at, room.at));
    const mine = allowedTo(step.writes, seat);
    const writers = seatsOf(room.exercise, room, group, work.rotation);
    for (const to of [personAudience(person), groupAudience(group.id), 'all']) {
      for (const held of view.parts.get(to)?.tree.notes.values() ?? []) {
        if (!mine.includes(held.kind) || !(held.by === person || writers[held.by] === seat)) continue;
        if ((view.words(held.id) ?? '').trim() !== '') run.wrote.add(`${step.id} ${held.kind}`);
      }
    }
  }
}
