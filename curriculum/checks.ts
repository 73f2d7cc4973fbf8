import type { Complaint, KindId } from '../core/session/exercise.ts';
import type { Fault } from './fault.ts';
import type { WrittenExercise, WrittenStep } from './form.ts';
import { checkName, type Names, namesIn, type Surroundings } from './names.ts';
import { listComplaints, sightIn } from './resolve.ts';
import { checkBeginning, checkEnds, checkReveals, checkRounds, checkSkips } from './way.ts';

/** Kinds that the engine keeps for itself: a page, parked thoughts, words that came too late. */
const TAKEN_KINDS = ['page', 'parked', 'kept'];
/** The field in which a note that stands ready carries its round. */
const TAKEN_FIELD = 'round';

/** What can't be, although every word by itself is well formed. */
export function findFaults(written: WrittenExercise, surroundings: Surroundings): Fault[] {
  const names = namesIn(written, surroundings);
  return [
    ...checkSeats(written),
    ...checkKinds(written, names),
    ...checkUnique(written),
    ...written.steps.flatMap((step, i) => checkStep(written, step, i, names)),
    ...checkComplaints(written, surroundings.deck),
    ...checkRounds(written, names),
    ...checkReveals(written),
    ...checkBeginning(written),
    ...checkEnds(written, names),
    ...checkSkips(written, names),
  ];
}

function checkSeats(written: WrittenExercise): Fault[] {
  const { size, third } = written.group;
  const { seats } = written;
  const faults: Fault[] = [];
  if (third !== null && seats.at(-1)?.id !== third) {
    const reason = seats.some((seat) => seat.id === third)
      ? `the third seat \`${third}\` must be the last of the seats`
      : `the third seat \`${third}\` isn't among the seats: add it as the last one, with a name and what it does`;
    faults.push({ path: ['group', 'third'], reason });
  }
  const count = seats.filter((seat) => seat.id !== third).length;
  if (count !== size) {
    const beside = third === null ? '' : `, not counting \`${third}\``;
    const reason = `a group is ${size}, but there ${count === 1 ? 'is 1 seat' : `are ${count} seats`}${beside}`;
    faults.push({ path: ['group', 'size'], reason });
  }
  if (size === 1 && third !== null) {
    faults.push({ path: ['group', 'third'], reason: 'somebody who works alone has no third' });
  }
  return faults;
}

function checkKinds(written: WrittenExercise, names: Names): Fault[] {
  return [
    ...Object.entries(written.kinds).flatMap(([id, kind]) => [
      ...kind.children.flatMap((child, i) => checkName(names, 'kind', child, ['kinds', id, 'children', i])),
      ...Object.entries(kind.fields).flatMap(([name, field]) => checkField(id, name, field)),
      ...(TAKEN_KINDS.includes(id)
        ? [
            {
              path: ['kinds', id],
              reason: `\`${id}\` is a kind that every exercise has; choose another name`,
            },
          ]
        : []),
    ]),
    ...Object.keys(written.sees).flatMap((kind) => checkName(names, 'kind', kind, ['sees', kind])),
  ];
}

type WrittenFieldOf = WrittenExercise['kinds'][string]['fields'][string];

function checkField(kind: string, name: string, field: WrittenFieldOf): Fault[] {
  const path = ['kinds', kind, 'fields', name];
  if (name === TAKEN_FIELD) return [{ path, reason: '`round` is kept by itself; choose another name' }];
  if (typeof field === 'object' && field.type === 'choice') {
    return Object.keys(field.options).length < 2
      ? [{ path: [...path, 'options'], reason: 'a choice needs at least two options' }]
      : [];
  }
  const [from, to] =
    typeof field === 'string'
      ? field.split('-').map(Number)
      : field.type === 'scale'
        ? [field.from, field.to]
        : [];
  if (from === undefined || to === undefined || from < to) return [];
  return [{ path, reason: `a scale goes up: ${from} to ${to} doesn't` }];
}

function checkUnique(written: WrittenExercise): Fault[] {
  const twice = (list: readonly { id: string }[], under: 'seats' | 'steps', what: string): Fault[] =>
    list.flatMap(({ id }, i) =>
      list.findIndex((other) => other.id === id) < i
        ? [{ path: [under, i, 'id'], reason: `there are two ${what}s called \`${id}\`` }]
        : [],
    );
  return [
    ...twice(written.seats, 'seats', 'seat'),
    ...twice(written.steps, 'steps', 'step'),
    ...written.seats.flatMap(({ id }, i) =>
      id === 'everyone'
        ? [{ path: ['seats', i, 'id'], reason: '`everyone` means all seats; choose another name' }]
        : [],
    ),
  ];
}

