import { audiencesOf } from '../../core/access/audiences.ts';
import { childrenOf } from '../../core/notes/tree.ts';
import {
  closedWindow,
  closeWindow,
  cutTree,
  holdsNote,
  openWindow,
  type Window,
} from '../../core/notes/window.ts';
import { EVERYONE, type SessionPart, type SessionParts } from '../../core/session/parts.ts';
import type { Clock } from '../../core/stream/clock.ts';
import type { AudienceId, PersonId } from '../../core/stream/entry.ts';
import { OrderedMap } from '../../core/stream/ordered.ts';
import { pack } from '../../core/stream/pack.ts';
import { pour } from '../../wire/codec.ts';
import type { ServerMessage } from '../../wire/messages.ts';
import { Batch } from './broadcast.ts';
import { nextTick } from './clock.ts';
import type { Committed } from './owner.ts';
import { Presences } from './presences.ts';
import type { Viewer } from './viewer.ts';

/** What everybody is shown of an audience at first: its root and what is under it, up to so many notes. */
export const FIRST_LOOK = { parent: '', limit: 200, follow: true };

const WORDS_TICK = 256;
const WORDS_PHASE = 5;

/** Events after which somebody may belong to other audiences than before. */
const MEMBERSHIP: ReadonlySet<string> = new Set([
  'session-opened',
  'joined',
  'lead-added',
  'groups-formed',
  'group-changed',
  'groups-paired',
  'room-moved',
]);

/** Audiences in the order in which they are told: what everybody knows comes before what builds on it. */
const order = (a: AudienceId, b: AudienceId): number =>
  Number(b === EVERYONE) - Number(a === EVERYONE) || (a < b ? -1 : 1);

/** Tells everybody who looks at one session what they may know of it, and nothing else. */
export class Hub {
  private readonly viewers = new Map<Viewer, Set<AudienceId>>();
  private readonly audiences = new Map<AudienceId, Set<Viewer>>();
  readonly presences: Presences;
  private readonly partFrames = new WeakMap<SessionPart, Uint8Array>();
  private readonly unspoken = new Map<AudienceId, Set<string>>();
  private wordsTimer: (() => void) | null = null;
  private readonly clock: Clock;
  private readonly parts: () => SessionParts;
  private readonly readWords: (to: AudienceId, notes: string[]) => Promise<Record<string, string>>;
  private readonly newcomers: (people: PersonId[]) => void;

  constructor(options: {
    clock: Clock;
    parts: () => SessionParts;
    /** Words of notes as they durably stand. */
    readWords: (to: AudienceId, notes: string[]) => Promise<Record<string, string>>;
    /** Told of people whose names the viewers may not have. */
    newcomers: (people: PersonId[]) => void;
  }) {
    this.clock = options.clock;
    this.parts = options.parts;
    this.readWords = options.readWords;
    this.newcomers = options.newcomers;
    this.presences = new Presences({
      clock: options.clock,
      parts: options.parts,
      viewers: () => this.viewers.keys(),
      belongs: (viewer, to) => this.belongs(viewer, to),
    });
  }

  get size(): number {
    return this.viewers.size;
  }

  everyViewer(): Iterable<Viewer> {
    return this.viewers.keys();
  }

  /** The audiences of a device: those of everybody who sits at it. */
  audiencesFor(people: readonly PersonId[]): AudienceId[] {
    const parts = this.parts();
    const all = people.flatMap((person) => audiencesOf(parts, person) ?? []);
    return [...new Set(all)].sort(order);
  }

  /** `cursors` is what the viewer still holds; parts that are as it left them are not sent again. */
  welcome(viewer: Viewer, cursors: Readonly<Record<AudienceId, number>>): void {
    const audiences = this.audiencesFor(viewer.people);
    this.viewers.set(viewer, new Set(audiences));
    for (const to of audiences) this.admit(viewer, to, cursors[to]);
    for (const to of Object.keys(cursors))
      if (!audiences.includes(to)) this.tell(viewer, { type: 'drop', to });
    for (const person of viewer.people) this.presences.appear(viewer, person);
    this.presences.tellAll(viewer);
  }

