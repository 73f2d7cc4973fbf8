import {
  childrenOf,
  isWhole,
  type Note,
  type NoteTree,
  orderFor,
  type Placement,
  ROOT,
  standsWithin,
} from '../../notes/tree.ts';
import type { AudienceId } from '../../stream/entry.ts';
import { type Refusal, refuse } from '../../stream/refusal.ts';
import type { CommandOf } from '../command.ts';
import { type Sight, type Step, stepOf } from '../exercise.ts';
import { EVERYONE, personAudience, type SessionPart } from '../parts.ts';
import { allowedTo } from '../seats.ts';
import { groupAt, ownGroupAudience, partToChange, type Scene, type SessionDecision } from './scene.ts';

/** Longest words that a note may be born with; longer ones are typed or pasted into its text. UTF-16 units. */
export const MOST_WORDS = 20_000;
const MOST_LINKS = 2000;

/** Kinds of every exercise: own thoughts that wait, words that came too late, and the blank page. */
export const PARKED = 'parked';
export const KEPT = 'kept';
export const PAGE = 'page';
/** What somebody brought along from elsewhere. */
export const BROUGHT = 'brought';

/** The step that a person saw when they acted. They may be behind the room, never ahead of it. */
function stopSeen(scene: Scene, stop: number | undefined): { step: Step | undefined; late: boolean } {
  const { room, work } = scene;
  const now = work ? groupAt(room, work) : room.at;
  const seen = stop === undefined ? now : Math.min(stop, now);
  return { step: stepOf(room.exercise, room.plan, seen), late: seen < now };
}

function audienceFor(scene: Scene, sight: Sight): AudienceId | null {
  if (sight === 'own') return personAudience(scene.actor);
  return sight === 'room' ? EVERYONE : ownGroupAudience(scene);
}

/** Where a note of a kind goes when the actor writes it in a step, or why they may not. */
function whereToWrite(scene: Scene, kind: string, step: Step | undefined): AudienceId | Refusal {
  const { room, actor } = scene;
  if (kind === PARKED || kind === KEPT) return personAudience(actor);
  if (room.phase === 'ended') return refuse('ended');
  if (kind === PAGE) return ownGroupAudience(scene) ?? refuse('not-found');
  if (!step || room.phase !== 'running') return refuse('not-now');
  const sight = step.sees[kind];
  if (!sight || !room.exercise.kinds[kind]) return refuse('not-now');
  if (!allowedTo(step.writes, scene.seat).includes(kind)) {
    const anySeat = Object.values(step.writes).some((kinds) => kinds.includes(kind));
    return refuse(anySeat ? 'not-your-seat' : 'not-now');
  }
  return audienceFor(scene, sight) ?? refuse('not-found');
}

export function writeNote(scene: Scene, command: CommandOf<'write-note'>): SessionDecision {
  const { room, actor, context, parts } = scene;
  const { note, kind, parent, after, words = '', fields = {} } = command;
  if (!room.people.has(actor) && !scene.lead) return refuse('not-found');
  if (words.length > MOST_WORDS) return refuse('too-long', MOST_WORDS);
  const { step, late } = stopSeen(scene, command.stop);
  const to = whereToWrite(scene, kind, step);
  if (typeof to !== 'string') return to;
  const part = parts.get(to);
  if (!part && !context.whole && to !== personAudience(actor)) return 'unknown';
  const tree = part?.tree;
  if (tree?.notes.has(note)) return refuse('already');
  const { from } = command;
  if (from) {
    const source = noteToChange(scene, from.to, from.note);
    if ('refused' in source) return context.whole ? source : 'unknown';
  }
  if (parent !== ROOT) {
    const above = tree?.notes.get(parent);
    if (!above || above.removed) return refuse('not-found');
    const kinds = room.exercise.kinds[above.kind]?.children ?? [];
    if (!kinds.includes(kind)) return refuse('not-now');
  }
  if (tree && !isWhole(tree, parent) && after === undefined) return 'unknown';
  const order = tree ? orderFor(tree, parent, after) : 'a0';
  if (order === undefined) return refuse('not-found');
  return [
    {
      to,
      type: 'note-born',
      note,
      kind,
      by: actor,
      at: context.now,
      words,
      fields,
      placement: { id: `${note}.p`, note, parent, order },
      ...(from ? { origin: { note: from.note, at: context.now } } : {}),
      ...(late ? { late: true } : {}),
    },
  ];
}

