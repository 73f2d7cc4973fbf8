import type { Block } from '../../analysis/page/blocks.ts';
import type { SessionClient } from '../../client/api.ts';
import { personAudience } from '../../core/session/parts.ts';
import type { PersonId } from '../../core/stream/entry.ts';
import { type Desk, pageNote } from './model.ts';

/** Longest idea that can be pulled out, UTF-16 units: what a note may be born with. */
export const LONGEST_IDEA = 20_000;

/** Makes an idea of a stretch of somebody's page: a note of its own with words of its own. The page stays as it is. */
export function pullOut(
  client: SessionClient,
  desk: Desk,
  person: PersonId,
  block: Block,
  stop: number,
): void {
  if (!desk.idea) return;
  client.act(
    {
      type: 'write-note',
      note: client.freshId(),
      kind: desk.idea.kind,
      parent: '',
      words: block.words,
      fields: desk.sortField && block.sort !== null ? { [desk.sortField]: block.sort } : {},
      from: { to: personAudience(person), note: pageNote(desk.page) },
      stop,
    },
    person,
  );
}
