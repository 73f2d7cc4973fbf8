import type { SessionClient } from '../client/api.ts';
import { stretchAt } from '../core/session/exercise.ts';
import { roomOf, workOf } from '../core/session/parts.ts';
import type { Clock } from '../core/stream/clock.ts';

export interface LeadOptions {
  client: SessionClient;
  clock: Clock;
  /** 1 is a person's pace. */
  pace: number;
  /** Starts when so many people are there. */
  people: number;
  /** Goes on even if not everybody is done, after so many milliseconds in one stretch. */
  patience: number;
  onStep?: (step: string, round: number) => void;
}

const LOOK = 1000;
/** Everybody may look at what stands there before the room goes on, milliseconds at a person's pace. */
const BREATH = 6000;

/** A lead who takes the room through: starts, goes on when every group is done, and lets it end. Resolves at the end. */
export function leadThrough({ client, clock, pace, people, patience, onStep }: LeadOptions): Promise<void> {
  return new Promise((resolve) => {
    let at = -1;
    let since = 0;
    let doneSince: number | null = null;
    const look = (): void => {
      const { parts } = client.view();
      const room = roomOf(parts);
      if (room?.phase === 'ended') {
        resolve();
        return;
      }
      if (room?.phase === 'lobby' && room.people.size >= people && client.view().pending === 0) {
        client.act({ type: 'start' });
      } else if (room?.phase === 'running') {
        if (room.at !== at) {
          at = room.at;
          since = clock.now();
          doneSince = null;
          const stop = room.plan[at];
          if (stop) onStep?.(stop.step, stop.round);
        }
        if (!everybodyDone(client)) doneSince = null;
        else doneSince ??= clock.now();
        const now = clock.now();
        const ready = doneSince !== null && now - doneSince >= BREATH * pace;
        if ((ready || now - since > patience) && client.view().pending === 0) {
          client.act({ type: 'go', to: 'next' });
        }
      }
      clock.at(clock.now() + Math.max(20, LOOK * pace), look);
    };
    look();
  });
}

/** Every group stands at the end of the stretch, and everybody in it has said that they are done. */
export function everybodyDone(client: SessionClient): boolean {
  const { parts } = client.view();
  const room = roomOf(parts);
  if (!room) return false;
  const [, to] = stretchAt(room.exercise, room.plan, room.at);
  return [...room.groups.values()].every((group) => {
    const work = workOf(parts, group.id);
    const here = group.members.filter((person) => room.people.get(person)?.here);
    return work && work.at === to && here.every((person) => work.flags[person] === 'done');
  });
}
