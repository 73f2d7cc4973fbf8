import type { Exercise } from '../../core/session/exercise.ts';
import { groupAudience, roomOf } from '../../core/session/parts.ts';
import type { Scene } from './scene.ts';
import { Stage } from './stage.ts';

const cards = [
  'A sorting office in which letter number nine is always late, because it is the widest.',
  'The queue at my bakery on Saturday: nine people, one of them with a ladder.',
  'My sister’s key ring. It has eleven keys, and she knows what two of them open.',
  'A net of rubber bands between four chairs.',
];
const people = ['Ana', 'Ben', 'Chidi', 'Dora'];

/** Two pairs whose cards have been turned over. */
function turned(exercise: Exercise): Stage {
  const stage = new Stage(exercise, 'in-person', { lead: 'Mira' });
  for (const name of people) stage.join(name, name === 'Ben' ? 'Ana' : null);
  stage.act('Mira', { type: 'form-groups', size: 2 });
  stage.act('Mira', { type: 'start' });
  people.forEach((name, i) => {
    const words = cards[i] as string;
    stage.act(name, { type: 'write-note', note: `c${i}`, kind: 'card', parent: '', words });
  });
  stage.act('Mira', { type: 'go', to: 'next' });
  return stage;
}

const groupsOf = (stage: Stage) => [...(roomOf(stage.parts)?.groups.values() ?? [])];
const firstNote = (stage: Stage, group: string): string =>
  [...(stage.parts.get(groupAudience(group))?.tree.notes.keys() ?? [])][0] ?? '';

function pickAll(stage: Stage): void {
  for (const { id, members } of groupsOf(stage)) {
    const note = firstNote(stage, id);
    stage.act(members[0] as string, { type: 'pick-share', note, picked: true });
  }
}

function askPair(stage: Stage): void {
  const [one, other] = groupsOf(stage).map(({ id }) => ({ group: id, note: firstNote(stage, id) }));
  if (one && other) stage.act('Mira', { type: 'pick-pair', id: 'x', strong: one, weak: other });
}

function showPair(stage: Stage): void {
  askPair(stage);
  for (const person of people) stage.act(person, { type: 'answer-ask', id: 'x', yes: true });
  stage.act('Mira', { type: 'show-pair', id: 'x' });
}

/** Scenes of what happens at the front of a room; null for other names. */
export function frontScene(name: string, quiet: Exercise, talk: Exercise): Scene | null {
  const wall = (stage: Stage): Scene => ({ client: stage.clientFor(['Mira']), page: 'projector' });
  switch (name) {
    case 'wall-lobby':
      return wall(new Stage(talk, 'in-person', { lead: 'Mira' }));
    case 'wall': {
      const stage = new Stage(talk, 'in-person', { lead: 'Mira' });
      for (const person of people) stage.join(person);
      stage.act('Mira', { type: 'start' });
      stage.act('Mira', { type: 'go', to: 'next' });
      const words = 'Two more minutes. If your example has no colour yet, now is the time.';
      stage.act('Mira', { type: 'broadcast', id: 'b', words });
      return wall(stage);
    }
    case 'wall-note': {
      const stage = turned(quiet);
      pickAll(stage);
      stage.act(groupsOf(stage)[0]?.members[0] as string, { type: 'name-shares', named: true });
      stage.act('Mira', { type: 'share', to: 'next' });
      return wall(stage);
    }
    case 'wall-pair': {
      const stage = turned(quiet);
      showPair(stage);
      stage.act('Mira', { type: 'tell-pair' });
      return wall(stage);
    }
    case 'share-out': {
      const stage = turned(quiet);
      pickAll(stage);
      stage.act('Mira', { type: 'share', to: 'next' });
      return { client: stage.clientFor(['Chidi']), page: 'room' };
    }
    case 'asked': {
      const stage = turned(quiet);
      stage.act('Mira', { type: 'broadcast', id: 'b', words: 'Two more minutes.' });
      const groups = groupsOf(stage).map(({ id }) => id);
      stage.act('Mira', {
        type: 'comment',
        id: 'c',
        groups,
        words: 'Lovely. Now make the third one smaller.',
      });
      askPair(stage);
      return { client: stage.clientFor(['Chidi']), page: 'room' };
    }
    case 'lead-desk': {
      const stage = turned(quiet);
      pickAll(stage);
      showPair(stage);
      return { client: stage.clientFor(['Mira']), page: 'lead' };
    }
    case 'lead-twenty': {
      const stage = new Stage(quiet, 'in-person', { lead: 'Mira' });
      const sixty = Array.from({ length: 60 }, (_, i) => `${people[i % 4]} ${i + 1}`);
      for (const person of sixty) stage.join(person);
      stage.act('Mira', { type: 'form-groups', size: 3 });
      stage.act('Mira', { type: 'start' });
      sixty.forEach((person, i) => {
        const words = cards[i % 4] as string;
        stage.act(person, { type: 'write-note', note: `t${i}`, kind: 'card', parent: '', words });
      });
      stage.act('Mira', { type: 'go', to: 'next' });
      groupsOf(stage).forEach(({ members }, i) => {
        if (i % 7 === 3) stage.act(members[0] as string, { type: 'set-flag', flag: 'help' });
      });
      return { client: stage.clientFor(['Mira']), page: 'lead' };
    }
    default:
      return null;
  }
}
