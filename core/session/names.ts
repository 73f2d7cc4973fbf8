import type { PersonId } from '../stream/entry.ts';
import type { Room } from './parts.ts';

/**
 * Names as they stand on screens: of several people in a room with one name the later ones carry a number, by when they
 * came. A number that is somebody else's name already is passed over.
 */
export function tellApart(
  names: Readonly<Record<PersonId, string>>,
  room: Pick<Room, 'leads' | 'people'> | null,
): Readonly<Record<PersonId, string>> {
  if (!room) return names;
  const came = [...room.people.values()].sort(
    (a, b) => (a.order ?? 0) - (b.order ?? 0) || (a.id < b.id ? -1 : 1),
  );
  const everybody = [...new Set([...room.leads, ...came.map(({ id }) => id)])];
  const key = (name: string) => name.trim().toLowerCase();
  const taken = new Set(everybody.flatMap((person) => (names[person] ? [key(names[person])] : [])));
  if (taken.size === everybody.length) return names;
  const seen = new Set<string>();
  const shown = { ...names };
  for (const person of everybody) {
    const name = names[person];
    if (!name) continue;
    if (seen.has(key(name))) {
      let number = 2;
      while (taken.has(key(`${name.trim()} ${number}`))) number++;
      shown[person] = `${name.trim()} ${number}`;
      taken.add(key(shown[person]));
    }
    seen.add(key(name));
  }
  return shown;
}
