import { type CSSProperties, useEffect, useId, useState } from 'react';
import type { FieldValue } from '../../core/notes/tree.ts';
import type { FieldSpec } from '../../core/session/exercise.ts';
import { say } from '../messages/en.ts';
import css from './FieldInput.module.css';

interface FieldInputProps {
  spec: FieldSpec;
  value: FieldValue;
  /** Null: shown, not changed. */
  onChange: ((value: FieldValue) => void) | null;
}

/** One field of a note: a choice or a scale as a row of large answers, words as a line. */
export function FieldInput({ spec, value, onChange }: FieldInputProps) {
  const options = answersOf(spec);
  if (!onChange) {
    const answer = options?.find((option) => option.value === value)?.label ?? value;
    return (
      <p className={css.shown}>
        <span>{spec.label}</span> <strong>{answer === null ? say.cards.unset : String(answer)}</strong>
      </p>
    );
  }
  if (!options)
    return (
      <WordsLine label={spec.label} value={typeof value === 'string' ? value : ''} onChange={onChange} />
    );
  return (
    <Answers
      label={spec.label}
      options={options}
      value={value}
      scale={spec.type !== 'choice'}
      onChange={onChange}
    />
  );
}

interface Answer {
  value: string | number;
  label: string;
}

function answersOf(spec: FieldSpec): Answer[] | null {
  if (spec.type === 'choice') return spec.options;
  if (spec.type === 'words') return null;
  return Array.from({ length: spec.to - spec.from + 1 }, (_, i) => ({
    value: spec.from + i,
    label: String(spec.from + i),
  }));
}

interface AnswersProps {
  label: string;
  options: readonly Answer[];
  value: FieldValue;
  /** Numbers in order: they stay in one line, however narrow the screen. */
  scale?: boolean;
  onChange: (value: FieldValue) => void;
}

export function Answers({ label, options, value, scale = false, onChange }: AnswersProps) {
  const name = useId();
  return (
    <fieldset className={css.answers}>
      <legend>{label}</legend>
      <div
        className={scale ? `${css.row} ${css.scale}` : css.row}
        style={scale ? ({ '--answers': options.length } as CSSProperties) : undefined}
      >
        {options.map((option) => (
          <label key={option.value} className={css.answer}>
            <input
              type="radio"
              name={name}
              className="unseen"
              checked={value === option.value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function WordsLine({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const id = useId();
  const [words, setWords] = useState(value);
  useEffect(() => setWords(value), [value]);
  return (
    <div className={css.line}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        onBlur={() => words !== value && onChange(words)}
      />
    </div>
  );
}
