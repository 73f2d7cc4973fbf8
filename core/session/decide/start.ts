import { refuse } from '../../stream/refusal.ts';
import { EVERYONE } from '../parts.ts';
import { groupTheRest } from './grouping.ts';
import { clockFor, settleGroup } from './pace.ts';
import type { Scene, SessionDecision } from './scene.ts';

export function start(scene: Scene): SessionDecision {
  const { room, lead, context } = scene;
  if (!lead) return refuse('lead-only');
  if (room.phase !== 'lobby') return refuse(room.phase === 'ended' ? 'ended' : 'already');
  if (!context.whole) return 'unknown';
  const placed = groupTheRest(scene);
  const groups = [...room.groups.values()];
  for (const event of placed) {
    if (event.type !== 'group-changed') continue;
    const at = groups.findIndex(({ id }) => id === event.group.id);
    groups.splice(at < 0 ? groups.length : at, 1, event.group);
  }
  if (groups.length === 0) return refuse('not-now');
  return [
    ...placed,
    { to: EVERYONE, type: 'started' },
    { to: EVERYONE, type: 'room-moved', at: 0, clock: clockFor(room, 0, context.now) },
    ...groups.flatMap((group) => settleGroup(scene, group, 0)),
  ];
}
