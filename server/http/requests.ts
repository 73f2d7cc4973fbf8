import type { Context } from 'hono';
import { z } from 'zod';
import { LEAST_PASSWORD, MOST_PASSWORD } from '../identity/auth.ts';
import { email, oneLine, personName } from '../people/names.ts';
import { words } from '../words.ts';
import { Denial } from './answers.ts';

export const name = personName;

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

const saysPassword = words.password(LEAST_PASSWORD, MOST_PASSWORD);
const password = z
  .string({ error: saysPassword })
  .min(LEAST_PASSWORD, { error: saysPassword })
  .max(MOST_PASSWORD, { error: saysPassword });
/** As it was typed: what fits no account is said to be wrong, not too short. */
const typedPassword = z.string({ error: words.wrongPassword }).max(1000, { error: words.wrongPassword });
const flag = z.boolean({ error: words.badRequest });
const credential = z.looseObject(
  { id, response: z.looseObject({ clientDataJSON: z.string() }) },
  { error: words.badRequest },
);

/** A week, for good, or no longer. */
export const putOff = body({ away: z.enum(['week', 'ever', 'no'], { error: words.badRequest }) });

export const signUp = body({ name, email, password, keeper: token.optional() });
export const signIn = body({ email, password: typedPassword, bring: flag.default(false) });
export const changePassword = body({ was: typedPassword, password });
export const recover = body({ token, password });
export const useToken = body({ token });
export const leave = body({ whole: flag.default(false) });
export const makePasskey = body({ name: title, answer: credential });
export const usePasskey = body({ answer: credential, bring: flag.default(false) });
export const changeSpace = body({ creators: z.enum(['anybody', 'accounts'], { error: words.badRequest }) });

const said = z.string({ error: words.team }).transform(oneLine);
const short = said.refine((given) => [...given].length <= 120, { error: words.team });
const several = z.array(short, { error: words.team }).max(20, { error: words.team });
export const listedPerson = body({
  name,
  email: email.nullable().default(null),
  team: short.nullable().default(null),
  level: z
    .int({ error: words.level })
    .min(1, { error: words.level })
    .max(5, { error: words.level })
    .nullable()
    .default(null),
  languages: several.default([]),
  knows: several.default([]),
});
export const importPeople = body({ csv: z.string({ error: words.badRequest }), write: flag });
export const changeRole = body({ role: z.enum(['keeper', 'lead', 'member'], { error: words.badRequest }) });
export const eraseMe = body({
  people: z.array(id, { error: words.badRequest }).max(100),
  yes: z.literal(true),
});

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
