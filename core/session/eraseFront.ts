import type { AudienceId, PersonId } from '../stream/entry.ts';
import type { SessionEvent } from './event.ts';
import type { Line, PickedPair, PickedSide } from './front.ts';
import { groupAudience } from './parts.ts';

/** Where the words at the front came from: events that everybody is told don't say it, those before them do. */
export class FrontTrail {
  readonly shared = new Map<string, { to: AudienceId; note: string }>();
  readonly pairs = new Map<string, PickedPair>();

  follow(event: SessionEvent): void {
    if (event.type === 'share-shown') this.shared.set(event.as, { to: event.to, note: event.note });
    if (event.type === 'pair-picked') this.pairs.set(event.pair.id, event.pair);
    if (event.type === 'pair-placed') {
      const pair = this.pairs.get(event.id);
      if (pair) this.pairs.set(event.id, { ...pair, placed: event.strong });
    }
  }
}

/** An event of the front without one person's words; null where there are none in it. */
export function eraseFromFront(
  event: SessionEvent,
  person: PersonId,
  theirs: (to: AudienceId, note: string) => boolean,
  trail: FrontTrail,
): SessionEvent | null {
  const hasTheirs = ({ group, note }: Pick<PickedSide, 'group' | 'note'>) =>
    theirs(groupAudience(group), note);
  const bareSide = (side: PickedSide): PickedSide => (hasTheirs(side) ? { ...side, words: '' } : side);
  const bareLine = (line: Line): Line => ({ ...line, words: '' });
  switch (event.type) {
    case 'broadcast':
      return event.line.by === person ? { ...event, line: bareLine(event.line) } : null;
    case 'commented':
      return event.line.by === person ? { ...event, line: bareLine(event.line) } : null;
    case 'marked': {
      const { mark } = event;
      return theirs(mark.to, mark.note) ? { ...event, mark: { ...mark, words: '' } } : null;
    }
    case 'consent-asked':
      return hasTheirs(event.ask) ? { ...event, ask: { ...event.ask, words: '' } } : null;
    case 'pair-picked': {
      const { strong, weak } = event.pair;
      if (!hasTheirs(strong) && !hasTheirs(weak)) return null;
      return { ...event, pair: { ...event.pair, strong: bareSide(strong), weak: bareSide(weak) } };
    }
    case 'pair-shown': {
      const pair = trail.pairs.get(event.id);
      if (!pair) return null;
      const [left, right] = pair.placed === 'left' ? [pair.strong, pair.weak] : [pair.weak, pair.strong];
      if (!hasTheirs(left) && !hasTheirs(right)) return null;
      return {
        ...event,
        left: hasTheirs(left) ? '' : event.left,
        right: hasTheirs(right) ? '' : event.right,
      };
    }
    case 'shared': {
      const source = trail.shared.get(event.shared.id);
      return source && theirs(source.to, source.note)
        ? { ...event, shared: { ...event.shared, words: '' } }
        : null;
    }
    default:
      return null;
  }
}
