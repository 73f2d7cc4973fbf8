import type { SessionClient } from '../../../client/api.ts';
import type { GroupId } from '../../../core/session/parts.ts';
import type { PersonId } from '../../../core/stream/entry.ts';

/** What whoever leads does to groups, one at a time. */
export interface ByHand {
  move(person: PersonId, group: GroupId | null): void;
  swap(a: PersonId, b: PersonId): void;
  split(group: GroupId): void;
  merge(from: GroupId, into: GroupId): void;
}

export const actsBy = (client: SessionClient, lead: PersonId): ByHand => ({
  move: (person, group) => client.act({ type: 'move-person', person, group }, lead),
  swap: (a, b) => client.act({ type: 'swap-people', a, b }, lead),
  split: (group) => client.act({ type: 'split-group', group }, lead),
  merge: (from, into) => client.act({ type: 'merge-groups', from, into }, lead),
});
