export const landing = {
  title: 'Keep one concrete thing in your head while somebody talks.',
  breath:
    'Greenball runs short workshops for two. One of you explains; the other is pleasantly annoying, until the idea is so concrete that you could trip over it.',
  start: 'Start a workshop',
  code: 'Join with a code',
  codeExample: 'KTRWPM',
  join: 'Join',
  try: 'Try it with simulated partners',
  ideas: 'Find something you wrote',
  yours: 'Where you have been',
  role: { lead: 'you lead', member: 'you take part' },
  phase: { lobby: 'in the lobby', running: 'going on now', ended: 'over' },
  story:
    'When mathematicians explained a theorem to Feynman, he kept a green ball in his head. With every condition it grew a hair. When the theorem came, he looked at his hairy green ball and said: “False.”',
  signIn: 'Sign in',
  account: 'Your account',
  leave: 'Leave this device',
  poke: 'Complain at the ball',
};
