import { useMantineColorScheme } from '@mantine/core';
import { say } from '../messages/en.ts';
import css from './Page.module.css';

const order = ['auto', 'light', 'dark'] as const;

/** As your device, light, dark: which of them it is, and the way to the next. */
export function useThemeTurn(): { now: string; turn: () => void } {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const next = order[(order.indexOf(colorScheme) + 1) % order.length] ?? 'auto';
  return { now: say.app.theme[colorScheme], turn: () => setColorScheme(next) };
}

/** One small button that says which. */
export function ThemeToggle() {
  const { now, turn } = useThemeTurn();
  return (
    <button type="button" className={css.quietButton} onClick={turn}>
      {say.app.theme.label}: {now.toLowerCase()}
    </button>
  );
}
