import type { Clock } from '../core/stream/clock.ts';

/** A clock that stands still until it is told to go on. Wakers due at one instant wake in the order of asking. */
export class VirtualClock implements Clock {
  private time: number;
  private wakers: { instant: number; order: number; wake: () => void }[] = [];
  private asked = 0;

  constructor(start = 1_800_000_000_000) {
    this.time = start;
  }

  now(): number {
    return this.time;
  }

  at(instant: number, wake: () => void): () => void {
    const waker = { instant: Math.max(instant, this.time), order: this.asked++, wake };
    this.wakers.push(waker);
    return () => {
      this.wakers = this.wakers.filter((held) => held !== waker);
    };
  }

  /** Goes on to `instant`, waking whoever is due; `settle` lets promises finish between wakers. */
  async goTo(instant: number, settle: () => Promise<void> = settleAll): Promise<void> {
    await settle();
    for (;;) {
      const due = this.wakers
        .filter((waker) => waker.instant <= instant)
        .sort((a, b) => a.instant - b.instant || a.order - b.order)[0];
      if (!due) break;
      this.wakers = this.wakers.filter((waker) => waker !== due);
      this.time = Math.max(this.time, due.instant);
      due.wake();
      await settle();
    }
    this.time = Math.max(this.time, instant);
  }

  goOn(milliseconds: number): Promise<void> {
    return this.goTo(this.time + milliseconds);
  }
}

/** Lets every promise that can settle without the outside world do so. */
export const settleAll = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
