import { layOver } from '../../client/overlay.ts';
import { EVERYONE } from '../../core/session/parts.ts';
import { session } from '../../core/session/subject.ts';
import { Batch } from '../../server/streams/broadcast.ts';
import { StreamTexts } from '../../server/streams/texts.ts';
import { pour, read } from '../../wire/codec.ts';
import type { Sabotage } from './run.ts';

/** Ways to break the laws on purpose. Each must turn the fuzz red, or the fuzz proves nothing. */
export const sabotages: Record<string, { sabotage?: Sabotage; install?: () => () => void }> = {
  /** Frames carry how many entries the whole stream has: a count of hidden acts. */
  'leak-count': {
    install: () => {
      const { frameFor } = Batch.prototype;
      let told = 0;
      const { add } = Batch.prototype;
      Batch.prototype.add = function (committed) {
        told = committed.entry.seq;
        add.call(this, committed);
      };
      Batch.prototype.frameFor = function (viewer) {
        const { frame, shown } = frameFor.call(this, viewer);
        return { frame: pour({ ...(read(frame) as object), seq: told }), shown };
      };
      return () => {
        Batch.prototype.frameFor = frameFor;
        Batch.prototype.add = add;
      };
    },
  },
  /** Whoever puts a line away is seen to have read it. */
  'leak-reading': {
    install: () => {
      const { decide } = session;
      session.decide = (parts, command, context) => {
        const decision = decide(parts, command, context);
        if (command.type !== 'put-away' || !Array.isArray(decision) || !context.whole) return decision;
        const total = parts.get(EVERYONE)?.room?.complaints ?? 0;
        return [...decision, { to: EVERYONE, type: 'complaint-counted', total }];
      };
      return () => {
        session.decide = decide;
      };
    },
  },
  /** One ack in five never arrives. */
  'drop-ack': {
    sabotage: (name) => {
      let count = name.length;
      return {
        tamper: (frame) => {
          const { type } = read(frame) as { type: string };
          return type === 'ack' && ++count % 5 === 0 ? null : frame;
        },
      };
    },
  },
  /** What was predicted stays on the page and is never laid anew over what the server says. */
  'skip-rebase': {
    sabotage: () => {
      let shown: ReturnType<typeof layOver> | null = null;
      return {
        layOver: (base, pending, sight) => {
          if (pending.length === 0) shown = shown ?? base;
          else shown = layOver(base, pending, sight);
          return shown;
        },
      };
    },
  },
  /** A reveal uncovers everything that was ever typed. */
  'reveal-deleted': {
    install: () => {
      const { words, accept } = StreamTexts.prototype;
      const typed = new Map<string, string>();
      StreamTexts.prototype.accept = function (entry) {
        const { event, update } = entry as unknown as {
          event: { to: string; note: string };
          update: Uint8Array;
        };
        const id = `${event.to} ${event.note}`;
        typed.set(
          id,
          (typed.get(id) ?? '') +
            Buffer.from(update)
              .toString('latin1')
              .replace(/[^ -~]/g, ''),
        );
        accept.call(this, entry);
      };
      StreamTexts.prototype.words = function (id) {
        const standing = words.call(this, id);
        return standing === undefined ? undefined : standing + (typed.get(id) ?? '');
      };
      return () => {
        StreamTexts.prototype.words = words;
        StreamTexts.prototype.accept = accept;
      };
    },
  },
};
