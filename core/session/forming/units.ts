import type { PersonId } from '../../stream/entry.ts';
import type { Member } from '../parts.ts';

/** People by the device they sit at: each list goes into one group, whole. */
export function unitsOf(people: readonly Member[]): PersonId[][] {
  const atDevice = new Map<PersonId, PersonId[]>();
  for (const { id, sharesWith } of people) {
    const host = sharesWith ?? id;
    const unit = atDevice.get(host);
    if (unit) unit.push(id);
    else atDevice.set(host, [id]);
  }
  return [...atDevice.values()];
}

/**
 * How large the groups become: of `size`, with those left over making some of them one larger. Where they are more
 * than there are groups, they make a smaller one, as even as can be; nobody is alone while somebody else is there.
 */
export function groupSizes(people: number, size: number): number[] {
  if (people === 0) return [];
  const full = Math.floor(people / size);
  const count = people % size <= full ? full : full + 1;
  const groups = Math.max(1, count);
  return Array.from(
    { length: groups },
    (_, i) => Math.floor(people / groups) + (i < people % groups ? 1 : 0),
  );
}
