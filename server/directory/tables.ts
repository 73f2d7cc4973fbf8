import type { Generated } from 'kysely';

/** What the directory keeps, as rows. Instants are milliseconds; the space is part of every key. */
export interface SpaceRow {
  id: string;
  name: string;
  created: number;
  /** Who may open sessions. */
  creators: Generated<Creators>;
}

export type Creators = 'anybody' | 'accounts';

export interface PersonRow {
  space: string;
  id: string;
  name: string;
  /** The browser they sit at; null for somebody without one. */
  user: string | null;
  /** When they came to sit there: whoever has sat there longest is whose browser it is. */
  seated: number;
  created: number;
  /** When they were put on the list of people; null for a guest. The rest is what the list says of them. */
  listed: number | null;
  email: string | null;
  team: string | null;
  /** 1 for somebody new to this, 5 for somebody who could teach it. */
  level: number | null;
  /** JSON: an array of strings each. */
  languages: string | null;
  knows: string | null;
}

/** Whoever keeps a space may do everything in it; a lead looks after people; a member is anybody else. */
export type Role = 'keeper' | 'lead' | 'member';

/** A user with a password. */
export interface AccountRow {
  space: string;
  user: string;
  email: string;
  role: Role;
  created: number;
}

export interface PasskeyRow {
  space: string;
  /** The credential's, base64url, as is the key. */
  id: string;
  user: string;
  public_key: string;
  counter: number;
  name: string;
  created: number;
}

export interface SessionRow {
  space: string;
  id: string;
  title: string;
  exercise: string;
  exercise_title: string;
  lead: string;
  created: number;
  /** How often the invitation was renewed: links of earlier ones no longer open anything. */
  invitation: number;
}

export interface MembershipRow {
  space: string;
  session: string;
  person: string;
  role: 'lead' | 'member';
  /** At whose device they sit, null for their own or none. */
  host: string | null;
  joined: number;
}

/** `person` seats somebody at another browser, `recover` sets an account's password, `keeper` makes a keeper. */
export type LinkKind = 'join' | 'lead' | 'seat' | 'projector' | 'person' | 'recover' | 'keeper';
export interface LinkRow {
  space: string;
  hash: string;
  kind: LinkKind;
  /** Empty for a link into the space rather than into a session. */
  session: string;
  person: string | null;
  /** The account that it is about. */
  user: string | null;
  /** Who made it, as a user. */
  by: string | null;
  created: number;
  expires: number;
  revoked: number | null;
  uses: number;
  most_uses: number;
}

export interface CodeRow {
  space: string;
  code: string;
  session: string;
  expires: number;
}

export interface PassageRow {
  space: string;
  id: string;
  title: string;
  text: string;
  field: string;
  source: string;
  licence: string;
  url: string | null;
  added: number;
}

/** An answer of a library elsewhere, kept so that it is not asked again too soon. `passages` is JSON. */
export interface FetchedRow {
  space: string;
  key: string;
  at: number;
  passages: string;
}

/** A program; `body` is JSON. Its days, and all in them, change as one. */
export interface ProgramRow {
  space: string;
  id: string;
  body: string;
  version: number;
  /** How often it was opened to be read: links of earlier times open nothing. */
  shares: number;
  /** The hash of the token that opens it now. */
  share: string | null;
  created: number;
  updated: number;
}

export interface ProgramLeadRow {
  space: string;
  program: string;
  person: string;
  added: number;
}

/** An exercise that somebody wrote. What is offered to others is a version of it, as it stood then. */
export interface OwnExerciseRow {
  space: string;
  id: string;
  person: string;
  /** YAML, whole or not. */
  source: string;
  /** Counts saves. */
  version: number;
  offered: number | null;
  offered_source: string | null;
  created: number;
  updated: number;
}

/** A browser that shows a session to a room, with nobody sitting at it. */
export interface OnlookerRow {
  space: string;
  session: string;
  user: string;
  opened: number;
}

/** A note with words, as it read when its session's log was last gone through. Rebuilt from the logs at any time. */
export interface IdeaRow {
  space: string;
  session: string;
  audience: string;
  note: string;
  kind: string;
  by: string;
  at: number;
  words: string;
  /** The words as they are looked for: see `foldWords`. */
  sought: string;
}

/** Up to which entry of a session's log its ideas were gathered. */
export interface IdeaReachRow {
  space: string;
  session: string;
  seq: number;
}

/**
 * Somebody finished an exercise, in a session, and what they said of it to themselves alone: for them and, but for
 * `told`, for nobody else. Rebuilt from the logs at any time.
 */
export interface FinishRow {
  space: string;
  session: string;
  person: string;
  exercise: string;
  at: number;
  got: number | null;
  use: string;
  /** What they got as it stood when the session ended; null where they hadn't said, or it goes on. */
  told: number | null;
}

/** Up to which entry of a session's log it was looked who finished. */
export type FinishReachRow = IdeaReachRow;

/** An exercise that somebody doesn't want to come back before an instant; null for never. */
export interface PutOffRow {
  space: string;
  person: string;
  exercise: string;
  until: number | null;
}

/** Somebody in a group of a session that ran. `third`: 1 where they were the one more. */
export interface CircleRow {
  space: string;
  stream: string;
  circle: string;
  person: string;
  third: number;
}

export interface Tables {
  ideas: IdeaRow;
  idea_reach: IdeaReachRow;
  finishes: FinishRow;
  finish_reach: FinishReachRow;
  put_offs: PutOffRow;
  spaces: SpaceRow;
  people: PersonRow;
  accounts: AccountRow;
  passkeys: PasskeyRow;
  sessions: SessionRow;
  memberships: MembershipRow;
  links: LinkRow;
  codes: CodeRow;
  passages: PassageRow;
  fetched: FetchedRow;
  onlookers: OnlookerRow;
  circles: CircleRow;
  programs: ProgramRow;
  program_leads: ProgramLeadRow;
  own_exercises: OwnExerciseRow;
}
