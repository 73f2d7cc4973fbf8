export const refusals = {
  title: 'Not accepted, but kept',
  copy: 'Copy my words',
  keep: 'Keep as my own note',
  dismiss: 'All right',
  kept: 'Kept among your own notes.',
};
