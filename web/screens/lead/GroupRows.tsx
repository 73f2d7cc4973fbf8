import type { Room } from '../../../core/session/parts.ts';
import { say } from '../../messages/en.ts';
import { useNameOf, useNow, useSessionId, useView, useWindow } from '../../session/context.tsx';
import css from './Lead.module.css';
import { looked } from './looked.ts';
import { type LeadRow, rowsOf } from './rows.ts';

/** A row for each group: who, where, flag, what they have, what is still open, when you last looked. */
export function GroupRows({ room, onLook }: { room: Room; onLook: (group: string) => void }) {
  const view = useView();
  const groups = [...room.groups.keys()];
  const rows = rowsOf(view, groups);
  if (groups.length === 0) return <p className="quiet">{say.lead.noGroups}</p>;
  return (
    <div className={css.scroll}>
      {groups.map((id) => (
        <Watch key={id} group={id} />
      ))}
      <table className={css.table}>
        <caption className="unseen">{say.lead.groups}</caption>
        <thead>
          <tr>
            <th scope="col">{say.lead.group}</th>
            <th scope="col">{say.lead.where}</th>
            <th scope="col">{say.lead.example}</th>
            <th scope="col">{say.lead.complaint}</th>
            <th scope="col">{say.lead.looked}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.standing.group.id} row={row} onLook={onLook} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Keeps a group's notes coming while its row is on the page. */
function Watch({ group }: { group: string }) {
  useWindow(`g:${group}`, '', 40, false);
  return null;
}

function Row({ row, onLook }: { row: LeadRow; onLook: (group: string) => void }) {
  const nameOf = useNameOf();
  const session = useSessionId();
  const now = useNow(20_000);
  const { standing, flag, example, oldest } = row;
  const { group, step, work, room } = standing;
  const seen = looked(session, group.id);
  const people = group.members.map(
    (person) => `${nameOf(person)}${room.people.get(person)?.here ? '' : ` (${say.lead.away})`}`,
  );
  const place =
    step.surface !== 'passage'
      ? null
      : work.passage
        ? say.lead.atSentence(work.place + 1, work.passage.cuts.length)
        : say.lead.noPassage;
  return (
    <tr data-flag={flag?.flag}>
      <th scope="row">
        <button
          type="button"
          className={css.group}
          onClick={() => onLook(group.id)}
          aria-label={say.lead.look(group.name)}
        >
          {group.name}
        </button>
        <span className={css.people}>{say.list(people)}</span>
        {flag && (
          <strong className={css.flag}>
            {say.lead.flagged(nameOf(flag.person), say.room.flags[flag.flag])}
          </strong>
        )}
      </th>
      <td>
        <span className="small">{step.title}</span>
        {place && <span className={css.sub}>{place}</span>}
      </td>
      <td className={css.example}>
        {row.isPrivate ? (
          <span className="quiet">{say.lead.private}</span>
        ) : example ? (
          <span>{example}</span>
        ) : (
          <span className="quiet">{say.lead.noExample}</span>
        )}
      </td>
      <td className={css.complaint}>
        {oldest ? (
          <>
            <span>“{oldest.say}”</span>
            <span className={css.sub}>{say.complaints.ago((now - oldest.at) / 1000)}</span>
          </>
        ) : (
          <span className="quiet">{say.lead.noComplaint}</span>
        )}
      </td>
      <td className={css.looked} data-label={say.lead.looked}>
        {seen === null ? say.lead.never : say.lead.lookedAgo(Math.floor((now - seen) / 60_000))}
      </td>
    </tr>
  );
}