  farewell(viewer: Viewer): void {
    for (const to of this.viewers.get(viewer) ?? []) this.audiences.get(to)?.delete(viewer);
    this.viewers.delete(viewer);
    for (const person of viewer.people) this.presences.leave(viewer, person);
  }

  /** After somebody came to sit at a device, or left it. */
  seatsChanged(viewer: Viewer, people: PersonId[]): void {
    viewer.people = people;
    this.tell(viewer, { type: 'people', people });
    this.regroup(viewer);
    for (const person of people) this.presences.appear(viewer, person);
  }

  belongs(viewer: Viewer, to: AudienceId): boolean {
    return this.viewers.get(viewer)?.has(to) ?? false;
  }

  /** Whether the viewer may read a note's text: it stands in one of its audiences and was not taken away. */
  mayRead(viewer: Viewer, to: AudienceId, note: string): boolean {
    const held = this.belongs(viewer, to) ? this.parts().get(to)?.tree.notes.get(note) : undefined;
    return held !== undefined && !held.removed;
  }

  open(viewer: Viewer, to: AudienceId, parent: string, limit: number, follow: boolean): void {
    const part = this.belongs(viewer, to) ? this.parts().get(to) : undefined;
    if (!part) return;
    const before = viewer.window(to);
    this.look(viewer, to, part, openWindow(part.tree, before, parent, limit, follow));
  }

  close(viewer: Viewer, to: AudienceId, parent: string): void {
    const part = this.belongs(viewer, to) ? this.parts().get(to) : undefined;
    if (part) this.look(viewer, to, part, closeWindow(viewer.window(to), parent));
  }

  private look(viewer: Viewer, to: AudienceId, part: SessionPart, window: Window): void {
    viewer.setWindow(to, window);
    this.tell(viewer, { type: 'window', to, tree: pack(cutTree(part.tree, window)) });
    this.tellWords(viewer, to, notesIn(part, window));
  }

  committed(entries: Committed<SessionPart>[]): void {
    const batches = new Map<AudienceId, Batch>();
    const arrived: PersonId[] = [];
    let membership = false;
    for (const committed of entries) {
      const { event } = committed.entry;
      if (MEMBERSHIP.has(event.type)) membership = true;
      if (event.type === 'joined') arrived.push((event as unknown as { member: { id: PersonId } }).member.id);
      if (!this.audiences.get(event.to)?.size) continue;
      let batch = batches.get(event.to);
      if (!batch) {
        batch = new Batch(event.to, committed.before?.cursor ?? 0);
        batches.set(event.to, batch);
      }
      batch.add(committed);
    }
    if (arrived.length > 0) this.newcomers(arrived);
    for (const to of [...batches.keys()].sort(order)) {
      const batch = batches.get(to) as Batch;
      for (const viewer of this.audiences.get(to) ?? []) {
        if (!viewer.keepsUp) continue;
        const { frame, shown } = batch.frameFor(viewer);
        viewer.send(frame);
        if (shown.length > 0) this.tellWords(viewer, to, shown);
      }
      if (batch.typedNotes.length > 0) this.speakLater(to, batch.typedNotes);
    }
    if (membership) for (const viewer of this.viewers.keys()) this.regroup(viewer);
  }

  /** A viewer that had fallen behind gets everything as it stands. */
  catchUp(viewer: Viewer): void {
    for (const to of [...(this.viewers.get(viewer) ?? [])].sort(order)) this.tellPart(viewer, to);
  }

  stop(): void {
    this.wordsTimer?.();
    this.presences.stop();
  }

  private regroup(viewer: Viewer): void {
    const had = this.viewers.get(viewer);
    if (!had) return;
    const now = new Set(this.audiencesFor(viewer.people));
    this.viewers.set(viewer, now);
    for (const to of had) {
      if (now.has(to)) continue;
      this.audiences.get(to)?.delete(viewer);
      viewer.setWindow(to, closedWindow);
      this.tell(viewer, { type: 'drop', to });
    }
    for (const to of now) if (!had.has(to)) this.admit(viewer, to, undefined);
  }

