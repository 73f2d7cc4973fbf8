import { plural } from './grammar.ts';

export const ideas = {
  title: 'Everything you have written or read here',
  search: 'Words in it',
  searchExample: 'bakery croissant',
  says: 'You find what you may see: your own, private ones too, and what your groups have shown you.',
  nothing: (asked: string) => `Nothing with “${asked}” in it. Try fewer words, or only the beginning of one.`,
  none: 'Nothing here yet. After a first workshop it looks like this:',
  noneExample: 'My sister’s bakery, Saturday, nine o’clock. Eleven people want the last four croissants.',
  noneFrom: 'Example · Prototypical examples · you',
  more: 'Show more',
  you: 'you',
  somebody: 'somebody',
  kinds: {
    parked: 'Parked thought',
    kept: 'Kept for yourself',
    page: 'Page',
    brought: 'Brought along',
  } as Record<string, string>,
  choose: (words: string) => `Bring along: ${words}`,
  bring: (count: number) => `Start a workshop with ${plural(count, 'idea', 'ideas')}`,
  bringing: (count: number) => `You bring ${plural(count, 'idea', 'ideas')} along:`,
  bringingSays:
    'Everybody in the workshop sees these words, and that you brought them. Private ones stop being private.',
  leaveOut: 'Leave them out',
  open: 'Open where it stands',
  found: (count: number, more: boolean) => (more ? `The newest ${count}` : plural(count, 'idea', 'ideas')),
  table: (count: number) => `Brought along (${count})`,
  from: (name: string, date: string) => `${name} brought it on ${date}`,
  read: 'Read this one',
  readTitle: 'Brought along',
};
