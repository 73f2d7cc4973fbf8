import { z } from 'zod';

/**
 * The written form of an exercise: what a YAML file may say. It is kinder than the engine's own form: most things
 * have a default, `says` may be one sentence for everybody, a complaint may be named by its key in the deck.
 */

/** Ids are short and speakable: they end up in addresses, in exports and in what people say to one another. */
const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const LONGEST = 4000;

const name = z
  .string()
  .max(60)
  .regex(NAME, { error: 'a name is small letters, digits and single hyphens, like `annoying-partner`' });
const words = z.string().trim().min(1, { error: 'say something here, or leave it out' }).max(LONGEST);
const minutes = z.number().positive({ error: 'minutes are more than 0' }).max(600);

/** An object that refuses words it doesn't know, and says which ones it does. */
function wordsOf<T extends z.ZodRawShape>(shape: T) {
  const known = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? `isn't a word that goes here; these do: ${known}` : undefined,
  });
}

const label = words.describe('What stands beside the field on the screen');
const field = z
  .union(
    [
      z.string().regex(/^(words|\d+-\d+)$/, { error: 'a short field is a scale like `0-10`, or `words`' }),
      wordsOf({ type: z.literal('scale'), from: z.number(), to: z.number(), label }),
      wordsOf({
        type: z.literal('choice'),
        options: z.record(name, words).describe('Each choice: its name, and what stands on the screen'),
        label,
      }),
      wordsOf({
        type: z.literal('words'),
        label,
        usual: words.optional().describe('What counts until somebody says something else'),
      }),
    ],
    { error: 'a field is `0-10`, `words`, or has a `type`: scale, choice or words' },
  )
  .describe('`0-10` for a scale, `words` for free words, or an object with a type and a label');

const complaint = z
  .union(
    [
      name,
      wordsOf({
        key: name,
        say: words,
        evergreen: z.boolean().default(false).describe('Always at hand, whatever the step'),
      }),
    ],
    { error: 'a complaint is a key from the deck, or an object with `key` and `say`' },
  )
  .describe('A key of curriculum/complaints.yaml, or your own: { key, say }');

const sight = z
  .enum(['own', 'group', 'room'])
  .describe('own: the writer alone, until a reveal; group: their group; room: everybody');

const step = wordsOf({
  id: name,
  title: words,
  minutes: minutes.describe('A house estimate'),
  pace: z
    .enum(['room', 'group'])
    .default('group')
    .describe('room: the lead moves everybody; group: each group goes on when it likes'),
  surface: name.describe('How the step looks: the name of a folder in surfaces/'),
  writes: z.record(name, z.array(name)).default({}).describe('Seat (or everyone) -> kinds it may write'),
  sees: z.record(name, sight).default({}).describe('Kind -> who sees it; adds to `sees` of the exercise'),
  says: z
    .union([words, z.record(name, words)], {
      error: '`says` is a text for everybody, or a text for each seat',
    })
    .describe('What people are told: one text for everybody, or one for each seat (and everyone)'),
  leadSays: words.describe('What whoever leads says aloud when the step begins'),
  complainers: z.array(name).default([]).describe('Seats that complain, or everyone'),
  complaints: z
    .union([z.literal('deck'), z.array(complaint)], {
      error: '`complaints` is a list of complaints, or `deck` for the whole deck',
    })
    .default([])
    .describe('What they complain with: a list, or `deck` for the whole deck'),
  compulsorySeconds: z
    .number()
    .int()
    .min(0)
    .max(600)
    .default(0)
    .describe('For so many seconds a complaint after every sentence is compulsory'),
  offerers: z.array(name).default([]).describe('Seats that may offer a restatement'),
  holds: name.nullable().default(null).describe('One note of this kind stands ready for each group'),
  reveals: z
    .array(name)
    .default([])
    .describe('Kinds whose private notes the group sees when the step begins'),
  compares: z.boolean().default(false).describe("Each group looks at another's work"),
  debriefs: z.boolean().default(false).describe('Asks each person privately how it went'),
  shares: z
    .array(name)
    .default([])
    .describe('A share-out: each group picks which of its notes of these kinds everybody sees'),
  watchFor: words.optional().describe('What whoever leads looks and listens for'),
  skipIfLate: z.boolean().default(false).describe('May be left out when the day runs late'),
});

const kind = wordsOf({
  name: words.describe('What people call one of these'),
  children: z.array(name).default([]).describe('Kinds that may stand under it'),
  fields: z.record(name, field).default({}),
  example: words.describe('A small real example, shown where nothing stands yet'),
});

export const exerciseForm = wordsOf({
  id: name.describe("The file's name without .yaml"),
  version: z.number().int().min(1).default(1),
  title: words,
  purpose: words.describe('One sentence: what you can do afterwards'),
  tracks: words.describe('What you keep in your head all along'),
  minutes: minutes
    .optional()
    .describe('The whole, all rounds. Left out: the sum. Written: it must be the sum'),
  order: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe('Where it stands in the list: lower numbers first, then those without one by name'),
  begins: z
    .enum(['together', 'alone'])
    .optional()
    .describe('Left out: together for groups, alone for one person. A conversation never begins in silence'),
  group: wordsOf({
    size: z.number().int().min(1).max(12),
    third: name.nullable().default(null).describe('The seat of one person too many; the last of the seats'),
  }),
  seats: z.array(wordsOf({ id: name, name: words, does: words })).min(1),
  input: z.enum(['passage', 'none']).default('none'),
  kinds: z.record(name, kind).default({}),
  sees: z
    .record(name, z.enum(['group', 'room']))
    .default({})
    .describe('Kind -> who sees it in every step that says nothing else'),
  steps: z.array(step).min(1),
  rounds: wordsOf({
    of: z.array(name).default([]).describe('Steps that are done again in every round'),
    between: z.array(name).default([]).describe('Steps done once, after the first of several rounds'),
    default: z.number().int().min(1).max(20).default(1),
    swap: z.boolean().default(false).describe('Seats rotate with each round'),
  }).default({ of: [], between: [], default: 1, swap: false }),
  extensions: z
    .array(
      wordsOf({
        title: words,
        say: words,
        does: z
          .enum(['swap', 'input', 'compare'])
          .optional()
          .describe('What the page does for it: new seats, another passage, another group'),
      }),
    )
    .describe('Three things for whoever finishes early: swap seats, another input, compare'),
  brief: wordsOf({
    minutes: minutes.default(5),
    steps: z.array(name).min(1),
  }).describe('The five-minute version'),
});

export type WrittenExercise = z.output<typeof exerciseForm>;
export type WrittenStep = WrittenExercise['steps'][number];
export type WrittenField = z.output<typeof field>;

/** The deck: what a partner can be annoying with, in any exercise. `when` says when it fits. */
export const deckForm = z.array(wordsOf({ key: name, say: words, when: words }));
