/** How many samples an offset is taken from: about the last two minutes. */
const SAMPLES = 12;

/**
 * The measured distance between this machine's clock and the server's. Of several pings the quickest tells most, for
 * its answer was on the way for the shortest time (Cristian 1989).
 */
export class ClockOffset {
  private samples: { trip: number; offset: number }[] = [];

  /** `sent` and `received` by this machine, `server` by the server, milliseconds. */
  take(sent: number, server: number, received: number): void {
    const trip = Math.max(0, received - sent);
    this.samples = [...this.samples, { trip, offset: server - (sent + trip / 2) }].slice(-SAMPLES);
  }

  /** Milliseconds to add to this machine's time. */
  get value(): number {
    const best = this.samples.reduce<{ trip: number; offset: number } | null>(
      (least, sample) => (least === null || sample.trip < least.trip ? sample : least),
      null,
    );
    return best?.offset ?? 0;
  }
}
