export const swapped = {
  title: (name: string) => `How annoying was ${name}?`,
  amounts: { 'too-little': 'Too little', right: 'Just right', 'too-much': 'Too much' },
  thanks: 'Which complaint changed your example most? Thank them for it.',
  thank: 'Thank',
  none: 'None of them',
  done: 'Tell them',
  skip: 'Skip',
  told: {
    'too-little': (name: string) => `${name} would have liked more complaints. Be worse next time.`,
    right: (name: string) => `${name} says: just annoying enough.`,
    'too-much': (name: string) => `${name} says: a little less next time.`,
  },
  thanked: (name: string, words: string) => `${name} thanks you for “${words}”`,
};
