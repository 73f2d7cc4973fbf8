/** What the directory keeps, as rows. Instants are milliseconds; the space is part of every key. */
export interface SpaceRow {
  id: string;
  name: string;
  created: number;
}

export interface PersonRow {
  space: string;
  id: string;
  name: string;
  /** The browser they sit at; null for somebody without one. */
  user: string | null;
  /** When they came to sit there: whoever has sat there longest is whose browser it is. */
  seated: number;
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

export type LinkKind = 'join' | 'lead' | 'seat' | 'projector';
export interface LinkRow {
  space: string;
  hash: string;
  kind: LinkKind;
  session: string;
  person: string | null;
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
  spaces: SpaceRow;
  people: PersonRow;
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
}
