export const debrief = {
  got: 'What did you get out of it, from 0 (nothing) to 10 (a lot)?',
  change: 'What would you change?',
  changeExample: 'Shorter first step. And my partner was too polite.',
  use: 'What will you use this week?',
  useExample: 'At Thursday’s talk I keep one example in my head.',
  done: 'Done',
  skip: 'Skip this',
  thanks: 'Thank you. That’s it.',
  skipped: 'Skipped. That’s fine.',
  alone: 'Nobody but you sees your answers.',
  edit: 'Change my answers',
};
