import type { Clock } from '../core/stream/clock.ts';
import type { PersonId } from '../core/stream/entry.ts';
import type { Presence } from '../wire/messages.ts';

const GAP = 120;

/** Tells where people at this tab are, at most once in each gap: only the last of it counts. */
export class PresenceTeller {
  private readonly clock: Clock;
  private readonly tell: (presence: Presence, as: PersonId) => void;
  private wanted: { presence: Presence; as: PersonId } | null = null;
  private cancel: (() => void) | null = null;

  constructor(clock: Clock, tell: (presence: Presence, as: PersonId) => void) {
    this.clock = clock;
    this.tell = tell;
  }

  show(presence: Presence, as: PersonId): void {
    this.wanted = { presence, as };
    // On a grid, so that where somebody goes in private shifts nothing that others see.
    this.cancel ??= this.clock.at((Math.floor(this.clock.now() / GAP) + 1) * GAP, () => {
      this.cancel = null;
      const { wanted } = this;
      this.wanted = null;
      if (wanted) this.tell(wanted.presence, wanted.as);
    });
  }

  close(): void {
    this.cancel?.();
  }
}
