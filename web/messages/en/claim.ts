export const claim = {
  question: 'Your verdict',
  why: 'Say what in your example makes it so',
  theExample: 'Your example, as it stands',
  passage: 'The passage again',
  answer: (label: string) => `Verdict: ${label}`,
  noAnswer: 'No verdict yet.',
};
