import { z } from 'zod';
import type { Program } from '../../core/program/program.ts';
import { isZone } from '../../core/program/zone.ts';
import { email } from '../people/names.ts';
import { words } from '../words.ts';
import { body, id, name, title } from './requests.ts';

/** What a browser may save as a program. */
const MOST_DAYS = 60;
const MOST_SLOTS = 40;
const say = (error: string) => ({ error });

const named = title.refine((given) => given !== '', say(words.programTitle));
const date = z
  .string(say(words.date))
  .regex(/^\d{4}-\d{2}-\d{2}$/, say(words.date))
  .refine((given) => {
    const at = Date.parse(`${given}T00:00:00Z`);
    // The 30th of February would become a day in March.
    return !Number.isNaN(at) && new Date(at).toISOString().startsWith(given);
  }, say(words.date));
const time = z.string(say(words.time)).regex(/^([01]\d|2[0-3]):[0-5]\d$/, say(words.time));
const zone = z.string(say(words.zone)).max(60, say(words.zone)).refine(isZone, say(words.zone));
const minutes = z.int(say(words.minutes)).min(1, say(words.minutes)).max(600, say(words.minutes));
const instant = z.int(say(words.badRequest)).nullable();
const mode = z.enum(['in-person', 'remote', 'mixed'], say(words.mode));
const flag = z.boolean(say(words.badRequest));

const slot = z.discriminatedUnion(
  'kind',
  [
    z.object({
      kind: z.literal('exercise'),
      id,
      title,
      exercise: id,
      minutes,
      rounds: z.int(say(words.rounds)).min(1, say(words.rounds)).max(12, say(words.rounds)),
      brief: flag,
      extensions: z.int(say(words.minutes)).min(0, say(words.minutes)).max(120, say(words.minutes)),
      skips: z.array(id, say(words.badRequest)).max(40),
      session: id.nullable(),
      began: instant,
    }),
    z.object({ kind: z.literal('break'), id, title, minutes, began: instant }),
    z.object({ kind: z.literal('words'), id, title, minutes, began: instant }),
  ],
  say(words.badRequest),
);

const day = z.object(
  {
    id,
    date,
    start: time,
    end: time,
    title,
    place: title,
    mode,
    slots: z.array(slot).max(MOST_SLOTS, say(words.slots)),
  },
  say(words.badRequest),
);

const program = z
  .object(
    {
      title: named,
      field: title,
      zone,
      days: z.array(day).max(MOST_DAYS, say(words.days)),
    },
    say(words.badRequest),
  )
  .refine(({ days }) => {
    const ids = days.flatMap((each) => [each.id, ...each.slots.map((slot) => slot.id)]);
    return new Set(ids).size === ids.length;
  }, say(words.badRequest)) satisfies z.ZodType<Program>;

export const saveProgram = body({ version: z.int(say(words.badRequest)), program });

/** A new program: empty but for one day, or with the days of an order, from `first` on. */
export const createProgram = body({
  name,
  title: named,
  field: title.default('alignment'),
  zone,
  first: date,
  order: id.optional(),
});

/** Whoever shall lead it, too. */
export const addLead = body({ email });
