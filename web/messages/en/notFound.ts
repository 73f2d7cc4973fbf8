export const notFound = {
  title: 'There is nothing at this address.',
  body: 'Perhaps a letter got lost. The code in the room still works:',
  home: 'To the first page',
};
