export const print = {
  title: (title: string) => `${title}: what we made`,
  now: 'Print this page',
  back: 'Back to the workshop',
  passage: 'Passage',
  example: 'Example',
  complaints: 'Complaints',
  offers: 'Restatements',
  group: (name: string, people: string) => `${name}: ${people}`,
  open: 'open',
  met: 'met',
};
