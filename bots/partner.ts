import type { OpenText, SessionClient } from '../client/api.ts';
import { roomOf } from '../core/session/parts.ts';
import type { Clock } from '../core/stream/clock.ts';
import type { PersonId } from '../core/stream/entry.ts';
import { seeded } from '../core/stream/seeded.ts';
import { createMind, type Move } from './mind.ts';
import { lookAround } from './sight.ts';

export interface PartnerOptions {
  client: SessionClient;
  clock: Clock;
  seed: number;
  /** 1 is a person's pace. */
  pace: number;
  simulated: (person: PersonId) => boolean;
  /** Asks the server for something to read. */
  draw: (group: string) => void;
  /** How long to stay when no person is connected, milliseconds. */
  absence: number;
  onLeft?: () => void;
}

/** How often a bot looks up, and how long it thinks between two bits of typing, milliseconds at a person's pace. */
const LOOK = 700;
const CHUNK = { from: 300, to: 900 };
const QUICKEST = 20;
/** A text whose pen hasn't come for so long is given up, milliseconds at any pace: a server may be busy. */
const NO_PEN = 60_000;
/** An ended session may be looked at for so long, milliseconds at a person's pace. */
const FAREWELL = 3000;

interface Typing {
  move: Extract<Move, { do: 'type' }>;
  text: OpenText;
  chunks: string[];
  /** The place and the seats when it began: nobody types on into another step. */
  began: string;
  since: number;
  started: boolean;
}

/** The hands of a simulated partner: looks, asks its mind, types and acts, until it leaves. Returns how to make it go. */
export function playSeat(options: PartnerOptions): () => void {
  const { client, clock, pace, seed, simulated } = options;
  const random = seeded(seed * 31 + 5);
  const mind = createMind({ seed, pace, freshId: () => client.freshId() });
  let typing: Typing | null = null;
  let aloneSince: number | null = null;
  let cancel = () => {};
  /** Only the goodbye is left. */
  let gone = false;
  let left = false;

  function goOn(): void {
    if (gone) {
      leave();
      return;
    }
    const pause = look();
    cancel = clock.at(clock.now() + Math.max(QUICKEST, pause * pace), goOn);
  }

  function leave(): void {
    cancel();
    if (left) return;
    left = true;
    drop();
    client.close();
    options.onLeft?.();
  }

  /** Does one thing; returns when to look again, milliseconds at a person's pace. */
  function look(): number {
    const view = client.view();
    const [me] = view.people;
    if (view.link.state === 'ended') {
      gone = true;
      return 0;
    }
    const room = roomOf(view.parts);
    if (!room || me === undefined) return LOOK;
    if (room.phase === 'ended') {
      drop();
      if (client.hasUnsaved()) return LOOK;
      gone = true;
      return FAREWELL;
    }
    if (view.link.state === 'live' && aloneTooLong(Object.keys(view.presence))) {
      drop();
      client.act({ type: 'leave', person: me });
      gone = true;
      return FAREWELL;
    }
    const sight = lookAround(view, me, client.now(), simulated);
    if (!sight) {
      drop();
      return LOOK;
    }
    const place = `${sight.stop}:${sight.work.rotation}`;
    if (typing) {
      if (typing.began !== place) drop();
      else return type(typing);
    }
    const move = mind.next(sight);
    if (move.do === 'act') client.act(move.command);
    else if (move.do === 'draw') options.draw(move.group);
    else if (move.do === 'type') {
      const text = client.openText(move.to, move.note);
      typing = { move, text, chunks: inChunks(move.words), began: place, since: clock.now(), started: false };
    }
    return LOOK;
  }

  function type(at: Typing): number {
    const { text, move, chunks } = at;
    if (!text.ready()) {
      if (clock.now() - at.since > NO_PEN) drop();
      return LOOK;
    }
    const chunk = chunks.shift();
    if (chunk === undefined) {
      drop();
      if (move.after) client.act(move.after);
      return LOOK;
    }
    const before = text.words();
    const gap = !at.started && before !== '' && !/\s$/.test(before) ? ' ' : '';
    at.started = true;
    const words = before + gap + chunk;
    text.type(words, words.length);
    client.showPresence({ note: move.note, typing: true, caret: words.length });
    return CHUNK.from + random() * (CHUNK.to - CHUNK.from);
  }

  function drop(): void {
    if (!typing) return;
    client.showPresence({ note: typing.move.note, typing: false, caret: null });
    typing.text.close();
    typing = null;
  }

  /** One to three words at a time. */
  function inChunks(words: string): string[] {
    const chunks: string[] = [];
    const all = words.match(/\S+\s*/g) ?? [];
    for (let i = 0; i < all.length; ) {
      const count = 1 + Math.floor(random() * 3);
      chunks.push(all.slice(i, i + count).join(''));
      i += count;
    }
    return chunks;
  }

  function aloneTooLong(present: PersonId[]): boolean {
    if (present.some((person) => !simulated(person))) aloneSince = null;
    else aloneSince ??= clock.now();
    return aloneSince !== null && clock.now() - aloneSince > options.absence;
  }

  goOn();
  return leave;
}
