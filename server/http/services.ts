import type { Order } from '../../core/program/order.ts';
import type { Exercise } from '../../core/session/exercise.ts';
import type { Database } from '../directory/database.ts';
import type { Enrolment } from '../directory/enrolment.ts';
import type { OwnExercises } from '../directory/exercises.ts';
import type { Invitations } from '../directory/invitations.ts';
import type { ListedPeople } from '../directory/listed.ts';
import type { Members } from '../directory/members.ts';
import type { Notices } from '../directory/notices.ts';
import type { Onlookers } from '../directory/onlookers.ts';
import type { Passes } from '../directory/passes.ts';
import type { People } from '../directory/people.ts';
import type { Programs } from '../directory/programs.ts';
import type { Sessions } from '../directory/sessions.ts';
import type { Catalogue } from '../exercises/catalogue.ts';
import type { Ideas } from '../ideas/ideas.ts';
import type { Accounts } from '../identity/accounts.ts';
import type { Guests } from '../identity/guests.ts';
import type { Library } from '../passages/library.ts';
import type { Pictures } from '../pictures/pictures.ts';
import type { Practice } from '../practice/practice.ts';
import type { Storage } from '../storage/port.ts';
import type { Streams } from '../streams/streams.ts';
import type { Gate } from './limits.ts';

/** Brings simulated partners: `count` of them join the session through the invitation's token, at `url`. */
export type BringPartners = (url: string, session: string, count: number, invite: string) => Promise<void>;

/** Everything that the routes stand on; put together in one place. */
export interface Services {
  /** The space that this server holds. */
  space: string;
  streams: Streams;
  storage: Storage;
  db: Database;
  guests: Guests;
  accounts: Accounts;
  members: Members;
  passes: Passes;
  listed: ListedPeople;
  people: People;
  sessions: Sessions;
  invitations: Invitations;
  enrolment: Enrolment;
  notices: Notices;
  onlookers: Onlookers;
  library: Library;
  pictures: Pictures;
  ideas: Ideas;
  practice: Practice;
  programs: Programs;
  /** Orders of days to start from, by id. */
  orders: ReadonlyMap<string, Order>;
  gate: Gate;
  /** Those that are shipped, and their texts. */
  exercises: ReadonlyMap<string, Exercise>;
  sources: ReadonlyMap<string, string>;
  ownExercises: OwnExercises;
  catalogue: Catalogue;
  /** How many exercise files are broken and left out. */
  problems: number;
  partners: BringPartners | null;
  /** Where a browser of the asker's kind reaches this server, without a slash at the end. */
  addressFor: (host: string | undefined) => string;
  /** The server's own address, for clients in this process. */
  ownAddress: () => string;
  trustsProxy: boolean;
  publicHost: string | null;
  now: () => number;
}
