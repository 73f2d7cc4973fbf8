import type { Exercise } from '../../core/session/exercise.ts';
import { type DrawnPassage, groupAudience, type Mode } from '../../core/session/parts.ts';
import { frontScene } from './frontScenes.ts';
import type { Scene } from './scene.ts';
import { Stage } from './stage.ts';

const text =
  'We study lattices of elastic couplings that are driven slowly from their boundary. Under slow drive, the couplings relax to a low-rank configuration whose rank $r \\le k$ does not depend on the size of the lattice. Faster driving destroys this: above a critical rate $v_c$ the relaxation stops half-way. We prove that the low-rank state is the only one that survives small changes of any single coupling. The proof needs no assumption on the shape of the lattice.';
export const passage: DrawnPassage = {
  id: 'p1',
  title: 'Low-rank relaxation of slowly driven lattices',
  text,
  field: 'cond-mat.soft',
  source: 'arXiv',
  licence: 'CC BY 4.0',
  cuts: [
    0,
    text.indexOf('Under slow'),
    text.indexOf('Faster'),
    text.indexOf('We prove'),
    text.indexOf('The proof'),
  ],
  catch: 'A lattice in which two couplings are rigid: it tilts and never settles flat.',
};

const growing = [
  'A trampoline.',
  'A trampoline held by 40 springs, in my aunt’s garden. I push it down with one finger, slowly.',
  'A trampoline held by 40 springs, in my aunt’s garden. I push it down with one finger, slowly, and it settles into a shallow bowl. Two of the springs are rusty.',
];

function begin(exercise: Exercise, mode: Mode, people: string[], host: Record<string, string> = {}): Stage {
  const stage = new Stage(exercise, mode, { lead: 'Mira' });
  for (const name of people) stage.join(name, host[name] ?? null);
  return stage;
}

function reading(stage: Stage, sentences: number): string {
  const group = stage.group();
  const to = groupAudience(group);
  stage.act('Mira', { type: 'go', to: 'next' });
  stage.act('server', { type: 'set-passage', group, passage });
  const note = `${group}.example.1`;
  const [explainer, complainer] = seats(stage, group);
  for (let i = 0; i < sentences; i++) {
    stage.write(to, note, growing[Math.min(i, growing.length - 1)] as string);
    stage.now -= 20_000;
    stage.act(complainer, {
      type: 'complain',
      id: `c${i}`,
      on: note,
      key: 'which',
      say: ['Which springs? Show me two of them.', 'What colour is it?', 'Who is pushing?'][i % 3] as string,
    });
    if (i < sentences - 1) stage.act(complainer, { type: 'meet', id: `c${i}` });
    stage.now += 20_000;
    if (i < sentences - 1) stage.act(explainer, { type: 'move-place', place: i + 1 });
  }
  return note;
}

function seats(stage: Stage, group: string): [string, string] {
  const members =
    [...(stage.clientFor(['Mira']).view().parts.get('all')?.room?.groups.values() ?? [])].find(
      ({ id }) => id === group,
    )?.members ?? [];
  return [members[0] ?? '', members[1] ?? ''];
}

const many = [
  'Ana',
  'Ben',
  'Chidi',
  'Dora',
  'Emil',
  'Farah',
  'Goran',
  'Hana',
  'Ivo',
  'Jun',
  'Kemal',
  'Lou',
  'Mo',
  'Nina',
  'Oskar',
  'Pia',
  'Quinn',
  'Rafaela Constantina Wolkenstein-Papadopoulou von der Aue',
  'Sol',
  'Tariq',
  'Uma',
  'Vera',
  'Wim',
  'Xenia',
];

