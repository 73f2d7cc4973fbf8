import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { DAY } from '../../../core/program/practice.ts';
import { preferences } from '../../device/preferences.ts';
import { type PracticeQueue, type Practised, requests, sentenceOf } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import { useCommands } from '../../ui/commands.tsx';
import { Page } from '../../ui/Page.tsx';
import { Moved } from './Moved.tsx';
import css from './Practice.module.css';

const dateOf = (at: number): string =>
  new Date(at).toLocaleDateString(undefined, { day: 'numeric', month: 'long' });
const daysUntil = (at: number): number => Math.max(0, Math.ceil((at - Date.now()) / DAY));

type Away = 'week' | 'ever' | 'no';

/** One exercise that is due and one button; below it, what comes when. */
export default function Practice() {
  const [, go] = useLocation();
  const [queue, setQueue] = useState<PracticeQueue | null>(null);
  const [name, setName] = useState<string | null>(null);
  const [went, setWent] = useState<{ of: Practised; away: Away } | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    Promise.all([requests.practice(), requests.me()])
      .then(([found, me]) => {
        setQueue(found);
        setName(me.name);
      })
      .catch((failure: unknown) => setError(sentenceOf(failure)));
  }, []);
  const begin = async ({ exercise, alone }: Practised, together: boolean) => {
    setBusy(true);
    setError(null);
    try {
      const { session } = await requests.create({
        exercise,
        name: name ?? preferences().name.trim(),
        mode: together ? 'mixed' : 'in-person',
        solo: alone || !together,
        brief: true,
        rounds: 1,
        join: true,
      });
      go(`/s/${session}`);
    } catch (failure) {
      setError(sentenceOf(failure));
      setBusy(false);
    }
  };
  const put = async (of: Practised, away: Away) => {
    setError(null);
    try {
      const { due, later, left } = await requests.putOff(of.exercise, away);
      setQueue((held) => held && { ...held, due, later, left });
      setWent(away === 'no' ? null : { of, away });
    } catch (failure) {
      setError(sentenceOf(failure));
    }
  };
  const [first, ...others] = queue?.due ?? [];
  useCommands(
    first
      ? [
          {
            id: 'begin',
            label: say.practice.start(first.minutes),
            key: 'n',
            run: () => void begin(first, false),
          },
          { id: 'week', label: say.practice.week, run: () => void put(first, 'week') },
          { id: 'never', label: say.practice.never, run: () => void put(first, 'ever') },
        ]
      : [],
  );
  const coming = [...others, ...(queue?.later ?? [])];
  const left = queue?.left ?? [];
  const empty = queue && !first && coming.length + left.length === 0;
  return (
    <Page>
      <div className={css.practice}>
        {queue &&
          (first ? (
            <Due of={first} busy={busy} onBegin={(together) => void begin(first, together)} onPut={put} />
          ) : empty ? (
            <None />
          ) : (
            <section>
              <h1>{say.practice.nothingDue}</h1>
              <p className={css.next}>
                {coming[0] ? say.practice.next(coming[0].title, dateOf(coming[0].due)) : say.practice.allLeft}
              </p>
            </section>
          ))}
        {error && (
          <p role="alert" className={css.error}>
            {error}
          </p>
        )}
        <div role="status" className={css.went}>
          {went && (
            <>
              <span>
                {(went.away === 'week' ? say.practice.wentWeek : say.practice.wentEver)(went.of.title)}
              </span>
              <Button variant="default" autoFocus onClick={() => void put(went.of, 'no')}>
                {say.practice.undo}
              </Button>
            </>
          )}
        </div>
        {coming.length > 0 && (
          <section className={css.rows}>
            <h2>{say.practice.coming}</h2>
            <ul>
              {coming.map((each) => (
                <Row
                  key={each.exercise}
                  of={each}
                  facts={say.practice.onDay(dateOf(each.due), daysUntil(each.due))}
                >
                  <Button
                    variant="subtle"
                    aria-label={say.practice.neverOf(each.title)}
                    onClick={() => void put(each, 'ever')}
                  >
                    {say.practice.never}
                  </Button>
                </Row>
              ))}
            </ul>
          </section>
        )}
        {left.length > 0 && (
          <section className={css.rows}>
            <h2>{say.practice.left}</h2>
            <ul>
              {left.map((each) => (
                <Row key={each.exercise} of={each} facts="">
                  <Button
                    variant="subtle"
                    aria-label={say.practice.backOf(each.title)}
                    onClick={() => void put(each, 'no')}
                  >
                    {say.practice.back}
                  </Button>
                </Row>
              ))}
            </ul>
          </section>
        )}
        {queue && queue.moved.length > 0 && <Moved moved={queue.moved} />}
      </div>
    </Page>
  );
}

interface DueProps {
  of: Practised;
  busy: boolean;
  onBegin: (together: boolean) => void;
  onPut: (of: Practised, away: Away) => Promise<void>;
}

function Due({ of, busy, onBegin, onPut }: DueProps) {
  return (
    <section className={css.due}>
      <p className="quiet small">{say.practice.now}</p>
      <h1>{of.title}</h1>
      <p className="quiet">{say.practice.times(of.times, dateOf(of.last))}</p>
      <Said of={of} />
      <div className={css.acts}>
        <Button size="xl" loading={busy} onClick={() => onBegin(false)}>
          {say.practice.start(of.minutes)}
        </Button>
        {!of.alone && (
          <Button variant="default" size="md" disabled={busy} onClick={() => onBegin(true)}>
            {say.practice.together}
          </Button>
        )}
      </div>
      <div className={css.acts}>
        <Button variant="subtle" size="md" onClick={() => void onPut(of, 'week')}>
          {say.practice.week}
        </Button>
        <Button variant="subtle" size="md" onClick={() => void onPut(of, 'ever')}>
          {say.practice.never}
        </Button>
      </div>
    </section>
  );
}

function Said({ of: { said } }: { of: Practised }) {
  if (!said) return null;
  return (
    <blockquote className={css.said}>
      {said.use.trim() !== '' && <p className={css.use}>{say.practice.use(said.use.trim())}</p>}
      <p className="quiet small">
        {[said.got === null ? '' : say.practice.got(said.got), say.practice.onlyYou]
          .filter(Boolean)
          .join(' ')}
      </p>
    </blockquote>
  );
}

function Row({ of, facts, children }: { of: Practised; facts: string; children: ReactNode }) {
  const use = of.said?.use.trim();
  return (
    <li className={css.row}>
      <div>
        <p>
          <span className={css.title}>{of.title}</span> <span className="quiet small">{facts}</span>
        </p>
        {use && <p className="quiet small">{say.practice.use(use)}</p>}
      </div>
      {children}
    </li>
  );
}

function None() {
  return (
    <section className={css.due}>
      <h1>{say.practice.none}</h1>
      <p className={css.next}>{say.practice.noneSays}</p>
      <blockquote className={css.said}>
        <p className={css.title}>{say.practice.noneTitle}</p>
        <p className={css.use}>{say.practice.use(say.practice.noneUse)}</p>
        <p className="quiet small">{say.practice.noneWhen}</p>
      </blockquote>
      <div className={css.acts}>
        <Button size="lg" component={Link} href="/new">
          {say.practice.noneGo}
        </Button>
      </div>
    </section>
  );
}