/** A note that the actor may change, with its part. Absent, removed and hidden ones get one answer. */
function noteToChange(
  scene: Scene,
  to: AudienceId,
  id: string,
): { part: SessionPart; note: Note; tree: NoteTree } | Refusal {
  const part = partToChange(scene, to);
  const note = part?.tree.notes.get(id);
  return part && note && !note.removed ? { part, note, tree: part.tree } : refuse('not-found');
}

/** Whether the session still takes changes in `to`: one's own things always stay open. */
const closedFor = (scene: Scene, to: AudienceId): boolean =>
  scene.room.phase === 'ended' && to !== personAudience(scene.actor);

/** A note whose words and picture the actor may change: their own, the page, what their seat writes in this step. */
export function noteToWrite(
  scene: Scene,
  to: AudienceId,
  id: string,
  stop: number | undefined,
): { note: Note } | Refusal {
  const found = noteToChange(scene, to, id);
  if ('refused' in found) return found;
  const { note } = found;
  if (closedFor(scene, to)) return refuse('ended');
  if (to !== personAudience(scene.actor) && note.kind !== PAGE && note.by !== scene.actor) {
    const { step } = stopSeen(scene, stop);
    if (!step || !allowedTo(step.writes, scene.seat).includes(note.kind)) {
      return refuse(scene.seat && step ? 'not-your-seat' : 'not-now');
    }
  }
  return { note };
}

/** An update to a note's text. The text itself was inspected before; here it is only a matter of who may. */
export function writeText(scene: Scene, command: CommandOf<'wrote'>): SessionDecision {
  const { to, note } = command;
  const found = noteToWrite(scene, to, note, command.stop);
  return 'refused' in found ? found : [{ to, type: 'wrote', note, by: scene.actor }];
}

export function setField(scene: Scene, command: CommandOf<'set-field'>): SessionDecision {
  const { to, note: id, field, value } = command;
  const found = noteToChange(scene, to, id);
  if ('refused' in found) return found;
  if (closedFor(scene, to)) return refuse('ended');
  const spec = scene.room.exercise.kinds[found.note.kind]?.fields[field];
  if (!spec || !fits(spec, value)) return refuse('bad-shape');
  const was = found.note.fields[field] ?? null;
  return was === value ? [] : [{ to, type: 'field-set', note: id, field, value, was, by: scene.actor }];
}

type Spec = NonNullable<Scene['room']['exercise']['kinds'][string]>['fields'][string];

function fits(spec: Spec, value: unknown): boolean {
  if (value === null) return true;
  if (spec.type === 'scale') return typeof value === 'number' && value >= spec.from && value <= spec.to;
  if (spec.type === 'choice') return spec.options.some((option) => option.value === value);
  return typeof value === 'string' && value.length <= MOST_WORDS;
}

function orderOrRefusal(
  scene: Scene,
  tree: NoteTree,
  parent: string,
  after: string | null | undefined,
): string | Refusal | 'unknown' {
  if (parent !== ROOT) {
    const above = tree.notes.get(parent);
    if (!above || above.removed) return refuse('not-found');
  }
  if (!scene.context.whole && after === undefined && !isWhole(tree, parent)) return 'unknown';
  return orderFor(tree, parent, after) ?? refuse('not-found');
}

/** A circle can only be ruled out by whoever holds the whole way up. */
function circles(scene: Scene, tree: NoteTree, note: string, parent: string): boolean | 'unknown' {
  if (standsWithin(tree, parent, note)) return true;
  return scene.context.whole ? false : tree.beyond.size > 0 ? 'unknown' : false;
}

