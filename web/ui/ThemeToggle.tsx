import { useMantineColorScheme } from '@mantine/core';
import { say } from '../messages/en.ts';
import css from './Page.module.css';

const order = ['auto', 'light', 'dark'] as const;

/** As your device, light, dark: one small button that says which. */
export function ThemeToggle() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const next = order[(order.indexOf(colorScheme) + 1) % order.length] ?? 'auto';
  return (
    <button type="button" className={css.quietButton} onClick={() => setColorScheme(next)}>
      <span className="unseen">{say.app.theme.label}: </span>
      {say.app.theme[colorScheme]}
    </button>
  );
}
