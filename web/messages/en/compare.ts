export const compare = {
  yours: 'Yours',
  theirs: (group: string) => `${group}’s`,
  none: 'There is no other group to look at. Tell your example to each other once more, from memory.',
  empty: 'They have written nothing down. Go and ask them.',
  readOnly: 'You can read this; only they can change it.',
};
