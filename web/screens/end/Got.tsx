import { useEffect, useState } from 'react';
import { requests, type Totals } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import css from './End.module.css';

/** For whoever leads: what people got out of it, in totals or not at all. */
export function Got({ session }: { session: string }) {
  const [told, setTold] = useState<{ totals: Totals | null } | null>(null);
  useEffect(() => {
    requests
      .got(session)
      .then(setTold)
      // It is an extra: the page is whole without it.
      .catch(() => setTold(null));
  }, [session]);
  const totals = told?.totals;
  return (
    <p className={css.got}>
      {told && (totals ? say.practice.got4(totals.median, totals.atLeast) : say.practice.gotFew)}
    </p>
  );
}
