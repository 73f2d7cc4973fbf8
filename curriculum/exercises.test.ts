import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { isPrivate, layPlan } from '../core/session/exercise.ts';
import { listSurfaces, loadDeck, loadExercises, sayProblem } from './load.ts';
import { describeForm } from './schema.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const surfaces = listSurfaces(at('../surfaces'));

test('the deck and every exercise load with no problem (CU-1 to CU-14)', () => {
  const { exercises, problems } = loadExercises(at('exercises'), { surfaces });
  expect(problems.map(sayProblem)).toEqual([]);
  expect(exercises.size).toBeGreaterThan(0);
});

test('the deck has a dozen complaints and its evergreens', () => {
  const { deck, problems } = loadDeck(at('complaints.yaml'));
  expect(problems.map(sayProblem)).toEqual([]);
  expect(deck.length).toBeGreaterThanOrEqual(12);
  expect(deck.filter(({ evergreen }) => evergreen).length).toBeGreaterThanOrEqual(2);
});

test('the way through every exercise comes to every step, and takes as long as it says', () => {
  const { exercises } = loadExercises(at('exercises'), { surfaces });
  for (const exercise of exercises.values()) {
    const plan = layPlan(exercise, Math.max(2, exercise.rounds.default));
    expect(new Set(plan.map(({ step }) => step))).toEqual(new Set(exercise.steps.map(({ id }) => id)));
    expect(exercise.minutes).toBeGreaterThan(0);
  }
});

test('the fixture with a private step and a reveal loads', () => {
  const { exercises, problems } = loadExercises(at('fixtures'), {
    surfaces: ['cards'],
    deck: at('complaints.yaml'),
  });
  expect(problems.map(sayProblem)).toEqual([]);
  const steps = exercises.get('quiet-cards')?.steps ?? [];
  expect(steps.map(isPrivate)).toEqual([true, false, false]);
  expect(steps[1]?.reveals).toEqual(['card']);
});

test('the guide, followed literally, adds an exercise by adding one file', () => {
  const guide = readFileSync(at('../docs/guides/add-an-exercise.md'), 'utf8');
  const [, indent = '', yaml = ''] = /^( *)```yaml\n([\s\S]*?)^ *```$/m.exec(guide) ?? [];
  const name = /curriculum\/exercises\/([a-z-]+\.yaml)/.exec(guide)?.[1] ?? '';
  const root = mkdtempSync(join(tmpdir(), 'guide-'));
  try {
    mkdirSync(join(root, 'exercises'));
    cpSync(at('exercises'), join(root, 'exercises'), { recursive: true });
    cpSync(at('complaints.yaml'), join(root, 'complaints.yaml'));
    // Whoever is following the guide has it there already.
    rmSync(join(root, 'exercises', name), { force: true });
    const before = loadExercises(join(root, 'exercises'), { surfaces }).exercises.size;
    writeFileSync(join(root, 'exercises', name), yaml.replaceAll(new RegExp(`^${indent}`, 'gm'), ''));
    const { exercises, problems } = loadExercises(join(root, 'exercises'), { surfaces });
    expect(problems.map(sayProblem)).toEqual([]);
    expect(exercises.size).toBe(before + 1);
    expect(exercises.get('desk-things')?.minutes).toBe(10);
  } finally {
    rmSync(root, { recursive: true });
  }
});

test('the JSON Schema for editors is what the form says (renew it with `npm run greenball -- schema`)', () => {
  const written: unknown = JSON.parse(readFileSync(at('exercise.schema.json'), 'utf8'));
  expect(written).toEqual(JSON.parse(JSON.stringify(describeForm())));
});
