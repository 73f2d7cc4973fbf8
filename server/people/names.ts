import { z } from 'zod';
import { words } from '../words.ts';

/** Controls, line ends, and marks that turn the direction of writing for what follows. */
const UNSHOWN = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/** Something that can be seen. */
const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u;

export const oneLine = (given: string): string => given.replace(UNSHOWN, ' ').replace(/\s+/g, ' ').trim();

/** A name as it may stand: 1 to 60 characters, of which one can be seen. */
export const personName = z
  .string({ error: words.name })
  .max(2000, { error: words.name })
  .transform(oneLine)
  .refine((given) => SEEN.test(given) && [...given].length <= 60, { error: words.name });

export const email = z
  .string({ error: words.email })
  .max(254, { error: words.email })
  .transform((given) => given.trim().toLowerCase())
  .pipe(z.email({ error: words.email }));
