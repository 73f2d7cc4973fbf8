import { list } from './grammar.ts';

const reasons: Record<string, string> = {
  'one-screen': 'some share a screen',
  'leave-early': 'you all leave early',
  'one-team': 'one team',
  'different-teams': 'different teams',
  'similar-level': 'the same experience',
  'mixed-level': 'different experience',
  'one-more': 'one more than a group, so one listens',
  'by-lot': 'drawn by lot',
};

export const groups = {
  rule: 'How groups are made',
  teams: 'Teams',
  teamsAre: { any: 'any teams', mix: 'mix teams', keep: 'keep teams' },
  level: 'Experience',
  levels: { any: 'any experience', similar: 'similar experience', mixed: 'mixed experience' },
  size: 'People in a group',
  of: (size: number) => `groups of ${size}`,
  undo: 'Undo the groups',
  why: (codes: readonly string[]) => {
    const words = list(codes.flatMap((code) => reasons[code] ?? []));
    return words ? `${words.charAt(0).toUpperCase()}${words.slice(1)}.` : '';
  },
  byHand: 'Put together by hand.',
  find: 'Find a name',
  found: (count: number) => (count === 1 ? '1 name fits' : `${count} names fit`),
  foundNone: 'Nobody here has a name like that. Try the first letters.',
  where: 'Move to a group, or swap with a person',
  whereExample: 'Group 4, or Ana',
  moveTo: (group: string, people: string) => `to ${group}${people ? `: ${people}` : ''}`,
  swapWith: (name: string, group: string) => `swap with ${name} (${group})`,
  change: (group: string) => `Change ${group}`,
  changeShort: 'Change',
  split: 'Split it in two',
  mergeWith: (group: string) => `Put ${group} in here`,
  drag: 'Drag a name to a group to move it, or onto a name to swap the two. Or choose Move.',
  facts: 'About you, for the groups',
  factsOf: (name: string) => `About ${name}, for the groups`,
  factsOpen: 'team, experience, leaving…',
  factsSay: 'Everybody here sees what you say. Leave out what you like.',
  team: 'Your team',
  teamExample: 'Green beetles',
  levelIs: 'You have done this',
  levelOptions: ['I’d rather not say', 'never', 'a few times', 'often: I could lead it'],
  leaves: 'You leave at',
  leavesAt: (time: string) => `leaves at ${time}`,
  // The room
  leftAlone: (names: readonly string[]) =>
    names.length === 0
      ? 'You are the only one here.'
      : `${list(names)} ${names.length === 1 ? 'has' : 'have'} left.`,
  leftAloneSays: 'What you made stays with this group, and you can go on reading it.',
  joinAnother: 'Join another group',
  goOnAlone: 'Go on alone; the page complains',
  happening: 'What is happening',
  happeningSays: (step: string) =>
    `The group is at “${step}”. You listen until the next swap, then you have a seat.`,
  readSoFar: 'Read so far',
  who: 'Who is who',
  skip: 'Skip',
  seconds: (left: number) => `${left} s`,
  noLead: (names: string) => `${names} has been away for two minutes. Go on: the clock does, too.`,
  noLeadSays:
    'Somebody else can lead with a lead’s link, the one made under “Let somebody else lead”. Ask for it by message; nothing else opens that door.',
  again: 'Swap and begin again',
  easier: 'An easier one',
  harder: 'A harder one',
  ask: 'We are done: ask for a group',
  asked: 'Your group waits for another that is done.',
  takeBack: 'Never mind',
  othersAsk: (group: string) => `${group} is done and asks, too.`,
  look: 'Look at each other’s work',
  endCompare: 'Done comparing',
  everybodyLeft: 'everybody has left; their work is kept',
};
