import { plural } from './grammar.ts';

export const ball = {
  label: (hairs: number) =>
    hairs === 0
      ? 'A green ball, still bald.'
      : `A green ball with ${plural(hairs, 'hair', 'hairs')}: one for each sentence it has come through.`,
};
