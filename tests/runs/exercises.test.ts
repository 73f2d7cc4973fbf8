import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Exercise } from '../../core/session/exercise.ts';
import { groupOf, roomOf } from '../../core/session/parts.ts';
import { listSurfaces, loadExercises, sayProblem } from '../../curriculum/load.ts';
import { gather } from '../../server/export/gather.ts';
import { writeMarkdown } from '../../server/export/markdown.ts';
import { Player } from '../fuzz/player.ts';
import { judge } from '../fuzz/verdict.ts';
import { type ExerciseRun, runExercise } from './run.ts';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const surfaces = listSurfaces(at('surfaces'));

for (const folder of ['curriculum/exercises', 'curriculum/fixtures']) {
  const { exercises, problems } = loadExercises(at(folder), {
    surfaces,
    deck: at('curriculum/complaints.yaml'),
  });
  describe(`exercises in ${folder}`, () => {
    test('load', () => {
      expect(problems.map(sayProblem)).toEqual([]);
      expect(exercises.size + problems.length).toBe(
        readdirSync(at(folder)).filter((name) => name.endsWith('.yaml')).length,
      );
    });
    test.each([...exercises.values()].map((exercise) => [exercise.id, exercise] as const))(
      '%s: bots come to its end, and everything in it is used',
      async (_id, exercise) => {
        const run = await runExercise(exercise);
        expect(run.stuck).toBe(null);
        expect(missing(exercise, run)).toEqual([]);
        expect(await kept(exercise, run)).toEqual([]);
        expect(await whole(run)).toEqual([]);
      },
    );
  });
}

/** What the exercise offers and nobody came to. */
function missing(exercise: Exercise, run: ExerciseRun): string[] {
  const faults: string[] = [];
  run.plan.forEach((stop, i) => {
    if (!run.entered.has(i)) faults.push(`nobody was in step "${stop.step}" of round ${stop.round}`);
  });
  for (const { id } of exercise.seats) if (!run.seats.has(id)) faults.push(`nobody took the seat "${id}"`);
  for (const step of exercise.steps) {
    for (const kind of new Set(Object.values(step.writes).flat())) {
      if (!run.wrote.has(`${step.id} ${kind}`)) faults.push(`nobody wrote a "${kind}" in step "${step.id}"`);
    }
  }
  if (exercise.steps.some(({ complainers }) => complainers.length > 0) && run.complaints === 0) {
    faults.push('nobody complained');
  }
  return faults;
}

/** Nothing is under way any more, nothing was refused, and everybody sees what the server has. */
async function whole(run: ExerciseRun): Promise<string[]> {
  const faults: string[] = [];
  for (const [person, tab] of run.tabs) {
    const { pending, notTaken } = tab.client.view();
    if (pending > 0 || tab.client.hasUnsaved()) faults.push(`${person} still waits for ${pending} acts`);
    for (const { command, refusal } of notTaken) {
      faults.push(`${person} was refused ${command.type}: ${refusal.refused} ${JSON.stringify(command)}`);
    }
  }
  const players = new Map([...run.tabs].map(([person, tab]) => [person, new Player(person, tab)]));
  const scenario = {
    seed: 0,
    people: [...run.tabs.keys()],
    guests: {},
    latecomer: 'late',
    hider: '',
    acts: [],
    crashes: [],
    full: null,
  };
  const { diverged, lost } = await judge({ world: run.world, players, scenario });
  return [...faults, ...diverged, ...lost];
}

/** Everybody can carry home what they made. */
async function kept(exercise: Exercise, run: ExerciseRun): Promise<string[]> {
  const faults: string[] = [];
  const stream = await run.world.streams.get(run.world.ref);
  const { entries } = await run.world.storage.load(run.world.ref, { withoutSnapshot: true });
  const room = roomOf(stream.parts);
  if (room?.phase !== 'ended') faults.push(`the session is ${room?.phase}, not ended`);
  for (const person of run.tabs.keys()) {
    const what = await gather(person, {
      parts: stream.parts,
      entries,
      words: (to, notes) => stream.words(to, notes),
      picture: async () => null,
      names: async (people) => Object.fromEntries(people.map((id) => [id, id])),
      now: run.world.clock.now(),
    });
    if (!what) {
      faults.push(`${person} can export nothing`);
      continue;
    }
    if (!writeMarkdown(what).includes(exercise.title)) faults.push(`the export of ${person} has no title`);
    const group = room && groupOf(room, person);
    if (group && room.people.get(person)?.here && !what.groups.some(({ id }) => id === group.id)) {
      faults.push(`the export of ${person} lacks their group`);
    }
    const debriefs = exercise.steps.some(({ debriefs }) => debriefs);
    if (debriefs && group && room.people.get(person)?.here && !what.own.debrief) {
      faults.push(`the export of ${person} lacks their debrief`);
    }
  }
  return faults;
}