export function placeNote(scene: Scene, command: CommandOf<'place-note'>): SessionDecision {
  const { to, note: id, placement: place, parent, after } = command;
  const found = noteToChange(scene, to, id);
  if ('refused' in found) return found;
  if (closedFor(scene, to)) return refuse('ended');
  if (found.tree.placements.has(place)) return refuse('already');
  return settlePlace(scene, found.tree, found.note, parent, after, (order) => [
    { to, type: 'note-placed', placement: { id: place, note: id, parent, order }, by: scene.actor },
  ]);
}

export function moveNote(scene: Scene, command: CommandOf<'move-note'>): SessionDecision {
  const { to, placement: id, parent, after } = command;
  const was = partToChange(scene, to)?.tree.placements.get(id);
  if (!was) return refuse('not-found');
  const found = noteToChange(scene, to, was.note);
  if ('refused' in found) return found;
  if (closedFor(scene, to)) return refuse('ended');
  if (after === id) return [];
  return settlePlace(scene, found.tree, found.note, parent, after, (order) => [
    { to, type: 'note-moved', placement: { ...was, parent, order }, was, by: scene.actor },
  ]);
}

function settlePlace(
  scene: Scene,
  tree: NoteTree,
  note: Note,
  parent: string,
  after: string | null | undefined,
  events: (order: string) => SessionDecision,
): SessionDecision {
  const order = orderOrRefusal(scene, tree, parent, after);
  if (order === 'unknown' || typeof order !== 'string') return order;
  const kinds = scene.room.exercise.kinds;
  const above = tree.notes.get(parent);
  if (above && !kinds[above.kind]?.children.includes(note.kind)) return refuse('not-now');
  const circle = circles(scene, tree, note.id, parent);
  if (circle === 'unknown') return 'unknown';
  return circle ? refuse('would-circle') : events(order);
}

export function removePlacement(scene: Scene, command: CommandOf<'remove-placement'>): SessionDecision {
  const part = partToChange(scene, command.to);
  const was = part?.tree.placements.get(command.placement);
  if (!was) return refuse('not-found');
  if (closedFor(scene, command.to)) return refuse('ended');
  return [{ to: command.to, type: 'placement-removed', was, by: scene.actor }];
}

/** Takes a note away. Only its writer may, and only while nobody else has built on it. */
export function removeNote(scene: Scene, command: CommandOf<'remove-note'>): SessionDecision {
  const found = noteToChange(scene, command.to, command.note);
  if ('refused' in found) return found;
  if (closedFor(scene, command.to)) return refuse('ended');
  const { note, tree } = found;
  if (note.by !== scene.actor) return refuse('not-yours');
  if (!scene.context.whole && !isWhole(tree, note.id)) return 'unknown';
  if (childrenOf(tree, note.id).size > 0) return refuse('built-upon');
  if (note.wroteBy !== null && note.wroteBy !== scene.actor) return refuse('built-upon');
  return [
    { to: command.to, type: 'note-removed', note: note.id, was: placesOf(tree, note), by: scene.actor },
  ];
}

export const placesOf = (tree: NoteTree, note: Note): Placement[] =>
  note.places.flatMap((id) => tree.placements.get(id) ?? []);

export function linkNotes(scene: Scene, command: CommandOf<'link'>): SessionDecision {
  const { to, id, from, note, relation } = command;
  const found = noteToChange(scene, to, from);
  if ('refused' in found) return found;
  if (closedFor(scene, to)) return refuse('ended');
  const { tree } = found;
  const other = tree.notes.get(note);
  if (!other || other.removed) return refuse('not-found');
  if (tree.links.has(id)) return refuse('already');
  if (tree.links.size >= MOST_LINKS) return refuse('too-many', MOST_LINKS);
  return [{ to, type: 'linked', link: { id, from, to: note, relation, by: scene.actor } }];
}

export function unlinkNotes(scene: Scene, command: CommandOf<'unlink'>): SessionDecision {
  const was = partToChange(scene, command.to)?.tree.links.get(command.id);
  if (!was) return refuse('not-found');
  if (closedFor(scene, command.to)) return refuse('ended');
  return [{ to: command.to, type: 'unlinked', was, by: scene.actor }];
}
