import { Button } from '@mantine/core';
import { useState } from 'react';
import type { PersonId } from '../../../core/stream/entry.ts';
import { Answers } from '../../conversation/FieldInput.tsx';
import { say } from '../../messages/en.ts';
import { useClient, useNameOf, useView } from '../../session/context.tsx';
import { pairOf, type Standing } from '../../session/standing.ts';
import css from './Room.module.css';
import { swapsToAnswer, swapsToTell } from './swaps.ts';

type Amount = 'too-little' | 'right' | 'too-much';
const amounts: Amount[] = ['too-little', 'right', 'too-much'];

/** After the seats have turned: the one who explained says how annoying it was, and thanks one complaint. */
export function SwapQuestions({ standing }: { standing: Standing }) {
  const view = useView();
  const [skipped, setSkipped] = useState<string[]>([]);
  const pair = pairOf(view, standing.group.id);
  const key = (person: PersonId) => `${person} ${standing.work.rotation}`;
  const asked = swapsToAnswer(standing, pair).find(({ by }) => !skipped.includes(key(by)));
  const told = swapsToTell(standing, pair).find(({ to, by }) => !skipped.includes(`${key(to)} ${by}`));
  return (
    <>
      {asked && (
        <Question
          key={key(asked.by)}
          standing={standing}
          by={asked.by}
          about={asked.about}
          onSkip={() => setSkipped([...skipped, key(asked.by)])}
        />
      )}
      {told && (
        <Told
          standing={standing}
          answer={told}
          onClose={() => setSkipped([...skipped, `${key(told.to)} ${told.by}`])}
        />
      )}
    </>
  );
}

interface QuestionProps {
  standing: Standing;
  by: PersonId;
  about: PersonId;
  onSkip: () => void;
}

function Question({ standing, by, about, onSkip }: QuestionProps) {
  const client = useClient();
  const nameOf = useNameOf();
  const [amount, setAmount] = useState<Amount | null>(null);
  const [thanks, setThanks] = useState<string | null>(null);
  const made = [...standing.work.complaints.values()]
    .filter((complaint) => complaint.by === about && complaint.key !== null)
    .sort((a, b) => b.at - a.at)
    .slice(0, 6);
  return (
    <section className={css.panel} aria-label={say.swapped.title(nameOf(about))}>
      <h2>{say.swapped.title(nameOf(about))}</h2>
      <Answers
        label=""
        options={amounts.map((value) => ({ value, label: say.swapped.amounts[value] }))}
        value={amount}
        onChange={(value) => setAmount(value as Amount)}
      />
      {amount && made.length > 0 && (
        <fieldset className={css.thanks}>
          <legend>{say.swapped.thanks}</legend>
          {[
            ...made.map(({ id, say: words }) => ({ id, words: `“${words}”` })),
            { id: null, words: say.swapped.none },
          ].map(({ id, words }) => (
            <label key={id ?? 'none'}>
              <input
                type="radio"
                name={`thanks-${by}`}
                checked={thanks === id}
                onChange={() => setThanks(id)}
              />
              <span>{words}</span>
            </label>
          ))}
        </fieldset>
      )}
      <div className={css.acts}>
        <Button
          size="sm"
          disabled={amount === null}
          onClick={() => amount && client.act({ type: 'answer-swap', amount, thanks }, by)}
        >
          {say.swapped.done}
        </Button>
        <Button size="sm" variant="subtle" color="gray" onClick={onSkip}>
          {say.swapped.skip}
        </Button>
      </div>
    </section>
  );
}

interface ToldProps {
  standing: Standing;
  answer: ReturnType<typeof swapsToTell>[number];
  onClose: () => void;
}

function Told({ standing, answer, onClose }: ToldProps) {
  const nameOf = useNameOf();
  const thanked = answer.thanks ? standing.work.complaints.get(answer.thanks) : undefined;
  const name = nameOf(answer.by);
  return (
    <div className={css.told} role="status">
      <p>
        {say.swapped.told[answer.amount](name)} {thanked && say.swapped.thanked(name, thanked.say)}
      </p>
      <button type="button" className={css.small} onClick={onClose}>
        {say.app.close}
      </button>
    </div>
  );
}
