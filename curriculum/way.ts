import type { KindId } from '../core/session/exercise.ts';
import type { Fault } from './fault.ts';
import type { WrittenExercise, WrittenStep } from './form.ts';
import { checkName, type Names } from './names.ts';
import { sightIn } from './resolve.ts';

/** The way through the steps must come to every one of them. */
export function checkRounds(written: WrittenExercise, names: Names): Fault[] {
  const { of, between, default: count, swap } = written.rounds;
  const order = written.steps.map((step) => step.id);
  const faults: Fault[] = [
    ...of.flatMap((id, i) => checkName(names, 'step', id, ['rounds', 'of', i])),
    ...between.flatMap((id, i) => checkName(names, 'step', id, ['rounds', 'between', i])),
  ];
  const put = (path: Fault['path'], reason: string) => faults.push({ path: ['rounds', ...path], reason });
  of.forEach((id, i) => {
    const before = of[i - 1];
    if (of.indexOf(id) < i) put(['of', i], `\`${id}\` stands here twice`);
    else if (before !== undefined && order.includes(id) && order.indexOf(id) < order.indexOf(before)) {
      put(['of', i], `\`${id}\` comes before \`${before}\` among the steps; keep one order`);
    }
  });
  between.forEach((id, i) => {
    if (of.includes(id)) put(['between', i], `\`${id}\` can't be both in a round and between rounds`);
    else if (between.indexOf(id) < i) put(['between', i], `\`${id}\` stands here twice`);
  });
  if (of.length === 0) {
    if (between.length > 0) put(['between'], 'there is nothing to stand between: `of` names no step');
    if (count > 1) put(['default'], `${count} rounds of nothing: name the steps of a round in \`of\``);
    if (swap) put(['swap'], 'seats swap with each round: name the steps of a round in `of`');
  }
  if (swap && written.seats.length === 1) put(['swap'], 'there is only one seat, nobody to swap with');
  const first = order.findIndex((id) => of.includes(id));
  const last = order.findLastIndex((id) => of.includes(id));
  written.steps.forEach(({ id }, i) => {
    if (first < i && i < last && !of.includes(id) && !between.includes(id)) {
      const reason = `nobody would ever come to \`${id}\`: it stands amid the round's steps; name it in \`of\` or \`between\``;
      faults.push({ path: ['steps', i, 'id'], reason });
    }
  });
  return faults;
}

/** Whether a seat writes this kind in a step for its own eyes. */
const hides = (written: WrittenExercise, step: WrittenStep, kind: KindId): boolean =>
  sightIn(written, step)[kind] === 'own' && Object.values(step.writes).some((kinds) => kinds.includes(kind));

export function checkReveals(written: WrittenExercise): Fault[] {
  return written.steps.flatMap((step, s) =>
    step.reveals.flatMap((kind, i) => {
      if (!Object.hasOwn(written.kinds, kind)) return [];
      const path = ['steps', s, 'reveals', i];
      if (!written.steps.slice(0, s).some((earlier) => hides(written, earlier, kind))) {
        return [
          { path, reason: `there is nothing to reveal: no earlier step has \`${kind}\` written in private` },
        ];
      }
      if (sightIn(written, step)[kind] !== 'group') {
        return [
          { path, reason: `\`${kind}\` is revealed to the group, so \`sees\` must give it to the group` },
        ];
      }
      return [];
    }),
  );
}

export function checkBeginning(written: WrittenExercise): Fault[] {
  const begins = written.begins ?? (written.group.size > 1 ? 'together' : 'alone');
  const hidden = (step: WrittenStep) =>
    Object.values(sightIn(written, step)).includes('own') || step.debriefs;
  if (written.group.size === 1 && begins === 'together') {
    return [{ path: ['begins'], reason: 'a group of one begins alone' }];
  }
  if (written.group.size === 1) return [];
  const firsts = [0, written.steps.findIndex((step) => step.id === written.brief.steps[0])];
  return [...new Set(firsts)].flatMap((i, n): Fault[] => {
    const step = written.steps[i];
    if (!step) return [];
    if (begins === 'together' && hidden(step)) {
      const version = n === 0 ? '' : ' (in the five-minute version)';
      const reason = `a conversation never begins in silence, but \`${step.id}\` is private${version}; if people do begin alone here, write \`begins: alone\``;
      return [{ path: n === 0 ? ['steps', i, 'id'] : ['brief', 'steps', 0], reason }];
    }
    if (begins === 'alone' && n === 0 && !hidden(step)) {
      return [
        {
          path: ['begins'],
          reason: `nobody is alone: in the first step, \`${step.id}\`, nothing is private`,
        },
      ];
    }
    return [];
  });
}

/** Whoever is late may leave out any of the steps that may be left out, and what remains is still an exercise. */
export function checkSkips(written: WrittenExercise, names: Names): Fault[] {
  const skips = written.steps.filter((step) => step.skipIfLate).map((step) => step.id);
  const ways = skips.length > 1 ? [...skips.map((id) => [id]), skips] : skips.map((id) => [id]);
  const whole = countFaults(written, names);
  return ways.flatMap((way) => {
    const kept = (id: string) => !way.includes(id);
    const rest: WrittenExercise = {
      ...written,
      steps: written.steps.filter(({ id }) => kept(id)),
      rounds: {
        ...written.rounds,
        of: written.rounds.of.filter(kept),
        between: written.rounds.between.filter(kept),
      },
    };
    if (rest.steps.length > 0 && countFaults(rest, names) <= whole) return [];
    const path = ['steps', written.steps.findIndex(({ id }) => id === way[0]), 'skipIfLate'];
    const named = way.map((id) => `\`${id}\``).join(' and ');
    return [{ path, reason: `what is left without ${named} is no whole exercise: others need it` }];
  });
}

const countFaults = (written: WrittenExercise, names: Names): number =>
  checkRounds(written, names).length + checkReveals(written).length + checkBeginning(written).length;

/** The extensions and the five-minute version. */
export function checkEnds(written: WrittenExercise, names: Names): Fault[] {
  const { extensions, brief, steps } = written;
  const faults = brief.steps.flatMap((id, i) => checkName(names, 'step', id, ['brief', 'steps', i]));
  if (extensions.length !== 3) {
    const reason = `there are three extensions (swap seats, another input, compare), but here ${extensions.length === 1 ? 'is 1' : `are ${extensions.length}`}`;
    faults.push({ path: ['extensions'], reason });
  }
  brief.steps.forEach((id, i) => {
    const step = steps.find((other) => other.id === id);
    const before = steps.filter((other) => brief.steps.slice(0, i).includes(other.id));
    step?.reveals.forEach((kind) => {
      if (before.some((earlier) => hides(written, earlier, kind))) return;
      const reason = `\`${id}\` reveals \`${kind}\`, but no step before it in the five-minute version writes it in private`;
      faults.push({ path: ['brief', 'steps', i], reason });
    });
  });
  return faults;
}
