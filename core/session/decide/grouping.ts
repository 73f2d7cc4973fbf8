import { seeded, shuffle } from '../../stream/seeded.ts';
import type { SessionEvent } from '../event.ts';
import { EVERYONE, groupOf, type Member, type Room } from '../parts.ts';
import type { Scene } from './scene.ts';

export const freshGroupId = (seed: number, room: Room, index: number): string => {
  const random = seeded(seed + index * 7919);
  const id = () =>
    Math.floor(random() * 36 ** 6)
      .toString(36)
      .padStart(6, '0');
  return `${id()}${id()}${room.past.length}`;
};

export const nameOf = (index: number): string => `Group ${index + 1}`;

/**
 * Cuts people into groups of `size`, the remainder making one group larger where the exercise has a third seat, else
 * one smaller. People at one device stay together.
 */
export function cutGroups(people: readonly Member[], size: number, seed: number): string[][] {
  const here = people.filter((member) => member.here);
  const atDevice = new Map<string, string[]>();
  for (const member of here) {
    const host = member.sharesWith ?? member.id;
    atDevice.set(host, [...(atDevice.get(host) ?? []), member.id]);
  }
  const units = shuffle([...atDevice.values()], seeded(seed)).sort((a, b) => b.length - a.length);
  const count = Math.max(1, Math.floor(here.length / size));
  const groups: string[][] = Array.from({ length: Math.min(count, Math.max(1, here.length)) }, () => []);
  for (const unit of units) {
    const smallest = groups.reduce((least, group) => (group.length < least.length ? group : least));
    smallest.push(...unit);
  }
  return groups.filter((group) => group.length > 0);
}

/** Groups of those who are in none, at the start. */
export function groupTheRest(scene: Scene): SessionEvent[] {
  const { room, context } = scene;
  const alone = [...room.people.values()].filter((member) => member.here && !groupOf(room, member.id));
  if (alone.length === 0) return [];
  const size = room.solo ? 1 : room.exercise.group.size;
  return cutGroups(alone, size, context.seed).map((members, i) => ({
    to: EVERYONE,
    type: 'group-changed' as const,
    group: {
      id: freshGroupId(context.seed, room, i),
      name: nameOf(room.groups.size + i),
      members,
      listening: {},
    },
  }));
}
