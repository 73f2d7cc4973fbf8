import { plural } from './grammar.ts';

export const practice = {
  title: 'Practise',
  now: 'Due now',
  times: (count: number, date: string) =>
    count === 1 ? `You did it on ${date}.` : `You have done it ${count} times, the last time on ${date}.`,
  use: (words: string) => `You said you’d use: “${words}”`,
  got: (got: number) => `You got ${got} of 10 out of it.`,
  onlyYou: 'Nobody but you is shown this.',
  start: (minutes: number) =>
    minutes === 5 ? 'Five minutes of it, now' : `${plural(minutes, 'minute', 'minutes')} of it, now`,
  together: 'With somebody',
  week: 'Next week',
  never: 'Not this one',
  neverOf: (title: string) => `Not this one: ${title}`,
  back: 'Bring it back',
  backOf: (title: string) => `Bring it back: ${title}`,
  wentWeek: (title: string) => `“${title}” comes back in a week.`,
  wentEver: (title: string) => `“${title}” doesn’t come back any more.`,
  undo: 'Undo',
  coming: 'What comes when',
  onDay: (date: string, days: number) => (days === 0 ? 'now' : `${date}, in ${plural(days, 'day', 'days')}`),
  nothingDue: 'Nothing is due today.',
  next: (title: string, date: string) =>
    `${title} comes back on ${date}. Forgetting a little first is the point.`,
  allLeft: 'You left out all of them.',
  left: 'Left out',
  none: 'What you practise comes back to you here.',
  noneSays:
    'After a workshop, its five-minute version comes back in 2 days, then in 7, 21, 60 and 150. It looks like this:',
  noneTitle: 'Prototypical examples',
  noneUse: 'At Thursday’s talk I keep one example in my head.',
  noneWhen: 'Example · 5 minutes · back on Thursday',
  noneGo: 'Start a workshop',
  moved: 'What your workshops gave',
  movedOne: (median: number, atLeast: number, sessions: number) =>
    `${median} of 10 in the middle · ${atLeast} answers or more · ${plural(sessions, 'workshop', 'workshops')}`,
  movedSays:
    'Workshops with fewer than four answers don’t count in. What one person said is shown to that person alone.',
  got4: (median: number, atLeast: number) =>
    `What people got out of it: ${median} of 10 in the middle. At least ${atLeast} answered.`,
  gotFew: 'What people got out of it stays theirs: from four answers on you read the middle of them here.',
  due: (count: number) => `Practise: ${plural(count, 'exercise is', 'exercises are')} due`,
};
