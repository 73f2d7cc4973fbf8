import { NativeSelect } from '@mantine/core';
import { say } from '../../messages/en.ts';

const zones = (): string[] => [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])].sort();

/** A zone by its name; typing its first letters finds it. */
export function ZoneField({ value, onChange }: { value: string; onChange: (zone: string) => void }) {
  const all = zones();
  return (
    <NativeSelect
      label={say.day.create.zone}
      description={say.day.create.zoneSays}
      size="md"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={all.includes(value) ? all : [value, ...all]}
    />
  );
}
