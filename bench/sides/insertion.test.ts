import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { insertion } from './insertion.ts';

test('an insertion is what Yjs makes of the same typing', () => {
  const doc = new Y.Doc();
  doc.clientID = 77;
  const made: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => made.push(update));
  for (const root of ['t', 'u', 't', 'u']) {
    const text = doc.getText(root);
    text.insert(text.length, 'x');
  }
  expect(made).toEqual([
    insertion(77, 0, null, 't', 'x'),
    insertion(77, 1, null, 'u', 'x'),
    insertion(77, 2, 0, 't', 'x'),
    insertion(77, 3, 1, 'u', 'x'),
  ]);
});
