import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/**
 * The one accent. Shade 5 is the ball's own green; white words and small green words need more contrast than it has
 * on paper (4.1 to 1), so shade 7 carries them in the light and shade 3 in the dark.
 */
const green: MantineColorsTuple = [
  '#EEF6EE',
  '#D8EBDA',
  '#A9D6B0',
  '#6CC47A',
  '#49A758',
  '#2E8B3D',
  '#2A8038',
  '#25712F',
  '#1E5E28',
  '#174A1F',
];

/** Words grow with the reader's own font size: everything is in rem. */
const rem = (px: number): string => `${px / 16}rem`;

export const theme = createTheme({
  colors: { green },
  primaryColor: 'green',
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, Menlo, Consolas, monospace',
  fontSizes: { xs: rem(13), sm: rem(15), md: rem(15), lg: rem(18), xl: rem(22) },
  lineHeights: { xs: '1.4', sm: '1.5', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: rem(4), sm: rem(8), md: rem(12), lg: rem(16), xl: rem(24) },
  radius: { xs: rem(3), sm: rem(5), md: rem(6), lg: rem(8), xl: rem(12) },
  defaultRadius: 'md',
  headings: {
    fontFamily: "'Newsreader Variable', Georgia, serif",
    fontWeight: '500',
    sizes: {
      h1: { fontSize: rem(36), lineHeight: '1.15' },
      h2: { fontSize: rem(22), lineHeight: '1.3' },
      h3: { fontSize: rem(18), lineHeight: '1.4' },
    },
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
  focusRing: 'auto',
  components: {
    Button: { defaultProps: { size: 'md', variant: 'filled' } },
    TextInput: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md' } },
    NativeSelect: { defaultProps: { size: 'md' } },
    Modal: { defaultProps: { transitionProps: { duration: 120 }, shadow: 'none', radius: 'lg' } },
    Menu: { defaultProps: { transitionProps: { duration: 120 }, shadow: 'none' } },
  },
});

/** Mantine's own names for the colours of the page, taken from the tokens in `base.css`. */
const ours = {
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--quiet)',
  '--mantine-color-placeholder': 'var(--quiet)',
  '--mantine-color-default': 'var(--paper)',
  '--mantine-color-default-hover': 'var(--shade)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--edge)',
  '--mantine-color-anchor': 'var(--green-ink)',
  '--mantine-color-error': 'var(--red)',
  '--mantine-color-disabled': 'var(--shade)',
  '--mantine-color-disabled-color': 'var(--quiet)',
};
export const resolveColors: CSSVariablesResolver = () => ({ variables: {}, light: ours, dark: ours });
