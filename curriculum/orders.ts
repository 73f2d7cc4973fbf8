import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Order } from '../core/program/order.ts';
import { sayIssues } from './fault.ts';
import { type Problem, readYaml } from './load.ts';

/** The written form of an order of days: a file under `programs/`. */
const title = z.string().trim().min(1).max(120);
const minutes = z.int().min(1).max(600);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "a time is like '09:30', in quotes" });

const slot = z.union(
  [
    z
      .strictObject({
        exercise: z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/),
        title,
        minutes,
        rounds: z.int().min(1).max(12).default(1),
        brief: z.boolean().default(false),
      })
      .transform((written) => ({ kind: 'exercise' as const, ...written })),
    z
      .strictObject({ break: minutes, title: title.default('Break') })
      .transform((written) => ({ kind: 'break' as const, title: written.title, minutes: written.break })),
    z
      .strictObject({ words: title, minutes })
      .transform((written) => ({ kind: 'words' as const, title: written.words, minutes: written.minutes })),
  ],
  {
    error:
      'a slot is { exercise, title, minutes, rounds?, brief? }, { break: minutes } or { words: what, minutes }',
  },
);

const orderForm = z.strictObject({
  title,
  says: z.string().trim().min(1).max(400),
  days: z
    .array(z.strictObject({ title, start: time, end: time, slots: z.array(slot).min(1).max(40) }))
    .min(1)
    .max(60),
});

/** Reads every order in a folder; a broken one is left out and its problems listed. Throws where there is none at all. */
export function loadOrders(dir: string): { orders: Map<string, Order>; problems: Problem[] } {
  const files = readdirSync(dir)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
  if (files.length === 0) throw new Error(`There is no order in ${dir}: not one file that ends in .yaml.`);
  const orders = new Map<string, Order>();
  const problems: Problem[] = [];
  for (const name of files) {
    const id = name.replace(/\.yaml$/, '');
    const read = readYaml(join(dir, name), (raw) => {
      const parsed = orderForm.safeParse(raw, { reportInput: true });
      return parsed.success
        ? { ok: true, value: { id, ...parsed.data } }
        : { ok: false, faults: sayIssues(parsed.error.issues) };
    });
    if ('problems' in read) problems.push(...read.problems);
    else orders.set(id, read.value);
  }
  return { orders, problems };
}
