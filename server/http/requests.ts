import type { Context } from 'hono';
import { z } from 'zod';
import { words } from '../words.ts';
import { Denial } from './answers.ts';

/** Controls, line ends, and marks that turn the direction of writing for what follows. */
const UNSHOWN = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/** Something that can be seen. */
const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u;
const oneLine = (given: string): string => given.replace(UNSHOWN, ' ').replace(/\s+/g, ' ').trim();

export const name = z
  .string({ error: words.name })
  .max(2000, { error: words.name })
  .transform(oneLine)
  .refine((given) => SEEN.test(given) && [...given].length <= 60, { error: words.name });

export const title = z
  .string({ error: words.title })
  .max(2000, { error: words.title })
  .transform(oneLine)
  .refine((given) => [...given].length <= 120, { error: words.title });

export const id = z
  .string({ error: words.badRequest })
  .min(1, { error: words.badRequest })
  .max(200, { error: words.badRequest });
const token = z.string({ error: words.noSuchLink }).max(200, { error: words.noSuchLink });
/** An object of a request. */
export const body = <T extends z.ZodRawShape>(shape: T) => z.object(shape, { error: words.badRequest });

const ideaRefs = z
  .array(body({ session: id, to: id, note: id }), { error: words.badRequest })
  .max(20, { error: words.manyIdeas });
export type IdeaRefs = z.infer<typeof ideaRefs>;
export const bringIdeas = body({ ideas: ideaRefs.min(1, { error: words.badRequest }) });

export const createSession = body({
  exercise: id,
  name,
  title: title.optional(),
  mode: z.enum(['in-person', 'remote', 'mixed'], { error: words.mode }),
  rounds: z
    .int({ error: words.rounds })
    .min(1, { error: words.rounds })
    .max(12, { error: words.rounds })
    .optional(),
  solo: z.boolean({ error: words.badRequest }).default(false),
  brief: z.boolean({ error: words.badRequest }).default(false),
  partners: z
    .int({ error: words.partners })
    .min(0, { error: words.partners })
    .max(5, { error: words.partners })
    .default(0),
  join: z.boolean({ error: words.badRequest }).default(false),
  /** Ideas to lay on its table. */
  bring: ideaRefs.default([]),
});
export type CreateSession = z.infer<typeof createSession>;

export const trySession = body({ exercise: id.optional(), name: name.optional() });
export const joinSession = body({ token: token.optional(), code: token.optional(), name });
export const addPerson = body({ name, shares: z.boolean({ error: words.badRequest }) });
export const seatLink = body({ person: id.optional() });
export const useSeat = body({ token });
export const useLead = body({ token, name: name.optional() });
export const useProjector = body({ token });
export const changeMe = body({ name });

/** Longest passage that can be pasted, UTF-16 units. */
export const MOST_PASTED = 100_000;
const group = id;
export const choosePassage = z.discriminatedUnion(
  'choose',
  [
    z.object({ group, choose: z.enum(['draw', 'easier', 'harder']) }),
    z.object({ group, choose: z.literal('field'), field: id }),
    z.object({ group, choose: z.literal('pick'), id }),
    z.object({
      group,
      choose: z.literal('paste'),
      title: title.default(''),
      text: z.string({ error: words.emptyPaste }),
    }),
  ],
  { error: words.badRequest },
);
export type ChoosePassage = z.infer<typeof choosePassage>;

/** What a request says, checked; else the first thing wrong with it, in words. */
export async function read<S extends z.ZodType>(c: Context, schema: S): Promise<z.infer<S>> {
  const type = c.req.header('content-type') ?? '';
  if (!/^application\/json\b/i.test(type)) throw new Denial(415, 'not-json', words.notJson);
  const text = await c.req.text();
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw new Denial(400, 'not-json', words.notJson);
  }
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Denial(400, 'bad-request', issue?.message ?? words.badRequest);
}
