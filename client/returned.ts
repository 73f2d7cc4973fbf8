import type { PersonCommand } from '../core/session/command.ts';
import type { Refusal } from '../core/stream/refusal.ts';
import { insertedWords } from '../text/inserted.ts';
import type { NotTaken } from './api.ts';

const MOST_RETURNED = 50;

/** What the server did not take, kept until its writer has dealt with it. */
export class Returned {
  held: readonly NotTaken[] = [];
  private readonly stamp: () => { id: string; at: number };

  /** `stamp`: a fresh id and the instant. */
  constructor(stamp: () => { id: string; at: number }) {
    this.stamp = stamp;
  }

  keep(command: PersonCommand, refusal: Refusal, words: string = wordsIn(command)): void {
    this.held = [...this.held, { ...this.stamp(), command, refusal, words }].slice(-MOST_RETURNED);
  }

  /** Typing in a text that is no longer open here: pieces of one text are given back as one. */
  keepTyping(command: PersonCommand & { type: 'wrote' }, refusal: Refusal, update?: Uint8Array): void {
    const words = update ? insertedWords(update) : '';
    if (words === '') return;
    const same = this.held.find(
      ({ command: held }) => held.type === 'wrote' && held.to === command.to && held.note === command.note,
    );
    if (!same) this.keep(command, refusal, words);
    else this.held = this.held.map((held) => (held === same ? { ...held, words: held.words + words } : held));
  }

  dismiss(id: string): void {
    this.held = this.held.filter((held) => held.id !== id);
  }
}

/** The words that a refused command carried, so that they can be kept. */
function wordsIn(command: PersonCommand): string {
  switch (command.type) {
    case 'write-note':
    case 'offer':
      return command.words ?? '';
    case 'broadcast':
    case 'comment':
      return command.words;
    case 'complain':
      return command.say;
    case 'describe-picture':
      return command.says;
    case 'debrief':
      return [command.answers.change, command.answers.use].filter(Boolean).join('\n');
    case 'set-field':
      return typeof command.value === 'string' ? command.value : '';
    default:
      return '';
  }
}
