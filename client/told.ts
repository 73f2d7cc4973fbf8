import type { NoteTree } from '../core/notes/tree.ts';
import type { SessionEvent } from '../core/session/event.ts';
import { emptyPart, type SessionPart, type SessionParts } from '../core/session/parts.ts';
import { session } from '../core/session/subject.ts';
import type { AudienceId, PersonId } from '../core/stream/entry.ts';
import { OrderedMap } from '../core/stream/ordered.ts';
import { unpack } from '../core/stream/pack.ts';
import { advance } from '../core/stream/state.ts';
import type { Presence, ServerMessage } from '../wire/messages.ts';

/** What the server told this tab: nothing that the tab itself predicts or types is in it. */
export class Told {
  parts: SessionParts = OrderedMap.empty();
  people: PersonId[] = [];
  names: Record<PersonId, string> = {};
  presence: Record<PersonId, Presence> = {};
  /** How notes read, by audience and note, where it was told after their birth. */
  private readonly words = new Map<string, string>();

  takePart(to: AudienceId, packed: unknown): void {
    this.parts = this.parts.set(to, packed === null ? emptyPart(to) : unpack<SessionPart>(packed));
  }

  /** False where something was missed: this audience has to begin anew. */
  takeEvents(message: Extract<ServerMessage, { type: 'events' }>): boolean {
    const { to, from, upto, events, typed = [], cursors } = message;
    let part = this.parts.get(to) ?? emptyPart(to);
    if (part.cursor !== from) {
      this.parts = this.parts.delete(to);
      return false;
    }
    events.forEach((bare, i) => {
      const event = { ...bare, to } as SessionEvent;
      const cursor = cursors?.[i];
      if (cursor !== undefined) part = { ...part, cursor: cursor - 1 };
      part = advance(session, part, event);
    });
    for (const [note, by, updates] of typed) {
      part = advance(session, part, { to, type: 'wrote-many', note, by, count: updates.length });
    }
    this.parts = this.parts.set(to, { ...part, cursor: upto });
    return true;
  }

  takeWindow(to: AudienceId, tree: unknown): void {
    const part = this.parts.get(to);
    if (part) this.parts = this.parts.set(to, { ...part, tree: unpack<NoteTree>(tree) });
  }

  takePresence(people: Record<PersonId, Presence | null>): void {
    const next = { ...this.presence };
    for (const [person, presence] of Object.entries(people)) {
      if (presence) next[person] = presence;
      else delete next[person];
    }
    this.presence = next;
  }

  takeWords(to: AudienceId, note: string, words: string): void {
    this.words.set(`${to} ${note}`, words);
  }

  wordsOf(to: AudienceId, note: string): string | undefined {
    return this.words.get(`${to} ${note}`) ?? this.parts.get(to)?.tree.notes.get(note)?.words;
  }

  drop(to: AudienceId): void {
    this.parts = this.parts.delete(to);
  }

  forgetParts(): void {
    this.parts = OrderedMap.empty();
  }

  cursors(): Record<AudienceId, number> {
    return Object.fromEntries([...this.parts].map(([to, part]) => [to, part.cursor]));
  }
}
