import type { Clock } from '../core/stream/clock.ts';
import type { AudienceId, PersonId } from '../core/stream/entry.ts';
import type { ServerMessage } from '../wire/messages.ts';
import type { OpenText } from './api.ts';
import type { Outgoing } from './outbox.ts';
import { ClientText } from './texts.ts';
import type { Told } from './told.ts';

interface Surroundings {
  clock: Clock;
  told: Told;
  say(message: unknown): void;
  /** Whether the server can be asked now; when it can be again, `askAll` follows. */
  greeted(): boolean;
  write(text: ClientText, update: Uint8Array): void;
  /** Words that the server turned down, to be offered to their writer. */
  turnedDown(text: ClientText, words: string): void;
  changed(): void;
}

/** The texts that are open in this tab, by audience and note. */
export class OpenTexts {
  private readonly around: Surroundings;
  private readonly texts = new Map<string, ClientText>();
  /** Texts that were asked for before the server had their notes: a note may be predicted here and typed in at once. */
  private readonly unborn = new Set<ClientText>();

  constructor(around: Surroundings) {
    this.around = around;
  }

  open(to: AudienceId, note: string, as: PersonId | undefined): OpenText {
    const { told, clock } = this.around;
    let text = this.get(to, note);
    if (!text) {
      text = new ClientText(to, note, as ?? told.people[0] ?? '', () => told.wordsOf(to, note) ?? '', {
        clock,
        write: (from, update) => this.around.write(from, update),
        ask: (of) => this.ask(of),
        letGo: (of) => this.letGo(of),
        turnedDown: (of, words) => this.around.turnedDown(of, words),
        changed: () => this.around.changed(),
      });
      this.texts.set(`${to} ${note}`, text);
      if (this.around.greeted()) this.ask(text);
    }
    if (as) text.as = as;
    return text.handle();
  }

  get(to: AudienceId, note: string): ClientText | undefined {
    return this.texts.get(`${to} ${note}`);
  }

  get unsent(): boolean {
    return [...this.texts.values()].some((text) => text.unsent);
  }

  /** What was typed goes on its way, in the texts of one person alone or in those of others. */
  flush(alone: boolean): void {
    for (const text of this.texts.values()) if (text.to.startsWith('p:') === alone) text.flush();
  }

  flushAll(): void {
    for (const text of this.texts.values()) text.flush();
  }

  askAll(): void {
    for (const text of this.texts.values()) this.ask(text);
  }

  /** Texts of notes that the server has by now. */
  askForBorn(to: AudienceId): void {
    for (const text of this.unborn) {
      const note = text.to === to ? this.around.told.parts.get(to)?.tree.notes.get(text.note) : undefined;
      if (!note || note.removed) continue;
      this.unborn.delete(text);
      if (this.get(to, text.note) === text) this.ask(text);
    }
  }

  /** The server's answer to having asked. `waiting`: what this tab has on its way. */
  take(message: Extract<ServerMessage, { type: 'text' }>, waiting: readonly Outgoing[]): void {
    const { to, note, state, pen, generation } = message;
    const mine = waiting.flatMap(({ command, update, generation: written }) =>
      update &&
      written === generation &&
      command.type === 'wrote' &&
      command.to === to &&
      command.note === note
        ? [update]
        : [],
    );
    this.get(to, note)?.open(state, pen, generation, mine);
  }

  turnAway(to: AudienceId, note: string): void {
    const text = this.get(to, note);
    text?.turnAway();
    if (text && !text.ready) this.unborn.add(text);
  }

  /** The audience is no longer this tab's. */
  shut(to: AudienceId): void {
    for (const [key, text] of this.texts) {
      if (text.to !== to) continue;
      text.shut();
      this.texts.delete(key);
    }
  }

  private ask(text: ClientText): void {
    const { to, note, generation } = text;
    this.around.say({ type: 'open-text', to, note, generation, vector: text.vector() });
  }

  private letGo(text: ClientText): void {
    const { to, note } = text;
    this.around.told.takeWords(to, note, text.words());
    this.texts.delete(`${to} ${note}`);
    text.shut();
    this.around.say({ type: 'close-text', to, note });
  }
}
