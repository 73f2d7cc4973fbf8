import { roomOf } from '../core/session/parts.ts';
import { roomSeen, settled, sit, until } from '../server/http/testing/seat.ts';
import { startWorld, Visitor } from '../server/http/testing/world.ts';

/**
 * How long forming groups takes, from the lead's act to the lead's page: over the real server, with SQLite and fsync,
 * earlier pairings read from the directory. Each forming is followed by a start of its own kind: the groups work, so
 * that the next forming has more to avoid.
 */
const args = process.argv.slice(2);
const option = (name: string, usual: number): number => {
  const at = args.indexOf(`--${name}`);
  return at < 0 ? usual : Number(args[at + 1]);
};
const PEOPLE = option('people', 300);
const TIMES = option('times', 9);

const many = { burst: 1e6, perSecond: 1e6 };
const world = await startWorld({
  storage: 'sqlite',
  limits: { joins: many, doors: many, sessions: many },
  onError: (error) => console.error(error),
});
try {
  const lead = new Visitor(world.url);
  const made = await lead.post('/api/sessions', { exercise: 'small', name: 'Mira', mode: 'in-person' });
  const { session } = made.body as { session: string };
  for (let i = 0; i < PEOPLE; i++)
    await lead.post(`/api/sessions/${session}/people`, { name: `Person ${i}`, shares: false });
  const client = sit(world.url, lead, session);
  await until(client, (tab) => (roomSeen(tab)?.people.size ?? 0) === PEOPLE);
  const now = client.now();
  [...(roomSeen(client)?.people.keys() ?? [])].forEach((person, i) => {
    const level = (1 + (i % 3)) as 1 | 2 | 3;
    const leavesAt = i % 12 === 0 ? now + 60_000 : null;
    client.act({ type: 'set-facts', person, facts: { team: `Team ${i % (PEOPLE / 3)}`, level, leavesAt } });
  });
  await until(client, settled);
  client.act({ type: 'start' });
  await until(client, (tab) => settled(tab) && roomSeen(tab)?.phase === 'running');

  const seen = new Set<string>();
  const took: number[] = [];
  for (let time = 0; time < TIMES; time++) {
    const before = roomSeen(client)?.groups;
    const from = performance.now();
    client.act({ type: 'form-groups', rule: { teams: 'mix', level: 'similar' } });
    await until(client, (tab) => settled(tab) && roomSeen(tab)?.groups !== before);
    took.push(performance.now() - from);
    const groups = [...(roomOf(client.view().parts)?.groups.values() ?? [])];
    let repeats = 0;
    for (const { members } of groups) {
      members.forEach((a, i) => {
        for (const b of members.slice(i + 1)) {
          const pair = [a, b].sort().join(' ');
          if (seen.has(pair)) repeats++;
          seen.add(pair);
        }
      });
    }
    console.error(`${Math.round(took[time] as number)} ms, ${groups.length} groups, ${repeats} pairs again`);
  }
  client.close();
  took.sort((a, b) => a - b);
  const ms = (value = Number.NaN) => Math.round(value);
  console.log(
    `people ${PEOPLE} formings ${TIMES} median ${ms(took[took.length >> 1])} ms worst ${ms(took.at(-1))} ms`,
  );
} finally {
  await world.close();
}
