import { Button, Checkbox, TextInput } from '@mantine/core';
import '@mantine/core/styles/Checkbox.css';
import '@mantine/core/styles/InlineInput.css';
import type { ExerciseSlot, Slot } from '../../../core/program/program.ts';
import type { Exercise } from '../../../core/session/exercise.ts';
import { say } from '../../messages/en.ts';
import { NumberField } from './NumberField.tsx';
import css from './Slot.module.css';

interface SlotChangeProps {
  slot: Slot;
  whole: Exercise | null;
  onChange: (change: (slot: Slot) => Slot) => void;
  onRemove: () => void;
}

/** Everything about a slot that can be otherwise. */
export function SlotChange({ slot, whole, onChange, onRemove }: SlotChangeProps) {
  return (
    <div className={css.changing}>
      <TextInput
        label={say.day.slotTitle}
        value={slot.title}
        maxLength={120}
        onChange={(event) => {
          const title = event.currentTarget.value;
          onChange((held) => ({ ...held, title }));
        }}
      />
      {slot.kind === 'exercise' && whole ? (
        <ExerciseChange slot={slot} whole={whole} onChange={onChange} />
      ) : (
        <NumberField
          label={say.day.slotMinutes}
          value={slot.minutes}
          least={1}
          most={600}
          onChange={(minutes) => onChange((held) => ({ ...held, minutes }))}
        />
      )}
      <div className={css.ends}>
        {slot.began !== null && (
          <Button variant="subtle" size="sm" onClick={() => onChange((held) => ({ ...held, began: null }))}>
            {say.day.notBegun}
          </Button>
        )}
        <Button variant="default" size="sm" onClick={onRemove}>
          {say.day.remove}
        </Button>
      </div>
    </div>
  );
}

function ExerciseChange({
  slot,
  whole,
  onChange,
}: {
  slot: ExerciseSlot;
  whole: Exercise;
  onChange: SlotChangeProps['onChange'];
}) {
  const put = (change: Partial<ExerciseSlot>) =>
    onChange((held) => (held.kind === 'exercise' ? { ...held, ...change } : held));
  return (
    <>
      {whole.rounds.of.length > 0 && !slot.brief && (
        <NumberField
          label={say.day.slotRounds}
          value={slot.rounds}
          least={1}
          most={12}
          onChange={(rounds) => put({ rounds })}
        />
      )}
      <NumberField
        label={say.day.slotExtensions}
        description={say.day.slotExtensionsSays}
        value={slot.extensions}
        least={0}
        most={120}
        onChange={(extensions) => put({ extensions })}
      />
      <div className={css.checks}>
        <Checkbox
          label={say.day.slotBrief(whole.brief.minutes)}
          checked={slot.brief}
          onChange={(event) => put({ brief: event.currentTarget.checked })}
        />
        {!slot.brief &&
          whole.steps
            .filter(({ skipIfLate }) => skipIfLate)
            .map(({ id, title }) => (
              <Checkbox
                key={id}
                label={say.day.leaveOut(title)}
                checked={slot.skips.includes(id)}
                onChange={(event) =>
                  put({
                    skips: event.currentTarget.checked
                      ? [...slot.skips, id]
                      : slot.skips.filter((skip) => skip !== id),
                  })
                }
              />
            ))}
      </div>
    </>
  );
}
