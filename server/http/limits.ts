import { pictureWords, words } from '../words.ts';
import { Denial } from './answers.ts';

/** A bucket holds `burst` tokens and gets `perSecond` back. */
export interface Rate {
  burst: number;
  perSecond: number;
}

/** How often things may be asked for. Fifteen people behind one address join within seconds: two asks each. */
export interface Limits {
  /** Looks at, and joins through, a link or code, by address. */
  joins: Rate;
  /** The same by link or code: a whole hall may come through one. */
  doors: Rate;
  /** Links and codes that opened nothing, by address: a guesser tries 43,000 of 113 million codes a day. */
  misses: Rate;
  /** Codes that opened nothing, from everywhere: many addresses together find no code sooner. Links go on working. */
  codeMisses: Rate;
  /** Sign-ins with a password, by address: a class comes in at once, and each costs a slow hash. */
  signIns: Rate;
  /** Passwords that didn't fit, by account, from everywhere. Passkeys and one-time links go on. */
  passwordMisses: Rate;
  /** New accounts, by address. */
  accounts: Rate;
  /** New sessions, by address. */
  sessions: Rate;
  /** New sessions with simulated partners, by address: each partner costs the server a client. */
  trials: Rate;
  /** Pictures, by person: each costs a second of a core. A page is photographed five or six times in a row. */
  pictures: Rate;
  /** Pictures, by address: a hall behind one address after a step on paper. */
  pictureAddresses: Rate;
}

export const LIMITS: Limits = {
  joins: { burst: 200, perSecond: 5 },
  doors: { burst: 1200, perSecond: 10 },
  misses: { burst: 30, perSecond: 0.5 },
  codeMisses: { burst: 1000, perSecond: 5 },
  signIns: { burst: 60, perSecond: 0.5 },
  passwordMisses: { burst: 20, perSecond: 0.02 },
  accounts: { burst: 40, perSecond: 0.1 },
  sessions: { burst: 60, perSecond: 0.2 },
  trials: { burst: 10, perSecond: 0.1 },
  pictures: { burst: 20, perSecond: 0.2 },
  pictureAddresses: { burst: 200, perSecond: 2 },
};

/** Most buckets kept; the fullest of the oldest go first, for a full bucket says nothing. */
const MOST_BUCKETS = 20_000;

interface Bucket {
  tokens: number;
  at: number;
}

/** Token buckets by key, in memory: a restart forgives. */
export function createBuckets(rate: Rate, now: () => number) {
  const buckets = new Map<string, Bucket>();

  function fill(key: string): Bucket {
    const at = now();
    const held = buckets.get(key);
    const tokens = held
      ? Math.min(rate.burst, held.tokens + (Math.max(0, at - held.at) / 1000) * rate.perSecond)
      : rate.burst;
    const bucket = { tokens, at };
    buckets.delete(key);
    buckets.set(key, bucket);
    if (buckets.size > MOST_BUCKETS) {
      const oldest = buckets.keys().next();
      if (!oldest.done) buckets.delete(oldest.value);
    }
    return bucket;
  }

  return {
    /** Seconds until there is a token; 0 when there is one now. Takes none. */
    wait(key: string): number {
      const { tokens } = fill(key);
      return tokens >= 1 ? 0 : (1 - tokens) / rate.perSecond;
    },
    take(key: string): void {
      const bucket = fill(key);
      bucket.tokens = Math.max(0, bucket.tokens - 1);
    },
  };
}

export type Gate = ReturnType<typeof createGate>;

/** The counts at every door. */
export function createGate(limits: Limits, now: () => number) {
  const joins = createBuckets(limits.joins, now);
  const doors = createBuckets(limits.doors, now);
  const misses = createBuckets(limits.misses, now);
  const codeMisses = createBuckets(limits.codeMisses, now);
  const signIns = createBuckets(limits.signIns, now);
  const passwordMisses = createBuckets(limits.passwordMisses, now);
  const accounts = createBuckets(limits.accounts, now);
  const sessions = createBuckets(limits.sessions, now);
  const trials = createBuckets(limits.trials, now);
  const pictures = createBuckets(limits.pictures, now);
  const pictureAddresses = createBuckets(limits.pictureAddresses, now);

  const pass = (say: string, ...held: [ReturnType<typeof createBuckets>, string][]): void => {
    const wait = Math.max(...held.map(([buckets, key]) => buckets.wait(key)));
    if (wait > 0) throw new Denial(429, 'too-many-tries', say, wait);
  };

  return {
    /** Before a door: throws for who has asked too often. `door` is the link's hash or the code. */
    knock(address: string, door: string, isCode: boolean): void {
      pass(words.tooManyTries, [joins, address], [doors, door], [misses, address]);
      if (isCode) pass(words.tooManyTries, [codeMisses, '']);
      joins.take(address);
      doors.take(door);
    },
    /** After a door that wasn't one. */
    miss(address: string, isCode: boolean): void {
      misses.take(address);
      if (isCode) codeMisses.take('');
    },
    /** Before a password is looked at. `account` is the e-mail address that was given, whether there is one or not. */
    signIn(address: string, account: string): void {
      pass(words.tooManyTries, [signIns, address], [misses, address], [passwordMisses, account]);
      signIns.take(address);
    },
    /** After a password that didn't fit. */
    missPassword(address: string, account: string): void {
      misses.take(address);
      passwordMisses.take(account);
    },
    makeAccount(address: string): void {
      pass(words.tooManyTries, [accounts, address]);
      accounts.take(address);
    },
    make(address: string): void {
      pass(words.tooManyMade, [sessions, address]);
      sessions.take(address);
    },
    bring(address: string, person: string): void {
      pass(pictureWords.tooMany, [pictures, person], [pictureAddresses, address]);
      pictures.take(person);
      pictureAddresses.take(address);
    },
    try(address: string): void {
      pass(words.tooManyMade, [trials, address]);
      trials.take(address);
    },
  };
}

/** What counts as one address: an IPv4 address, or the /64 network that one household or office has in IPv6. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1]) return mapped[1];
  if (!address.includes(':')) return address;
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
