import type { PersonId } from '../../core/stream/entry.ts';
import type { Looker } from './broadcast.ts';

/** A connection as those see it who tell it things. */
export interface Viewer extends Looker {
  people: PersonId[];
  send(frame: Uint8Array): void;
  /** False while the connection is too slow to be told everything; it gets whole parts when it has caught up. */
  readonly keepsUp: boolean;
}
