export const join = {
  invites: (lead: string, title: string) => `${lead} invites you to “${title}”.`,
  name: 'Your name',
  nameExample: 'Ben',
  go: 'Come in',
  nameMissing: 'Write a name, so that the others know who you are.',
  gone: {
    title: 'This link opens nothing.',
    body: 'It may have run out, or a letter got lost. Ask for a fresh one, or type the code from the screen in the room.',
  },
  code: 'The code',
  tryCode: 'Try this code',
};
