import { plural } from './grammar.ts';

export const end = {
  title: 'That was it.',
  count: (count: number) =>
    count === 0
      ? 'Not one complaint. Next time, be worse.'
      : `${plural(count, 'complaint', 'complaints')}. ${count === 1 ? 'It' : 'Each'} made something easier to trip over.`,
  keep: 'Keep what you made',
  markdown: 'Text (Markdown)',
  json: 'Data (JSON)',
  print: 'Print',
  made: 'What you made',
  catch: 'Where a natural example breaks the claim',
  again: 'Start another workshop',
  further: 'Go further',
  own: 'Your own notes',
  longer: 'It goes on. The whole of it is in the text that you keep.',
  nothing: 'Nothing was written down here. It was a conversation; that counts.',
};