  private admit(viewer: Viewer, to: AudienceId, cursor: number | undefined): void {
    const viewers = this.audiences.get(to) ?? new Set();
    viewers.add(viewer);
    this.audiences.set(to, viewers);
    const part = this.parts().get(to);
    if (viewer.window(to).size === 0 && part) {
      viewer.setWindow(to, openWindow(part.tree, closedWindow, '', FIRST_LOOK.limit, FIRST_LOOK.follow));
    } else if (viewer.window(to).size === 0) {
      viewer.setWindow(to, OrderedMap.from([['', { upTo: null, follow: true }]]));
    }
    // Notes are told anew in any case: what was open before the line broke is open in another way now.
    const bare = part !== undefined && part.tree.notes.size === 0;
    if (!bare || cursor !== part.cursor) this.tellPart(viewer, to);
  }

  private tellPart(viewer: Viewer, to: AudienceId): void {
    const part = this.parts().get(to);
    if (!part) {
      this.tell(viewer, { type: 'part', to, part: null });
      return;
    }
    const window = viewer.window(to);
    const first = part.tree.notes.size === 0 && childrenOf(part.tree, '').size === 0;
    let frame = first ? this.partFrames.get(part) : undefined;
    if (!frame) {
      const shown: SessionPart = { ...part, recent: [], tree: cutTree(part.tree, window) };
      frame = pour({ type: 'part', to, part: pack(shown) } satisfies ServerMessage);
      if (first) this.partFrames.set(part, frame);
    }
    viewer.send(frame);
    this.tellWords(viewer, to, notesIn(part, window));
  }

  private tell(viewer: Viewer, message: ServerMessage): void {
    viewer.send(pour(message));
  }

  /** How notes read whose text the viewer has not open. */
  tellWords(viewer: Viewer, to: AudienceId, notes: string[]): void {
    const unread = notes.filter((note) => this.mayRead(viewer, to, note) && !viewer.textsIn(to).has(note));
    if (unread.length === 0) return;
    void this.readWords(to, unread).then((words) => {
      if (this.belongs(viewer, to) && Object.keys(words).length > 0) {
        this.tell(viewer, { type: 'words', to, words });
      }
    });
  }

  private speakLater(to: AudienceId, notes: string[]): void {
    const waiting = this.unspoken.get(to) ?? new Set();
    for (const note of notes) waiting.add(note);
    this.unspoken.set(to, waiting);
    this.wordsTimer ??= this.clock.at(nextTick(this.clock.now(), WORDS_TICK, WORDS_PHASE), () => {
      this.wordsTimer = null;
      void this.speak();
    });
  }

  private async speak(): Promise<void> {
    const due = [...this.unspoken];
    this.unspoken.clear();
    for (const [to, notes] of due) {
      const listeners = [...(this.audiences.get(to) ?? [])];
      const tree = this.parts().get(to)?.tree;
      if (!tree) continue;
      const wanted = (viewer: Viewer) =>
        [...notes].filter(
          (note) => !viewer.textsIn(to).has(note) && holdsNote(tree, viewer.window(to), note),
        );
      if (!listeners.some((viewer) => wanted(viewer).length > 0)) continue;
      const words = await this.readWords(to, [...notes]);
      for (const viewer of listeners) {
        const mine = wanted(viewer).filter((note) => words[note] !== undefined);
        if (mine.length === 0 || !viewer.keepsUp || !this.belongs(viewer, to)) continue;
        this.tell(viewer, {
          type: 'words',
          to,
          words: Object.fromEntries(mine.map((note) => [note, words[note] as string])),
        });
      }
    }
  }
}

/** Notes in a window whose words were changed since their birth. */
function notesIn(part: SessionPart, window: Window): string[] {
  const notes = new Set<string>();
  for (const [parent, opening] of window) {
    for (const [key, id] of childrenOf(part.tree, parent)) {
      if (opening.upTo !== null && key > opening.upTo) break;
      const note = part.tree.notes.get(part.tree.placements.get(id)?.note ?? '');
      if (note && note.wroteBy !== null) notes.add(note.id);
    }
  }
  return [...notes];
}
