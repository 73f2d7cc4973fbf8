export const projector = {
  join: 'Join with this code',
  at: 'at',
  now: 'Now',
  steps: ([first = '', ...others]: string[]) =>
    [first, ...others.map((title) => `“${title}”`)].join(', then '),
  ended: 'That was it. Thank you.',
  endedSays: 'Everything you made stays on your own page.',
};