/** Screens by name, each over a state that the real core made. */
export function sceneNamed(name: string, exercises: Record<string, Exercise>): Scene {
  const exercise = exercises['prototypical-examples'] as Exercise;
  const explain = exercises['prototypical-examples-explain'] as Exercise;
  const cards = exercises['quiet-cards'] as Exercise;
  const pair = (mode: Mode = 'remote', which = exercise) => {
    const stage = begin(which, mode, ['Ana', 'Ben']);
    stage.act('Mira', { type: 'start' });
    return stage;
  };
  switch (name) {
    case 'lobby-empty':
      return { client: begin(exercise, 'in-person', []).clientFor(['Mira']), page: 'room' };
    case 'lobby-lead': {
      const stage = begin(exercise, 'in-person', many, { Ben: 'Ana' });
      stage.act('Mira', { type: 'form-groups' });
      return { client: stage.clientFor(['Mira']), page: 'room' };
    }
    case 'lobby-three-hundred': {
      const crowd = Array.from(
        { length: 300 },
        (_, i) => `${many[i % 20]} ${String.fromCharCode(65 + Math.floor(i / 20))}.`,
      );
      const stage = begin(exercise, 'in-person', crowd);
      crowd.forEach((person, i) => {
        const leavesAt = i % 40 === 3 ? stage.now + 900_000 : null;
        const facts = { team: i % 3 ? null : `Team ${i % 9}`, level: null, leavesAt };
        stage.act(person, { type: 'set-facts', person: person.toLowerCase(), facts });
      });
      stage.act('Mira', { type: 'form-groups', rule: { teams: 'mix', level: 'any' } });
      return { client: stage.clientFor(['Mira']), page: 'room' };
    }
    case 'latecomer': {
      const stage = pair();
      reading(stage, 3);
      stage.join('Late');
      return { client: stage.clientFor(['Late']), page: 'room' };
    }
    case 'left-alone': {
      const stage = begin(exercise, 'remote', many.slice(0, 4));
      stage.act('Mira', { type: 'start' });
      reading(stage, 2);
      const [stays, goes] = seats(stage, stage.group());
      stage.act(goes, { type: 'leave', person: goes });
      return { client: stage.clientFor([stays]), page: 'room' };
    }
    case 'done-early': {
      const stage = begin(exercise, 'remote', many.slice(0, 4));
      stage.act('Mira', { type: 'start' });
      reading(stage, 4);
      for (const index of [0, 1]) {
        const [one] = seats(stage, stage.group(index));
        stage.act(one, { type: 'go-group', to: 'next' });
        stage.act(one, { type: 'offer-compare', on: true });
      }
      return { client: stage.clientFor([seats(stage, stage.group(1))[0]]), page: 'room' };
    }
    case 'lobby-alone': {
      const stage = begin(exercise, 'in-person', many.slice(0, 5));
      stage.act('Mira', { type: 'form-groups' });
      stage.act('Mira', { type: 'move-person', person: 'ana', group: null });
      return { client: stage.clientFor(['Mira']), page: 'room' };
    }
    case 'lobby-member':
      return {
        client: begin(exercise, 'in-person', ['Ana', 'Ben', 'Chidi']).clientFor(['Ana']),
        page: 'room',
      };
    case 'talk':
      return { client: pair('in-person').clientFor(['Ana', 'Ben']), page: 'room' };
    case 'choose': {
      const stage = pair();
      stage.act('Mira', { type: 'go', to: 'next' });
      return { client: stage.clientFor([seats(stage, stage.group())[0]]), page: 'room' };
    }
    case 'explainer': {
      const stage = pair();
      reading(stage, 3);
      return { client: stage.clientFor([seats(stage, stage.group())[0]]), page: 'room' };
    }
    case 'explainer-empty': {
      const stage = pair();
      reading(stage, 0);
      return { client: stage.clientFor([seats(stage, stage.group())[0]]), page: 'room' };
    }
    case 'refused': {
      const stage = pair();
      reading(stage, 2);
      const [explainer] = seats(stage, stage.group());
      return {
        client: stage.clientFor([explainer], {
          keeping: 'refused',
          link: { state: 'offline', since: Date.now(), retryAt: Date.now() + 3000 },
          notTaken: [
            {
              id: 'r1',
              command: { type: 'swap' },
              refusal: { refused: 'not-now' },
              words: 'The rusty springs are the two at the side of the apple tree.',
              at: Date.now(),
            },
          ],
        }),
        page: 'room',
      };
    }
    case 'read-only': {
      const stage = pair();
      reading(stage, 2);
      const [explainer] = seats(stage, stage.group());
      return {
        client: stage.clientFor([explainer], { keeping: 'on-device', readOnly: true }),
        page: 'room',
      };
    }
    case 'replaced': {
      const stage = pair();
      reading(stage, 2);
      const [explainer] = seats(stage, stage.group());
      return {
        client: stage.clientFor([explainer], { link: { state: 'ended', reason: 'replaced' } }),
        page: 'room',
      };
    }
    case 'signed-out':
      return {
        client: pair().clientFor([], { link: { state: 'ended', reason: 'signed-out' } }),
        page: 'room',
      };
    case 'complainer': {
      const stage = pair();
      const note = reading(stage, 2);
      const [explainer, complainer] = seats(stage, stage.group());
      stage.act(complainer, {
        type: 'offer',
        id: 'o1',
        on: note,
        words: 'So it is one trampoline, and you push it with one finger?',
      });
      stage.act(explainer, { type: 'nudge', kind: 'more-annoying' });
      return { client: stage.clientFor([complainer]), page: 'room' };
    }
    case 'offer': {
      const stage = pair();
      const note = reading(stage, 2);
      const [explainer, complainer] = seats(stage, stage.group());
      stage.act(complainer, {
        type: 'offer',
        id: 'o1',
        on: note,
        words: 'So it is one trampoline, and you push it with one finger?',
      });
      return { client: stage.clientFor([explainer]), page: 'room' };
    }
    case 'phone-complainer': {
      const stage = pair('in-person');
      reading(stage, 3);
      return { client: stage.clientFor([seats(stage, stage.group())[1]]), page: 'room' };
    }
    case 'tablet': {
      const stage = begin(exercise, 'in-person', ['Ana', 'Ben'], { Ben: 'Ana' });
      stage.act('Mira', { type: 'start' });
      reading(stage, 3);
      return { client: stage.clientFor(['Ana', 'Ben']), page: 'room' };
    }
    case 'claim':
    case 'swapped': {
      const stage = pair();
      reading(stage, 5);
      const [explainer, complainer] = seats(stage, stage.group());
      stage.act(explainer, { type: 'go-group', to: 'next' });
      if (name === 'swapped') {
        stage.act(complainer, { type: 'swap' });
        return { client: stage.clientFor([explainer]), page: 'room' };
      }
      return { client: stage.clientFor([explainer]), page: 'room' };
    }
    case 'own-idea': {
      const stage = pair('remote', explain);
      stage.act('Mira', { type: 'go', to: 'next' });
      const group = stage.group();
      const [explainer, complainer] = seats(stage, group);
      stage.write(groupAudience(group), `${group}.example.1`, 'My sister’s bakery, Saturday, nine o’clock.');
      stage.act(complainer, {
        type: 'complain',
        id: 'c',
        on: `${group}.example.1`,
        key: 'which',
        say: 'Who is first in the line?',
      });
      return { client: stage.clientFor([explainer]), page: 'room' };
    }
    case 'compare':
    case 'lead':
    case 'lead-look':
    case 'lead-one': {
      const people = name === 'lead-one' ? ['Ana', 'Ben'] : name === 'compare' ? many.slice(0, 4) : many;
      const stage = begin(exercise, 'in-person', people);
      stage.act('Mira', { type: 'start' });
      reading(stage, 3);
      const groups = [...(stage.clientFor(['Mira']).view().parts.get('all')?.room?.groups.values() ?? [])];
      groups.slice(1).forEach((group, i) => {
        if (i % 4 === 3) return;
        stage.act('server', { type: 'set-passage', group: group.id, passage });
        stage.write(
          groupAudience(group.id),
          `${group.id}.example.1`,
          [
            'A row of dominoes on my desk, all but one standing.',
            'A queue at the post office: nine people, one of them with a ladder. The ladder is what everybody has to walk around, and nobody complains.',
            'A net of rubber bands between four chairs.',
          ][i % 3] as string,
        );
        const [explainer, complainer] = seats(stage, group.id);
        stage.act(explainer, { type: 'move-place', place: 1 + (i % 3) });
        stage.now -= 100_000 + 30_000 * i;
        stage.act(complainer, {
          type: 'complain',
          id: `g${i}`,
          on: `${group.id}.example.1`,
          key: 'which',
          say: 'A physical example of that?',
        });
        stage.now += 100_000 + 30_000 * i;
        if (i === 4) stage.act(explainer, { type: 'set-flag', flag: 'help' });
        if (i === 6) stage.act(explainer, { type: 'set-flag', flag: 'stuck' });
        if (i === 2) stage.act(complainer, { type: 'set-flag', flag: 'done' });
      });
      if (name === 'compare') {
        stage.act('Mira', { type: 'go', to: 'next' });
        return { client: stage.clientFor([seats(stage, stage.group())[0]]), page: 'room' };
      }
      return { client: stage.clientFor(['Mira']), page: 'lead' };
    }
    case 'debrief':
    case 'print':
    case 'end': {
      const stage = pair('in-person');
      reading(stage, 5);
      const person = seats(stage, stage.group())[0];
      for (let i = 0; i < 4; i++) {
        const step = stage.clientFor(['Mira']).view().parts.get('all')?.room;
        if (step?.plan[step.at]?.step === 'debrief') break;
        stage.act('Mira', { type: 'go', to: 'next' });
      }
      if (name !== 'debrief') stage.act('Mira', { type: 'end' });
      return { client: stage.clientFor([person]), page: name === 'print' ? 'print' : 'room' };
    }
    case 'cards':
    case 'cards-many':
    case 'cover': {
      const stage = begin(cards, 'in-person', ['Ana', 'Ben'], { Ben: 'Ana' });
      stage.act('Mira', { type: 'start' });
      const kind = Object.keys(cards.kinds)[0] as string;
      for (let i = 0; i < (name === 'cards-many' ? 200 : 2); i++) {
        stage.act('ana', {
          type: 'write-note',
          note: `n${i}`,
          kind,
          parent: '',
          words: `A sorting office where letter number ${i + 1} is always late.`,
        });
      }
      return { client: stage.clientFor(name === 'cover' ? ['Ana', 'Ben'] : ['Ana']), page: 'room' };
    }
    default: {
      const scene = frontScene(name, cards, exercise);
      if (!scene) throw new Error(`no scene is called ${name}`);
      return scene;
    }
  }
}
