import * as Y from 'yjs';
import type { Link, NotTaken, OpenText, SessionClient, SessionView, SharedText } from '../../client/api.ts';
import { audiencesOf } from '../../core/access/audiences.ts';
import type { PersonCommand, SessionCommand } from '../../core/session/command.ts';
import type { SessionEvent } from '../../core/session/event.ts';
import type { Exercise } from '../../core/session/exercise.ts';
import { type Mode, roomOf, type SessionPart, type SessionParts } from '../../core/session/parts.ts';
import { session } from '../../core/session/subject.ts';
import { OrderedMap } from '../../core/stream/ordered.ts';
import { isRefusal } from '../../core/stream/refusal.ts';
import { evolveParts } from '../../core/stream/state.ts';

/** A whole session in one page, run by the real core without a server: for looking at screens. */
export class Stage {
  parts: SessionParts = OrderedMap.empty();
  readonly names: Record<string, string> = {};
  readonly words = new Map<string, string>();
  now: number;
  private seed = 1;
  private readonly listeners = new Set<() => void>();

  constructor(exercise: Exercise, mode: Mode, options: { lead: string; rounds?: number; solo?: boolean }) {
    this.now = Date.now();
    this.names[options.lead.toLowerCase()] = options.lead;
    this.act(options.lead, {
      type: 'open-session',
      exercise,
      title: exercise.title,
      mode,
      rounds: options.rounds ?? exercise.rounds.default,
      solo: options.solo ?? false,
    });
  }

  act(actor: string, command: SessionCommand): void {
    const by = actor.toLowerCase();
    const decision = session.decide(this.parts, command, {
      actor: by,
      now: this.now,
      seed: this.seed++,
      words: (to, note) => this.words.get(`${to} ${note}`) ?? this.parts.get(to)?.tree.notes.get(note)?.words,
      whole: true,
    });
    if (decision === 'unknown' || isRefusal(decision)) {
      throw new Error(`${command.type} by ${actor}: ${JSON.stringify(decision)}`);
    }
    for (const event of decision) {
      this.parts = evolveParts<SessionPart, SessionEvent>(session as never, this.parts, event);
    }
    for (const listener of this.listeners) listener();
  }

  join(name: string, sharesWith: string | null = null): void {
    this.names[name.toLowerCase()] = name;
    this.act('server', {
      type: 'join',
      person: name.toLowerCase(),
      sharesWith: sharesWith?.toLowerCase() ?? null,
    });
  }

  write(to: string, note: string, words: string): void {
    this.words.set(`${to} ${note}`, words);
    for (const listener of this.listeners) listener();
  }

  /** The client of a device at which `names` sit. */
  clientFor(
    names: readonly string[],
    over: { link?: Link; keeping?: SessionView['keeping']; notTaken?: NotTaken[]; readOnly?: boolean } = {},
  ): SessionClient {
    const people = names.map((name) => name.toLowerCase());
    let cached: { parts: SessionParts; words: string; view: SessionView } | null = null;
    const draw = (): SessionView => {
      const words = JSON.stringify([...this.words]);
      if (cached && cached.parts === this.parts && cached.words === words) return cached.view;
      const seen = new Set(people.flatMap((person) => audiencesOf(this.parts, person) ?? []));
      const parts = OrderedMap.from([...this.parts].filter(([to]) => seen.has(to)));
      const view: SessionView = {
        link: over.link ?? { state: 'live', since: this.now },
        keeping: over.keeping ?? 'saved',
        readOnly: over.readOnly ?? false,
        people,
        parts,
        pending: 0,
        names: this.names,
        presence: {},
        words: (note) => {
          for (const [to, part] of parts) {
            if (part.tree.notes.has(note))
              return this.words.get(`${to} ${note}`) ?? part.tree.notes.get(note)?.words;
          }
          return undefined;
        },
        notTaken: over.notTaken ?? [],
      };
      cached = { parts: this.parts, words, view };
      return view;
    };
    let ids = 0;
    return {
      view: draw,
      subscribe: (listener) => {
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
      },
      now: () => Date.now(),
      act: (command: PersonCommand, as) => {
        this.now = Date.now();
        this.act(as ?? people[0] ?? '', command);
      },
      freshId: () => `fresh-${people.join('-')}-${ids++}`,
      openText: (to, note) => this.openText(to, note),
      open: () => () => undefined,
      showPresence: () => undefined,
      dismiss: () => undefined,
      retryNow: () => undefined,
      hasUnsaved: () => false,
      close: () => undefined,
    };
  }

  private readonly shared = new Map<string, SharedText>();

  private share(to: string, note: string, words: string): SharedText {
    const before = this.shared.get(`${to} ${note}`);
    if (before) return before;
    const text = new Y.Doc().getText('t');
    text.insert(0, words);
    text.observe(() => this.write(to, note, text.toString()));
    const shared = { text, undoing: new Y.UndoManager(text) };
    this.shared.set(`${to} ${note}`, shared);
    return shared;
  }

  private openText(to: string, note: string): OpenText {
    const held = () =>
      this.words.get(`${to} ${note}`) ?? this.parts.get(to)?.tree.notes.get(note)?.words ?? '';
    return {
      ready: () => true,
      words: held,
      shared: () => this.share(to, note, held()),
      type: (words) => this.write(to, note, words),
      onRemote: () => () => undefined,
      undo: () => undefined,
      redo: () => undefined,
      close: () => undefined,
    };
  }

  group(index = 0): string {
    return [...(roomOf(this.parts)?.groups.keys() ?? [])][index] ?? '';
  }
}
