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

/**
 * The parts as the server last told them, with everything on its way laid over them: rebased whenever either
 * changes. Cursors stay the server's.
 */
export function layOver(base: SessionParts, pending: readonly Outgoing[], sight: Sight): SessionParts {
  let shown = base;
  for (const outgoing of pending) {
    for (const event of predict(shown, outgoing, sight) ?? []) shown = evolveParts(session, shown, event);
  }
  return shown;
}
