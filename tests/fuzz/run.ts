import { ONLOOKER } from '../../core/access/audiences.ts';
import type { Exercise } from '../../core/session/exercise.ts';
import { open as openMemory } from '../../server/storage/backends/memory/backend.ts';
import { type TabOptions, World } from '../../testing/world.ts';
import { actAs } from './play.ts';
import { Player } from './player.ts';
import { type Scenario, TIMES } from './scenario.ts';

export interface Run {
  world: World;
  players: Map<string, Player>;
  scenario: Scenario;
}

/** How the world is broken on purpose, for runs that must go red. */
export type Sabotage = (name: string) => Pick<TabOptions, 'tamper' | 'layOver'>;

/** Long enough after the end for every retry, and for quiet texts to be compacted. */
const QUIET = 45_000;

/** Plays one scenario to its end on the real core, owner, hub and client, and lets everything come to rest. */
export async function play(scenario: Scenario, exercise: Exercise, sabotage?: Sabotage): Promise<Run> {
  const world = new World(await openMemory());
  const zero = world.clock.now();
  await world.openSession(exercise, 'lead');
  const players = new Map<string, Player>();
  const sit = (name: string, people: string[]) => {
    const tab = world.tab({ people, device: `device-${name}`, latency: 3, ...sabotage?.(name) });
    for (const person of people) players.set(person, new Player(person, tab));
  };
  for (const person of scenario.people) await world.join(person);
  sit('lead', ['lead']);
  sit('wall', [ONLOOKER]);
  for (const person of scenario.people) {
    if (scenario.guests[person]) continue;
    const guests = scenario.people.filter((guest) => scenario.guests[guest] === person);
    sit(person, [person, ...guests]);
  }
  const events: { at: number; happen: () => unknown }[] = scenario.acts.map((act) => ({
    at: act.at,
    happen: async () => {
      if (act.do === 'arrive') {
        await world.streams.command(world.ref, 'late', { type: 'join', person: 'late', sharesWith: null });
      } else {
        const player = players.get(act.by);
        if (player) actAs(player, act, world);
      }
    },
  }));
  for (const at of scenario.crashes) {
    events.push({
      at,
      happen: async () => {
        await world.crash();
        for (const player of players.values())
          world.clock.at(world.clock.now() + 700, () => player.tab.mend());
      },
    });
  }
  if (scenario.full) {
    const [from, to] = scenario.full;
    const fill = (full: boolean) => () => {
      world.full = full;
    };
    events.push({ at: from, happen: fill(true) }, { at: to, happen: fill(false) });
  }
  events.sort((a, b) => a.at - b.at);
  for (const { at, happen } of events) {
    await world.clock.goTo(zero + at);
    void happen();
  }
  await world.clock.goTo(zero + TIMES.over);
  world.full = false;
  for (const player of players.values()) player.tab.mend();
  await world.clock.goOn(QUIET);
  return { world, players, scenario };
}
