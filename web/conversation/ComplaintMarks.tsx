import { IconFlag3 } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { Raised } from '../../core/session/parts.ts';
import { quack } from '../device/quack.ts';
import { say } from '../messages/en.ts';
import { useClient, useNameOf, useNow } from '../session/context.tsx';
import { lastComplaint, type Standing, unmetOn } from '../session/standing.ts';
import { useCommands } from '../ui/commands.tsx';
import css from './ComplaintMarks.module.css';

/** Shown at once; the rest behind a count, so that a hundred complaints don't push the page away. */
const SHOWN = 3;

/** Complaints about a note that wait to be met, the newest first. They stay until somebody says that they are met. */
export function ComplaintMarks({ standing, note }: { standing: Standing; note: string | null }) {
  const client = useClient();
  const nameOf = useNameOf();
  const now = useNow(10_000);
  const [all, setAll] = useState(false);
  const unmet = unmetOn(standing.work, note).reverse();
  const shown = all ? unmet : unmet.slice(0, SHOWN);
  const by = standing.hands[0];
  const meet = (complaint: Raised) => by && client.act({ type: 'meet', id: complaint.id }, by);
  const newest = unmet[0];
  useCommands(
    newest && by ? [{ id: 'meet', label: say.complaints.meet, key: 'x', run: () => meet(newest) }] : [],
  );
  const aloud = useArriving(standing);
  return (
    <div className={css.marks}>
      <ul>
        {shown.map((complaint) => (
          <li key={complaint.id} className={css.mark}>
            <IconFlag3 size={18} className={css.flag} aria-hidden="true" />
            <div>
              <span className={css.say}>“{complaint.say}”</span>{' '}
              <span className={css.by}>
                {say.complaints.by(nameOf(complaint.by), say.complaints.ago((now - complaint.at) / 1000))}
                {complaint.place !== standing.work.place &&
                  ` · ${say.complaints.earlier(complaint.place + 1)}`}
              </span>
            </div>
            {by && (
              <button type="button" className={css.meet} onClick={() => meet(complaint)}>
                {say.complaints.meet}
              </button>
            )}
          </li>
        ))}
      </ul>
      {unmet.length > SHOWN && (
        <button type="button" className={css.rest} aria-expanded={all} onClick={() => setAll(!all)}>
          {say.complaints.open(unmet.length)}
        </button>
      )}
      <p className="unseen" aria-live="assertive">
        {aloud ? say.complaints.aloud(nameOf(aloud.by), aloud.say) : ''}
      </p>
    </div>
  );
}

/** A complaint by somebody at another device that has just come: said aloud, and quacked unless they sit in one room. */
export function useArriving(standing: Standing, forMs = 6000): Raised | null {
  const last = lastComplaint(standing.work);
  const seen = useRef(last?.id);
  const [arriving, setArriving] = useState<Raised | null>(null);
  const elsewhere = last && !standing.hands.includes(last.by) ? last : undefined;
  const sounds = standing.room.mode !== 'in-person';
  useEffect(() => {
    if (!elsewhere || elsewhere.id === seen.current) return;
    seen.current = elsewhere.id;
    setArriving(elsewhere);
  }, [elsewhere]);
  useEffect(() => {
    if (!arriving) return;
    if (sounds && forMs > 0) quack();
    const leaving = setTimeout(() => setArriving(null), forMs);
    return () => clearTimeout(leaving);
  }, [arriving, sounds, forMs]);
  return arriving;
}
