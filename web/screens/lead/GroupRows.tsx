import { memo, useCallback, useState } from 'react';
import { tellApart } from '../../../core/session/names.ts';
import { type Flag, roomOf } from '../../../core/session/parts.ts';
import type { PersonId } from '../../../core/stream/entry.ts';
import { say } from '../../messages/en.ts';
import { useCalmView, useNow, useSessionId, useWindow } from '../../session/context.tsx';
import { ChosenGroups } from './ChosenGroups.tsx';
import css from './Lead.module.css';
import { looked } from './looked.ts';
import { type LeadRow, rowsOf } from './rows.ts';

/** As much of an example as one line of a row can hold. */
const MOST_SHOWN = 240;

/** A row for each group: who, where, flag, what they have, what is still open, when you last looked. */
export function GroupRows({
  groups,
  lead,
  onLook,
}: {
  groups: readonly string[];
  lead: PersonId;
  onLook: (group: string) => void;
}) {
  const view = useCalmView();
  const session = useSessionId();
  const now = useNow(20_000);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const choose = useCallback((group: string, on: boolean) => {
    setChosen((before) => {
      const next = new Set(before);
      if (on) next.add(group);
      else next.delete(group);
      return next;
    });
  }, []);
  const rows = rowsOf(view, groups);
  const shown = tellApart(view.names, roomOf(view.parts));
  const seen = looked(session);
  const here = rows.filter(({ standing }) => chosen.has(standing.group.id));
  if (groups.length === 0) return <p className="quiet">{say.lead.noGroups}</p>;
  return (
    <>
      {groups.map((id) => (
        <Watch key={id} group={id} />
      ))}
      <div className={css.scroll}>
        <table className={css.table}>
          <caption className="unseen">{say.lead.groups}</caption>
          <thead>
            <tr>
              <td className={css.tick}>
                <input
                  type="checkbox"
                  aria-label={say.lead.chooseAll}
                  checked={here.length === rows.length}
                  onChange={(event) => setChosen(new Set(event.currentTarget.checked ? groups : []))}
                />
              </td>
              <th scope="col">{say.lead.group}</th>
              <th scope="col">{say.lead.where}</th>
              <th scope="col">{say.lead.example}</th>
              <th scope="col">{say.lead.complaint}</th>
              <th scope="col">{say.lead.looked}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row
                key={row.standing.group.id}
                {...factsOf(row, shown, now, seen[row.standing.group.id] ?? null)}
                chosen={chosen.has(row.standing.group.id)}
                onLook={onLook}
                onChoose={choose}
              />
            ))}
          </tbody>
        </table>
      </div>
      <ChosenGroups rows={here} lead={lead} onNone={() => setChosen(new Set())} />
    </>
  );
}

/** Keeps a group's notes coming while its row is on the page. */
const Watch = memo(({ group }: { group: string }) => {
  useWindow(`g:${group}`, '', 40, false);
  return null;
});
Watch.displayName = 'Watch';

/** A row as it reads: plain values, so that a row is drawn again only when one of them has changed. */
interface RowFacts {
  id: string;
  name: string;
  people: string;
  flag: Flag | null;
  flagged: string;
  step: string;
  place: string;
  example: string | null;
  hidden: string;
  complaint: string | null;
  complained: string;
  looked: string;
}

function factsOf(
  { standing, flag, example, isPrivate, oldest }: LeadRow,
  names: Readonly<Record<PersonId, string>>,
  now: number,
  seen: number | null,
): RowFacts {
  const { group, step, work, room } = standing;
  const nameOf = (person: PersonId) => names[person] || say.app.somebody;
  const isHere = (person: PersonId) => room.people.get(person)?.here ?? false;
  const here = group.members.filter(isHere).length;
  return {
    id: group.id,
    name: group.name,
    people:
      here === 0
        ? `${say.list(group.members.map(nameOf))}: ${say.groups.everybodyLeft}`
        : say.list(
            group.members.map((person) => `${nameOf(person)}${isHere(person) ? '' : ` (${say.lead.away})`}`),
          ),
    flag: flag?.flag ?? null,
    flagged: flag ? say.lead.flagged(nameOf(flag.person), say.room.flags[flag.flag]) : '',
    step: step.title,
    place:
      step.surface !== 'passage' || isPrivate
        ? ''
        : work.passage
          ? say.lead.atSentence(work.place + 1, work.passage.cuts.length)
          : say.lead.noPassage,
    example: example?.words.slice(0, MOST_SHOWN) ?? null,
    hidden: isPrivate ? say.lead.privateSeats(here, group.members.length) : '',
    complaint: oldest?.say ?? null,
    complained: oldest ? say.complaints.ago((now - oldest.at) / 1000) : '',
    looked: seen === null ? say.lead.never : say.lead.lookedAgo(Math.floor((now - seen) / 60_000)),
  };
}

interface RowProps extends RowFacts {
  chosen: boolean;
  onLook: (group: string) => void;
  onChoose: (group: string, on: boolean) => void;
}

const Row = memo((row: RowProps) => (
  <tr data-flag={row.flag ?? undefined}>
    <td className={css.tick}>
      <input
        type="checkbox"
        aria-label={say.lead.choose(row.name)}
        checked={row.chosen}
        onChange={(event) => row.onChoose(row.id, event.currentTarget.checked)}
      />
    </td>
    <th scope="row">
      <button
        type="button"
        className={css.group}
        onClick={() => row.onLook(row.id)}
        aria-label={say.lead.look(row.name)}
      >
        {row.name}
      </button>
      <span className={css.people}>{row.people}</span>
      {row.flagged && <strong className={css.flag}>{row.flagged}</strong>}
    </th>
    <td>
      <span className="small">{row.step}</span>
      {row.place && <span className={css.sub}>{row.place}</span>}
    </td>
    <td className={css.example}>
      {row.example ? (
        <span>{row.example}</span>
      ) : (
        <span className="quiet">{row.hidden || say.lead.noExample}</span>
      )}
    </td>
    <td className={css.complaint}>
      {row.complaint ? (
        <>
          <span>“{row.complaint}”</span>
          <span className={css.sub}>{row.complained}</span>
        </>
      ) : (
        <span className="quiet">{row.hidden ? '' : say.lead.noComplaint}</span>
      )}
    </td>
    <td className={css.looked} data-label={say.lead.looked}>
      {row.looked}
    </td>
  </tr>
));
Row.displayName = 'Row';
