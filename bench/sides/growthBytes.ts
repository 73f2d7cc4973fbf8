import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as Y from 'yjs';
import { EVERYONE } from '../../core/session/parts.ts';
import { seeded } from '../../core/stream/seeded.ts';
import { findBackend } from '../../server/storage/backends.ts';
import { systemClock } from '../../server/streams/clock.ts';
import { Streams } from '../../server/streams/streams.ts';
import { packTyping } from '../../text/typing.ts';
import { growTree, REF } from './growthBoard.ts';
import { noteName, PEOPLE } from './growthTree.ts';

/** How people type: so many characters in 200 ms on average, and now and then one is taken back or the caret jumps. */
const TOGETHER = 1.3;
const TAKEN_BACK = 0.05;
const JUMPS = 0.01;

/** Long enough that the storage has given room back, milliseconds. */
const TIDIED = 4000;

/** A letter or a space, about as often as in English. */
const LETTERS = 'etaoinshrdlu  etaoin  cmfwypvbgkjqxz ';

async function opened<T>(dataDir: string, use: (streams: Streams) => Promise<T>): Promise<T> {
  const storage = await (await findBackend('sqlite')).open({ dataDir });
  const streams = new Streams({
    storage,
    clock: systemClock,
    secret: new Uint8Array(32),
    onError: (error) => console.error(error),
  });
  try {
    return await use(streams);
  } finally {
    // Closing puts texts to rest; then the storage tidies up while nobody writes.
    await streams.close();
    await new Promise((later) => setTimeout(later, TIDIED));
    await storage.close();
  }
}

const bytesIn = (folder: string): number =>
  readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);

/** One person's hand on one text. */
class Hand {
  private readonly doc = new Y.Doc();
  private readonly text = this.doc.getText('t');
  private readonly held: Uint8Array[] = [];
  private caret: number;
  typed = 0;

  constructor(state: Uint8Array, pen: number) {
    Y.applyUpdate(this.doc, state);
    this.doc.clientID = pen;
    this.caret = this.text.length;
    this.doc.on('update', (update: Uint8Array) => this.held.push(update));
  }

  /** What was typed within 200 ms, as one update. */
  type(random: () => number): Uint8Array[] {
    if (random() < JUMPS) this.caret = Math.floor(random() * (this.text.length + 1));
    const count = 1 + (random() < TOGETHER - 1 ? 1 : 0);
    for (let i = 0; i < count; i++) {
      if (random() < TAKEN_BACK && this.caret > 0) this.text.delete(--this.caret, 1);
      else {
        this.text.insert(this.caret++, LETTERS[Math.floor(random() * LETTERS.length)] as string);
        this.typed++;
      }
    }
    return packTyping(this.held.splice(0));
  }
}

/** Bytes by which the files grow for each typed character, all rows of the log counted, once all is at rest. */
export async function bytesPerCharacter(
  texts: number,
  characters: number,
  folder = tmpdir(),
): Promise<number> {
  const dataDir = mkdtempSync(join(folder, 'greenball-bytes-'));
  try {
    const random = seeded(7);
    await opened(dataDir, (streams) => growTree(streams, 100));
    const before = bytesIn(dataDir);
    const typed = await opened(dataDir, async (streams) => {
      const stream = await streams.get(REF);
      const hands: { hand: Hand; note: string; person: string; device: string; counter: number }[] = [];
      for (let i = 0; i < texts; i++) {
        const device = `device-of-person-number-${i}`;
        const note = noteName(i);
        await stream.loadText(EVERYONE, note);
        const { state, pen } = stream.readText(EVERYONE, note, device, 0, undefined);
        hands.push({
          hand: new Hand(state, pen),
          note,
          person: PEOPLE[i % PEOPLE.length] as string,
          device,
          counter: 1,
        });
      }
      while (hands.reduce((sum, { hand }) => sum + hand.typed, 0) < texts * characters) {
        // Who types when is chance: their entries lie in the log as they would in a room.
        const sent: Promise<unknown>[] = [];
        for (let i = 0; i < texts * 10; i++) {
          const at = hands[Math.floor(random() * hands.length)] as (typeof hands)[number];
          for (const update of at.hand.type(random)) {
            const command = { type: 'wrote' as const, to: EVERYONE, note: at.note };
            const { person: actor, device } = at;
            const request = { actor, device, counter: at.counter++, command, update, generation: 0 };
            sent.push(
              new Promise<void>((taken, refused) =>
                stream.submit(request, (outcome) =>
                  'refused' in outcome ? refused(new Error(outcome.refused)) : taken(),
                ),
              ),
            );
          }
        }
        await Promise.all(sent);
      }
      return hands.reduce((sum, { hand }) => sum + hand.typed, 0);
    });
    return (bytesIn(dataDir) - before) / typed;
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
