import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { layDay } from '../core/program/day.ts';
import { layOrder } from '../core/program/order.ts';
import { listSurfaces, loadExercises, sayProblem } from './load.ts';
import { loadOrders } from './orders.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

test('CU-16: every order loads; the three weeks begin with the giant text file, and no day is too full', () => {
  const { orders, problems } = loadOrders(at('programs'));
  expect(problems.map(sayProblem)).toEqual([]);
  const three = orders.get('three-weeks');
  expect(three?.days).toHaveLength(15);
  expect(three?.days[0]?.slots.find(({ kind }) => kind === 'exercise')).toMatchObject({
    exercise: 'giant-text-file',
  });
  const { exercises } = loadExercises(at('exercises'), { surfaces: listSurfaces(at('../surfaces')) });
  for (const order of orders.values()) {
    let ids = 0;
    for (const day of layOrder(order, '2026-11-23', () => `${ids++}`)) {
      const { to, end } = layDay(day, 'UTC', exercises);
      expect(to, `${order.id}: ${day.title}`).toBeLessThanOrEqual(end);
    }
  }
});

test('CU-16: a broken order is left out and named with its line; a folder of none is a broken installation', () => {
  const dir = mkdtempSync(join(tmpdir(), 'orders-'));
  try {
    expect(() => loadOrders(dir)).toThrow(/no order/);
    writeFileSync(
      join(dir, 'odd.yaml'),
      "title: Odd\nsays: Odd.\ndays:\n  - title: One\n    start: '9:30'\n    end: '12:30'\n    slots: [{ break: 5 }]\n",
    );
    const { orders, problems } = loadOrders(dir);
    expect(orders.size).toBe(0);
    expect(problems.map(({ line, reason }) => `${line}: ${reason}`)).toEqual([
      "5: `start`: a time is like '09:30', in quotes",
    ]);
  } finally {
    rmSync(dir, { recursive: true });
  }
});
