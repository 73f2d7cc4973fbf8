import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { wallAt } from '../../../core/program/zone.ts';
import { randomId } from '../../device/tab.ts';
import { say } from '../../messages/en.ts';
import { DeadEnd, Unreachable } from '../../ui/DeadEnd.tsx';
import { KeptState } from '../../ui/KeptState.tsx';
import { Page } from '../../ui/Page.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { Conflict } from './Conflict.tsx';
import css from './Day.module.css';
import { DayBuilder } from './DayBuilder.tsx';
import { addDay, dayToShow } from './edit.ts';
import { useExercises } from './exercises.ts';

import { ProgramAside } from './ProgramAside.tsx';
import { useProgram } from './useProgram.ts';

/** How often the page looks at the clock, milliseconds. */
const LOOKS = 10_000;

/** A program: one of its days, today's where there is one, and the others at the edge. */
export default function DayScreen({ id }: { id: string }) {
  const { keeper, kept } = useProgram(id);
  const { draft: program } = kept;
  const known = useExercises(program);
  const now = useNow();
  const [asked, setAsked] = useState(() => new URLSearchParams(location.search).get('day'));
  if (kept.state === 'missing') return <DeadEnd title={say.day.missing} says={say.day.missingSays} />;
  if (kept.state === 'unreachable') return <Unreachable />;
  if (!program || !known) return <Waiting />;
  const today = wallAt(now, program.zone).date;
  const day = program.days.find((each) => each.id === asked) ?? dayToShow(program.days, today);
  const choose = (chosen: string) => {
    setAsked(chosen);
    history.replaceState(null, '', `?day=${chosen}`);
  };
  const more = () => {
    const fresh = randomId();
    keeper.change((held) => addDay(held, fresh, today));
    choose(fresh);
  };
  return (
    <Page wide status={<KeptState kept={kept} />}>
      {kept.theirs && <Conflict kept={kept} keeper={keeper} known={known} />}
      {kept.refusal && (
        <p role="alert" className={css.refusal}>
          {kept.refusal}
        </p>
      )}
      <div className={css.columns}>
        {day ? (
          <DayBuilder
            key={day.id}
            programId={id}
            program={program}
            day={day}
            known={known}
            now={now}
            keeper={keeper}
          />
        ) : (
          <div className={css.day}>
            <h1>{program.title}</h1>
            <p className="quiet">{say.plan.empty}</p>
            <Button size="lg" onClick={more}>
              {say.day.addDay}
            </Button>
          </div>
        )}
        <ProgramAside
          id={id}
          program={program}
          plan={kept.beside?.plan ?? null}
          day={day?.id ?? null}
          today={today}
          keeper={keeper}
          onChoose={choose}
          onAdd={more}
        />
      </div>
    </Page>
  );
}

function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), LOOKS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
