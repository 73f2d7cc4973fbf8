import type { Refusal, RefusalCode } from '../../core/stream/refusal.ts';

/** What happened, and what you can do. That your words are kept is said once, above them. */
const sentences: Record<RefusalCode, (detail: string | number | undefined) => string> = {
  'not-found': () => 'What this belonged to isn’t here any more. Copy your words to wherever they fit now.',
  'not-yours': () => 'Only the person who wrote this can change it. You can offer them your version.',
  'not-now': () =>
    'The room has moved on, and this step doesn’t take it. Keep it as your own note, or say it aloud.',
  'not-your-seat': () => 'That is for the other seat. Swap seats if you want to do it, or say it aloud.',
  'lead-only': () => 'Only whoever leads the workshop can do this. Ask them; they are in the room.',
  'too-long': (most) =>
    most === undefined
      ? 'That is too long for one piece. Cut it in two.'
      : `That is longer than ${most} letters. Cut it in two.`,
  'too-many': (most) =>
    most === undefined
      ? 'There is no room for more of these.'
      : `There is room for ${most} of these, and no more.`,
  'would-circle': () => 'That would put the note inside itself. Choose another place for it.',
  'built-upon': () =>
    'Somebody has already built on this, so it stays. Write what you would change beside it.',
  'cannot-undo': () => 'This can’t be taken back any more. Change it by hand instead.',
  already: () => 'That had already been done, perhaps from your other screen. Nothing else is needed.',
  ended: () => 'The workshop is over, and its pages are closed. Keep this as your own note.',
  'bad-shape': () => 'Something about this didn’t fit. Check it and try once more.',
  'bad-text': () =>
    'Your copy of this text came apart from the room’s. The page has the room’s words again; yours are below.',
  'read-only': () =>
    'Greenball can’t keep anything just now. Leave this page open and try again in a minute.',
  'not-saved': () => 'Greenball couldn’t write this down. Leave this page open and try again in a minute.',
  'unknown-exercise': () => 'There is no exercise of that name here. Choose one from the list.',
  'no-passage': () => 'No passage fits what you asked for. Choose another field, or paste one of your own.',
};

export const sayRefusal = ({ refused, detail }: Refusal): string => sentences[refused](detail);
