export const paper = {
  choose: 'We write on paper',
  title: 'Each on a page of their own.',
  body: 'Turn the screen over and write by hand; put a name on the page. When you are done, or later, photograph it here: it goes to its writer alone, and the screen doesn’t show it.',
  pageOf: (name: string) => `${name}’s page`,
  back: 'Use the screen instead',
  later: 'Your pages on paper',
  laterSays: (step: string) => `“${step}” you did on paper. Photograph the pages now, or when it suits you.`,
  done: 'We’re done with paper',
  keptOwn: 'Kept, for its writer alone.',
  keptShared: 'Kept, your group sees it.',
};
