import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { freshSlot } from '../../../core/program/order.ts';
import type { Slot } from '../../../core/program/program.ts';
import { randomId } from '../../device/tab.ts';
import type { ExerciseCard } from '../../http/requests.ts';
import { say } from '../../messages/en.ts';
import { whose } from '../new/whose.ts';
import css from './Day.module.css';

/** How long a break and anything else take until somebody says otherwise, minutes. */
const BREAK = 15;
const WORDS = 10;

/** Puts something at the end of the day. */
export function AddSlots({ cards, onAdd }: { cards: readonly ExerciseCard[]; onAdd: (slot: Slot) => void }) {
  const [chosen, setChosen] = useState('');
  const card = cards.find(({ id }) => id === chosen) ?? cards[0];
  const addExercise = () => {
    if (!card) return;
    const { id, title, minutes, rounds } = card;
    const whole = Math.max(1, Math.round(minutes));
    onAdd(
      freshSlot({ kind: 'exercise', exercise: id, title, minutes: whole, rounds, brief: false }, randomId()),
    );
  };
  return (
    <div className={css.add}>
      {card && (
        <div className={css.addExercise}>
          <NativeSelect
            label={say.day.addExercise}
            size="md"
            value={card.id}
            onChange={(event) => setChosen(event.currentTarget.value)}
            data={cards.map(({ id, title, by }) => ({
              value: id,
              label: by ? `${title} (${whose(by)})` : title,
            }))}
          />
          <Button variant="default" onClick={addExercise}>
            {say.lobby.add}
          </Button>
        </div>
      )}
      <Button
        variant="default"
        onClick={() =>
          onAdd(freshSlot({ kind: 'break', title: say.day.breakTitle, minutes: BREAK }, randomId()))
        }
      >
        {say.day.addBreak}
      </Button>
      <Button
        variant="default"
        onClick={() =>
          onAdd(freshSlot({ kind: 'words', title: say.day.wordsTitle, minutes: WORDS }, randomId()))
        }
      >
        {say.day.addWords}
      </Button>
    </div>
  );
}
