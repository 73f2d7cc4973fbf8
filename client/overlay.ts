import type { SessionEvent } from '../core/session/event.ts';
import type { SessionParts } from '../core/session/parts.ts';
import { session } from '../core/session/subject.ts';
import type { AudienceId } from '../core/stream/entry.ts';
import { isRefusal } from '../core/stream/refusal.ts';
import { evolveParts } from '../core/stream/state.ts';
import type { Outgoing } from './outbox.ts';

export interface Sight {
  now: number;
  words: (to: AudienceId, note: string) => string | undefined;
}

/**
 * What this tab expects a command to do, by the very decisions of the server, over the parts that it holds. Null
 * where it can't tell or expects a refusal: then nothing is shown ahead, and the server's word is waited for.
 */
export function predict(parts: SessionParts, { command, as }: Outgoing, sight: Sight): SessionEvent[] | null {
  if (command.type === 'wrote') return null;
  const decision = session.decide(parts, command, {
    actor: as,
    now: sight.now,
    seed: 0,
    whole: false,
    words: sight.words,
  });
  return decision === 'unknown' || isRefusal(decision) ? null : decision;
}

/** An overlay as it was last laid: over which base, and of which acts. */
interface Laid {
  base: SessionParts;
  pending: readonly Outgoing[];
  shown: SessionParts;
}

/**
 * Lays what is on its way over what the server told. While the server tells nothing new, only acts that were added
 * are predicted; as soon as it does, everything is laid anew.
 */
export class Overlay {
  private laid: Laid | null = null;

  lay(base: SessionParts, pending: readonly Outgoing[], sight: Sight): SessionParts {
    const before = this.laid;
    const kept = before?.pending.length ?? 0;
    const grows =
      before !== null &&
      before.base === base &&
      pending.length >= kept &&
      pending[0] === before.pending[0] &&
      pending[kept - 1] === before.pending[kept - 1];
    const shown = grows ? layOver(before.shown, pending.slice(kept), sight) : layOver(base, pending, sight);
    this.laid = { base, pending, shown };
    return shown;
  }
}

/** The parts with everything in `pending` laid over them, in order. Cursors run ahead with them. */
export function layOver(base: SessionParts, pending: readonly Outgoing[], sight: Sight): SessionParts {
  let shown = base;
  for (const outgoing of pending) {
    for (const event of predict(shown, outgoing, sight) ?? []) shown = evolveParts(session, shown, event);
  }
  return shown;
}