function checkStep(written: WrittenExercise, step: WrittenStep, index: number, names: Names): Fault[] {
  const at = ['steps', index];
  const sight = sightIn(written, step);
  const sees = (kind: KindId) => Object.hasOwn(sight, kind);
  const faults: Fault[] = [
    ...checkName(names, 'surface', step.surface, [...at, 'surface']),
    ...Object.keys(step.sees).flatMap((kind) => checkName(names, 'kind', kind, [...at, 'sees', kind])),
    ...Object.keys(step.writes).flatMap((seat) => checkName(names, 'seat', seat, [...at, 'writes', seat])),
    ...step.complainers.flatMap((seat, i) => checkName(names, 'seat', seat, [...at, 'complainers', i])),
    ...step.offerers.flatMap((seat, i) => checkName(names, 'seat', seat, [...at, 'offerers', i])),
    ...step.reveals.flatMap((kind, i) => checkName(names, 'kind', kind, [...at, 'reveals', i])),
    ...checkShares(written, step, index, names),
  ];
  for (const [seat, kinds] of Object.entries(step.writes)) {
    kinds.forEach((kind, i) => {
      const path = [...at, 'writes', seat, i];
      const unknown = checkName(names, 'kind', kind, path);
      faults.push(...unknown);
      if (unknown.length === 0 && !sees(kind)) {
        faults.push({
          path,
          reason: `\`${kind}\` may be written here, but nothing says who sees it: add it to \`sees\``,
        });
      }
    });
  }
  if (typeof step.says !== 'string') {
    const seats = Object.keys(step.says);
    faults.push(...seats.flatMap((seat) => checkName(names, 'seat', seat, [...at, 'says', seat])));
    if (seats.length === 0) faults.push({ path: [...at, 'says'], reason: '`says` tells nobody anything' });
  }
  if (step.holds !== null) {
    const path = [...at, 'holds'];
    const unknown = checkName(names, 'kind', step.holds, path);
    faults.push(...unknown);
    if (unknown.length === 0 && sight[step.holds] !== 'group') {
      faults.push({
        path,
        reason: `\`${step.holds}\` stands ready for the group, so \`sees\` must give it to the group`,
      });
    }
  }
  if (step.compares && step.pace !== 'room') {
    faults.push({
      path: [...at, 'compares'],
      reason: 'groups can only compare when they are there together: give the step `pace: room`',
    });
  }
  if (step.debriefs && step.minutes > 1) {
    faults.push({ path: [...at, 'minutes'], reason: 'a debrief takes one minute at most' });
  }
  return faults;
}

/** A share-out shows what a group holds together; the room looks at it at the same time. */
function checkShares(written: WrittenExercise, step: WrittenStep, index: number, names: Names): Fault[] {
  if (step.shares.length === 0) return [];
  const path = ['steps', index, 'shares'];
  const faults: Fault[] = step.shares.flatMap((kind, i) => {
    const unknown = checkName(names, 'kind', kind, [...path, i]);
    if (unknown.length > 0 || sightIn(written, step)[kind] === 'group') return unknown;
    const reason = `a group can show only what it sees together: \`sees\` must give \`${kind}\` to the group`;
    return [{ path: [...path, i], reason }];
  });
  if (step.pace !== 'room') {
    faults.push({ path, reason: 'everybody looks when something is shown: give the step `pace: room`' });
  }
  return faults;
}

function checkComplaints(written: WrittenExercise, deck: readonly Complaint[]): Fault[] {
  const inDeck = new Set(deck.map((complaint) => complaint.key));
  const own = new Set<string>();
  const faults: Fault[] = [];
  written.steps.forEach((step, s) => {
    listComplaints(step).forEach((entry, i) => {
      if (typeof entry === 'string') return;
      const path = ['steps', s, 'complaints', i, 'key'];
      if (inDeck.has(entry.key)) {
        faults.push({
          path,
          reason: `the deck already has a complaint \`${entry.key}\`; write only its key, or choose another`,
        });
      } else if (own.has(entry.key)) {
        faults.push({ path, reason: `there are two complaints called \`${entry.key}\`` });
      }
      own.add(entry.key);
    });
  });
  written.steps.forEach((step, s) => {
    listComplaints(step).forEach((entry, i) => {
      if (typeof entry !== 'string' || inDeck.has(entry) || own.has(entry)) return;
      const reason = `there is no complaint \`${entry}\` in the deck; write one of its keys, or { key, say }`;
      faults.push({ path: ['steps', s, 'complaints', i], reason });
    });
    if (step.complainers.length > 0) return;
    const silent = 'nobody complains here: add `complainers`';
    if (step.complaints.length > 0) faults.push({ path: ['steps', s, 'complaints'], reason: silent });
    if (step.compulsorySeconds > 0) faults.push({ path: ['steps', s, 'compulsorySeconds'], reason: silent });
  });
  return faults;
}
