import type { SessionView } from '../../../client/api.ts';
import { isPrivate, showsOthers } from '../../../core/session/exercise.ts';
import type { Flag, Raised } from '../../../core/session/parts.ts';
import type { PersonId } from '../../../core/stream/entry.ts';
import { shownNotes } from '../../../surfaces/compare/model.ts';
import { type Standing, standingOf, unmetOn } from '../../session/standing.ts';

/** One group, as whoever leads needs to see it in passing. */
export interface LeadRow {
  standing: Standing;
  /** The loudest flag of its people, with who set it. */
  flag: { person: PersonId; flag: Flag } | null;
  /** The latest example that the lead may see; null where nothing is written or the step is private. */
  example: { note: string; words: string } | null;
  /** While a step is private nothing is told of a group but who is here and their flags. */
  isPrivate: boolean;
  oldest: Raised | null;
}

/** Louder first: somebody who asks for help comes before somebody who is done. */
const loudness: Record<Flag, number> = { help: 3, stuck: 2, done: 1, working: 0 };

export function loudest(flags: Readonly<Record<PersonId, Flag>>): LeadRow['flag'] {
  let found: LeadRow['flag'] = null;
  for (const [person, flag] of Object.entries(flags)) {
    if (loudness[flag] > (found ? loudness[found.flag] : 0)) found = { person, flag };
  }
  return found;
}

function latestExample(view: SessionView, { to, room }: Standing): LeadRow['example'] {
  const kinds = new Set(Object.keys(room.exercise.kinds));
  for (const { id } of shownNotes(view.parts.get(to)?.tree, kinds)) {
    const words = (view.words(id) ?? '').trim();
    if (words !== '') return { note: id, words };
  }
  return null;
}

/** The rows of the lead's page: flags rise to the top, else the order of the groups' names. */
export function rowsOf(view: SessionView, groups: readonly string[]): LeadRow[] {
  const rows = groups.flatMap((id): LeadRow[] => {
    const standing = standingOf(view, id);
    if (!standing) return [];
    const hidden = isPrivate(standing.step) && !showsOthers(standing.step);
    return [
      {
        standing,
        flag: loudest(standing.work.flags),
        example: hidden ? null : latestExample(view, standing),
        isPrivate: hidden,
        oldest: hidden ? null : (unmetOn(standing.work, null)[0] ?? null),
      },
    ];
  });
  return rows.sort(byUrgency);
}

const urgency = (row: LeadRow): number => (row.flag ? loudness[row.flag.flag] : 0);
const names = new Intl.Collator(undefined, { numeric: true });
const byUrgency = (a: LeadRow, b: LeadRow): number =>
  urgency(b) - urgency(a) || names.compare(a.standing.group.name, b.standing.group.name);
