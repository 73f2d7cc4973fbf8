import { expect, test } from 'vitest';
import { makeGround, missing } from '../../server/storage/backends/postgres/testing/ground.ts';
import { storm } from './storm.ts';
import { torture } from './torture.ts';

test('three kills over PostgreSQL do no more harm', async (context) => {
  const reason = await missing();
  if (reason !== null) return context.skip(reason);
  const { config, remove } = await makeGround();
  try {
    const { acknowledged, faults, ...rest } = await torture({ kills: 3, seed: 7, databaseUrl: config.url });
    expect(faults).toEqual([]);
    expect(rest).toEqual({ kills: 3, lost: 0, duplicated: 0, diverged: 0 });
    expect(acknowledged).toBeGreaterThan(50);
  } finally {
    await remove();
  }
}, 180_000);

test('three kills lose nothing, repeat nothing, and everybody ends with what is stored', async () => {
  const { acknowledged, faults, ...rest } = await torture({ kills: 3, seed: 7 });
  expect(faults).toEqual([]);
  expect(rest).toEqual({ kills: 3, lost: 0, duplicated: 0, diverged: 0 });
  expect(acknowledged).toBeGreaterThan(50);
});

test('everybody who comes back at once has what they missed, and nothing acknowledged is lost', async () => {
  const { took, lost, acknowledged } = await storm(30, 3);
  expect({ back: took.length, lost }).toEqual({ back: 30, lost: 0 });
  expect(acknowledged).toBeGreaterThan(20);
});
