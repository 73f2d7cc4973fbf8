import { z } from 'zod';
import type { PersonCommand } from '../core/session/command.ts';

const id = z.string().min(1).max(80);
const parent = z.string().max(80);
const audience = z.string().min(1).max(90);
const after = id.nullable().optional();
/** A bound on the wire; the core says the real limits, in words that a person understands. */
const words = z.string().max(100_000);
const stop = z.int().min(0).max(1000).optional();
const fieldValue = z.union([z.string().max(100_000), z.number(), z.boolean(), z.null()]);

const pickedNote = z.strictObject({ group: id, note: id });

/** Every command that a socket may send. Unknown fields are refused, so that nothing rides along. */
export const personCommand = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('leave'), person: id }),
  z.strictObject({ type: z.literal('return'), person: id }),
  z.strictObject({ type: z.literal('set-knows'), knows: z.array(z.string().max(80)).max(50) }),
  z.strictObject({
    type: z.literal('set-facts'),
    person: id,
    facts: z.strictObject({
      team: z.string().max(80).nullable(),
      level: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullable(),
      leavesAt: z
        .int()
        .min(0)
        .max(2 ** 43)
        .nullable(),
    }),
  }),
  z.strictObject({
    type: z.literal('form-groups'),
    size: z.int().min(1).max(6).optional(),
    rule: z
      .strictObject({
        teams: z.enum(['any', 'mix', 'keep']),
        level: z.enum(['any', 'similar', 'mixed']),
      })
      .optional(),
  }),
  z.strictObject({ type: z.literal('undo-forming') }),
  z.strictObject({ type: z.literal('swap-people'), a: id, b: id }),
  z.strictObject({ type: z.literal('split-group'), group: id }),
  z.strictObject({ type: z.literal('merge-groups'), from: id, into: id }),
  z.strictObject({ type: z.literal('join-another'), person: id }),
  z.strictObject({ type: z.literal('move-person'), person: id, group: id.nullable() }),
  z.strictObject({ type: z.literal('start') }),
  z.strictObject({ type: z.literal('end') }),
  z.strictObject({ type: z.literal('go'), to: z.enum(['next', 'back']) }),
  z.strictObject({ type: z.literal('go-group'), to: z.enum(['next', 'back']) }),
  z.strictObject({
    type: z.literal('set-clock'),
    act: z.enum(['start', 'pause', 'add']),
    minutes: z.int().min(-60).max(120).optional(),
  }),
  z.strictObject({ type: z.literal('swap') }),
  z.strictObject({ type: z.literal('go-again'), turn: z.boolean() }),
  z.strictObject({ type: z.literal('offer-compare'), on: z.boolean() }),
  z.strictObject({ type: z.literal('end-compare') }),
  z.strictObject({ type: z.literal('cut-passage'), cuts: z.array(z.int().min(0)).max(2000) }),
  z.strictObject({ type: z.literal('move-place'), place: z.int().min(0).max(5000) }),
  z.strictObject({
    type: z.literal('write-note'),
    // Its first placement is named after it, with two letters more.
    note: z.string().min(1).max(78),
    kind: id,
    parent,
    after,
    words: words.optional(),
    fields: z.record(z.string().max(60), fieldValue).optional(),
    from: z.strictObject({ to: audience, note: id }).optional(),
    stop,
  }),
  z.strictObject({ type: z.literal('wrote'), to: audience, note: id, stop }),
  z.strictObject({
    type: z.literal('set-field'),
    to: audience,
    note: id,
    field: z.string().max(60),
    value: fieldValue,
  }),
  z.strictObject({
    type: z.literal('describe-picture'),
    to: audience,
    note: id,
    picture: id,
    says: z.string().max(2000),
  }),
  z.strictObject({ type: z.literal('remove-picture'), to: audience, note: id, picture: id }),
  z.strictObject({ type: z.literal('place-note'), to: audience, placement: id, note: id, parent, after }),
  z.strictObject({ type: z.literal('move-note'), to: audience, placement: id, parent, after }),
  z.strictObject({ type: z.literal('remove-placement'), to: audience, placement: id }),
  z.strictObject({ type: z.literal('remove-note'), to: audience, note: id }),
  z.strictObject({
    type: z.literal('link'),
    to: audience,
    id,
    from: id,
    note: id,
    relation: z.string().max(60),
  }),
  z.strictObject({ type: z.literal('unlink'), to: audience, id }),
  z.strictObject({ type: z.literal('undo'), to: audience, cursor: z.int().min(1) }),
  z.strictObject({ type: z.literal('complain'), id, on: id, key: z.string().max(80).nullable(), say: words }),
  z.strictObject({ type: z.literal('meet'), id }),
  z.strictObject({ type: z.literal('offer'), id, on: id, words }),
  z.strictObject({ type: z.literal('settle'), id, as: z.enum(['adopted', 'edited', 'declined']) }),
  z.strictObject({ type: z.literal('nudge'), kind: z.enum(['more-annoying', 'you-steered']) }),
  z.strictObject({
    type: z.literal('answer-swap'),
    amount: z.enum(['too-little', 'right', 'too-much']),
    thanks: id.nullable(),
  }),
  z.strictObject({ type: z.literal('set-flag'), flag: z.enum(['working', 'stuck', 'done', 'help']) }),
  z.strictObject({
    type: z.literal('debrief'),
    answers: z.strictObject({ got: z.int().min(0).max(10).nullable(), change: words, use: words }),
  }),
  z.strictObject({ type: z.literal('broadcast'), id, words }),
  z.strictObject({ type: z.literal('comment'), id, groups: z.array(id).max(300), words }),
  z.strictObject({ type: z.literal('put-away'), id }),
  z.strictObject({ type: z.literal('mark'), to: audience, note: id }),
  z.strictObject({ type: z.literal('unmark'), to: audience, note: id }),
  z.strictObject({ type: z.literal('pick-pair'), id, strong: pickedNote, weak: pickedNote }),
  z.strictObject({ type: z.literal('answer-ask'), id, yes: z.boolean() }),
  z.strictObject({ type: z.literal('show-pair'), id }),
  z.strictObject({ type: z.literal('tell-pair') }),
  z.strictObject({ type: z.literal('pick-share'), note: id, picked: z.boolean() }),
  z.strictObject({ type: z.literal('name-shares'), named: z.boolean() }),
  z.strictObject({ type: z.literal('share'), to: z.enum(['next', 'back']) }),
  z.strictObject({ type: z.literal('clear-front') }),
]);

// The schema and the core's union must say the same: either direction failing is a type error.
type Sent = z.infer<typeof personCommand>;
export type CommandsAgree = [Sent] extends [PersonCommand]
  ? [PersonCommand] extends [Sent]
    ? true
    : never
  : never;
const agree: CommandsAgree = true;
void agree;
