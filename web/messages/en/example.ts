export const example = {
  concept: 'What you explain, in one line (you needn’t)',
  conceptOf: (name: string) => `What ${name} explains`,
  conceptAdd: 'Write it down',
  grow: 'It has grown',
  growSays: 'Next sentence of your idea: keep the example as it is now, and grow a hair.',
};
