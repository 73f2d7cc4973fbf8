export const keeping = {
  saved: 'Saved',
  'on-device': 'On this device',
  refused: 'Not accepted',
  offline: 'no connection; go on, nothing is lost',
  connecting: 'connecting…',
  catching: 'on its way',
  choose: 'waits until you choose',
  refusedSays: 'your words are kept, see above',
  readOnly:
    'Greenball can’t keep anything just now (its disk may be full). Leave this page open: your words wait on this device.',
  ended: {
    protocol: 'Greenball has been renewed. Load the page again; what you wrote is kept.',
    'not-yours':
      'It has moved to another screen, belongs to an account that isn’t signed in here, or you haven’t joined yet. To join, ask whoever leads for the code.',
    'signed-out':
      'You signed out, or your password was changed elsewhere. Sign in, and you are back where you were; what you wrote is kept.',
    replaced: 'This workshop is open in another tab. Go on there, or load this page again to go on here.',
  },
  endedTitle: {
    protocol: 'There is a newer Greenball.',
    'not-yours': 'Your seat isn’t at this screen.',
    replaced: 'It is open in another tab.',
    'signed-out': 'You aren’t signed in here any more.',
  },
  signIn: 'Sign in',
  join: 'Join with a code',
  reload: 'Load the page again',
  storeFailed:
    'This browser won’t keep anything for you, so words typed without a connection live only as long as this page.',
};
