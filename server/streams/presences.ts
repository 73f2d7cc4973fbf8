import { stepNow } from '../../core/session/decide/scene.ts';
import { isPrivate } from '../../core/session/exercise.ts';
import { groupAudience, groupOf, roomOf, type SessionParts, workOf } from '../../core/session/parts.ts';
import type { Clock } from '../../core/stream/clock.ts';
import type { AudienceId, PersonId } from '../../core/stream/entry.ts';
import { pour } from '../../wire/codec.ts';
import type { Presence, ServerMessage } from '../../wire/messages.ts';
import { nextTick } from './clock.ts';
import type { Viewer } from './viewer.ts';

const TICK = 96;
const PHASE = 9;
const QUIET: Presence = { note: null, typing: false, caret: null };

/** `here`: came or went, which everybody sees. `doing`: what only the group sees. */
type Moved = 'here' | 'doing';

/** Who is here and what they do. In no log: it is told now and then, and gone when nobody is there to see it. */
export class Presences {
  private readonly present = new Map<PersonId, { presence: Presence; viewers: Set<Viewer> }>();
  private moved = new Map<PersonId, Moved>();
  private timer: (() => void) | null = null;
  private readonly clock: Clock;
  private readonly parts: () => SessionParts;
  private readonly viewers: () => Iterable<Viewer>;
  private readonly belongs: (viewer: Viewer, to: AudienceId) => boolean;

  constructor(options: {
    clock: Clock;
    parts: () => SessionParts;
    viewers: () => Iterable<Viewer>;
    belongs: (viewer: Viewer, to: AudienceId) => boolean;
  }) {
    this.clock = options.clock;
    this.parts = options.parts;
    this.viewers = options.viewers;
    this.belongs = options.belongs;
  }

  appear(viewer: Viewer, person: PersonId): void {
    const held = this.present.get(person);
    if (held) held.viewers.add(viewer);
    else {
      this.present.set(person, { presence: QUIET, viewers: new Set([viewer]) });
      this.change(person, 'here');
    }
  }

  leave(viewer: Viewer, person: PersonId): void {
    const held = this.present.get(person);
    held?.viewers.delete(viewer);
    if (held?.viewers.size !== 0) return;
    this.present.delete(person);
    this.change(person, 'here');
  }

  show(viewer: Viewer, person: PersonId, presence: Presence): void {
    const held = this.present.get(person);
    if (!held || !viewer.people.includes(person)) return;
    const shown = this.showable(person, presence);
    if (same(shown, held.presence)) return;
    held.presence = shown;
    this.change(person, 'doing');
  }

  /** For somebody who has just come: everybody who is here. */
  tellAll(viewer: Viewer): void {
    this.tell(viewer, new Map([...this.present.keys()].map((person) => [person, 'here'])));
  }

  stop(): void {
    this.timer?.();
  }

  /** What a group may know of where somebody is: nothing in a private step, nothing of notes that are not the group's. */
  private showable(person: PersonId, presence: Presence): Presence {
    const parts = this.parts();
    const room = roomOf(parts);
    const group = room && groupOf(room, person);
    const step = room && group && stepNow(room, workOf(parts, group.id));
    if (!group || !step || isPrivate(step) || presence.note === null) return QUIET;
    return parts.get(groupAudience(group.id))?.tree.notes.has(presence.note) ? presence : QUIET;
  }

  private change(person: PersonId, what: Moved): void {
    if (what === 'here' || !this.moved.has(person)) this.moved.set(person, what);
    this.timer ??= this.clock.at(nextTick(this.clock.now(), TICK, PHASE), () => {
      this.timer = null;
      const { moved } = this;
      this.moved = new Map();
      for (const viewer of this.viewers()) this.tell(viewer, moved);
    });
  }

  private tell(viewer: Viewer, moved: ReadonlyMap<PersonId, Moved>): void {
    const room = roomOf(this.parts());
    const people: Record<PersonId, Presence | null> = {};
    for (const [person, what] of moved) {
      if (viewer.people.includes(person)) continue;
      const group = room && groupOf(room, person);
      const near = group !== null && this.belongs(viewer, groupAudience(group.id));
      if (what === 'doing' && !near) continue;
      const held = this.present.get(person);
      people[person] = held ? (near ? held.presence : QUIET) : null;
    }
    if (Object.keys(people).length > 0) {
      viewer.send(pour({ type: 'presence', people } satisfies ServerMessage));
    }
  }
}

const same = (a: Presence, b: Presence): boolean =>
  a.note === b.note && a.typing === b.typing && a.caret === b.caret;
