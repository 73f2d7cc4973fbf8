import * as Y from 'yjs';

/** The words that an update of one's own would have brought, in the order in which they were typed. */
export function insertedWords(update: Uint8Array): string {
  return Y.decodeUpdate(update)
    .structs.map((struct) =>
      struct instanceof Y.Item && struct.content instanceof Y.ContentString ? struct.content.str : '',
    )
    .join('');
}
