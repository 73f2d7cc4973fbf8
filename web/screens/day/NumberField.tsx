import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';

interface NumberFieldProps {
  label: string;
  description?: string;
  value: number;
  least: number;
  most: number;
  onChange: (value: number) => void;
}

/** A whole number between two others. What makes no sense stays in the field and changes nothing. */
export function NumberField({ label, description, value, least, most, onChange }: NumberFieldProps) {
  const [typed, setTyped] = useState(String(value));
  useEffect(() => setTyped((held) => (Number(held) === value ? held : String(value))), [value]);
  return (
    <TextInput
      label={label}
      description={description}
      type="number"
      inputMode="numeric"
      min={least}
      max={most}
      step={1}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        const number = Number(event.currentTarget.value);
        if (event.currentTarget.value !== '' && Number.isInteger(number) && number >= least && number <= most)
          onChange(number);
      }}
      onBlur={() => setTyped(String(value))}
    />
  );
}
