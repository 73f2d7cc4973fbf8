export const clock = {
  left: (minutes: number, seconds: number) =>
    `${minutes} ${minutes === 1 ? 'minute' : 'minutes'} ${seconds} seconds left`,
  over: 'Time’s up',
  overSays: 'Finish your thought.',
  paused: 'paused',
  five: 'Five minutes left.',
  one: 'One minute left.',
  thirty: 'Thirty seconds left.',
  overAloud: 'Time’s up. Finish your thought.',
};
