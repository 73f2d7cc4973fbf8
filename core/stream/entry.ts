/**
 * Who may see a thing: every event is born for exactly one audience, for ever.
 * `all`: everybody in the session · `g:<group>`: a group, its lead, and whoever compares with it ·
 * `pair:<group>`: the members of a group alone · `p:<person>`: one person · `server`: nobody, facts that stay here.
 */
export type AudienceId = string;
export type PersonId = string;
export type DeviceId = string;

/** What every event carries, whatever its stream. `to` never changes after birth. */
export interface Addressed {
  to: AudienceId;
  type: string;
}

/**
 * One line of a stream's log.
 *
 * `seq` is dense from 1 within the stream and never leaves the server: a gap in it would tell a viewer that
 * something hidden happened. `device` and `counter` name the command that caused the entry, so that a resend
 * is recognised; `refused` lists earlier counters of this device that were refused since its last entry, so
 * that a resend of those is not mistaken for a success.
 */
export interface Entry<E extends Addressed = Addressed> {
  seq: number;
  /** Server instant, milliseconds since 1970. */
  at: number;
  by: PersonId;
  /** Empty for entries that the server itself caused. */
  device: DeviceId;
  counter: number;
  refused?: number[];
  /** Version of the event's shape, for upcasters. */
  version: number;
  event: E;
  /** Only on `wrote` events: one Yjs update, kept in its own table. */
  update?: Uint8Array;
  /** Only on `wrote-many`: the last counters of the devices whose entries were compacted into this one. */
  tally?: { device: DeviceId; counter: number; refused?: number[] }[];
}

/** An update to a text, as an event. `note` is the text's id as well. */
export interface Wrote extends Addressed {
  type: 'wrote';
  note: string;
  by: PersonId;
}

/** What stands in for `count` compacted `wrote` events of one text, so that cursors stay what they were. */
export interface WroteMany extends Addressed {
  type: 'wrote-many';
  note: string;
  /** Who wrote last. */
  by: PersonId;
  count: number;
}

/** The text that an update belongs to: note ids are unique only within an audience, so both name it. */
export const textId = (to: AudienceId, note: string): string => `${to} ${note}`;
