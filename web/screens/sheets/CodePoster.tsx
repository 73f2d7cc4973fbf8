import { wallAt } from '../../../core/program/zone.ts';
import type { Invitation } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import { Qr } from '../../ui/Qr.tsx';
import { longDate } from '../day/wall.ts';
import css from './Sheets.module.css';

interface CodePosterProps {
  title: string;
  place: string;
  zone: string;
  invitation: Invitation;
}

/** One page for the wall: how to get into a workshop. */
export function CodePoster({ title, place, zone, invitation }: CodePosterProps) {
  const words = say.sheets.poster;
  const until = wallAt(invitation.codeExpires, zone);
  return (
    <section className={`${css.sheet} ${css.poster}`}>
      <h2>{title}</h2>
      {place && <p>{place}</p>}
      <Qr words={invitation.url} label={words.qr(title)} size={460} />
      <p>
        {words.how} <strong>{new URL(invitation.url).host}</strong> {words.code}
      </p>
      <p className={css.code}>{invitation.code}</p>
      <p className={css.fine}>{words.codeUntil(`${longDate(until.date)}, ${until.time}`)}</p>
    </section>
  );
}

/** The same for the plan. */
export function PlanPoster({ title, url }: { title: string; url: string }) {
  const words = say.sheets.poster;
  return (
    <section className={`${css.sheet} ${css.poster}`}>
      <p className={css.kicker}>{words.plan}</p>
      <h2>{title}</h2>
      <Qr words={url} label={words.qr(title)} size={460} />
      <p>{words.planHow}</p>
      <p className={css.url}>{url}</p>
    </section>
  );
}
