import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { PersonId } from '../../../core/stream/entry.ts';
import { markOnPaper, stepsOnPaper } from '../../device/paper.ts';
import { say } from '../../messages/en.ts';
import { useNameOf, useSessionId } from '../../session/context.tsx';
import type { Standing } from '../../session/standing.ts';
import { PaperNow, privateKind } from './Paper.tsx';
import css from './Room.module.css';

/** A private step on a shared screen: covered until it is in the right hands, and covered again before it goes on. */
export function Cover({
  standing,
  children,
}: {
  standing: Standing;
  children: (person: PersonId) => ReactNode;
}) {
  const nameOf = useNameOf();
  const [turn, setTurn] = useState(0);
  const [open, setOpen] = useState(false);
  const session = useSessionId();
  const [paper, setPaper] = useState(() => stepsOnPaper(session).includes(standing.at));
  const { hands } = standing;
  const person = hands[turn % hands.length];
  const next = hands[(turn + 1) % hands.length];
  if (!person) return null;
  const onPaper = (chosen: boolean) => {
    markOnPaper(session, standing.at, chosen);
    setPaper(chosen);
  };
  const photographs = hands.some((one) => privateKind(standing, standing.step, one) !== undefined);
  if (paper && photographs) return <PaperNow standing={standing} onBack={() => onPaper(false)} />;
  if (!open) {
    return (
      <section className={css.cover}>
        <h1>{say.room.cover.title(nameOf(person))}</h1>
        <p>{say.room.cover.body(nameOf(person))}</p>
        <Button size="lg" onClick={() => setOpen(true)}>
          {say.room.cover.open(nameOf(person))}
        </Button>
        {photographs ? (
          <Button variant="default" onClick={() => onPaper(true)}>
            {say.paper.choose}
          </Button>
        ) : (
          <p className="quiet">{say.room.cover.paper}</p>
        )}
      </section>
    );
  }
  return (
    <>
      {children(person)}
      <div className={css.panel} style={{ marginTop: 24 }}>
        <Button
          variant="default"
          onClick={() => {
            setOpen(false);
            setTurn(turn + 1);
          }}
        >
          {say.room.cover.pass(nameOf(next))}
        </Button>
        <p className="quiet small">{say.room.cover.passSays}</p>
      </div>
    </>
  );
}
