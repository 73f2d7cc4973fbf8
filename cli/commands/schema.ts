import { readFileSync, writeFileSync } from 'node:fs';
import { describeForm } from '../../curriculum/schema.ts';

export const summary =
  'write the JSON Schema with which editors check exercise files (--check: only compare)';

const file = new URL('../../curriculum/exercise.schema.json', import.meta.url);

/** Writes `curriculum/exercise.schema.json`. With `--check` writes nothing and returns 1 where it is out of date. */
export async function run(args: string[]): Promise<number> {
  const strange = args.find((arg) => arg !== '--check');
  if (strange !== undefined) {
    console.error(`There is no ${strange} here. Use: schema [--check]`);
    return 2;
  }
  const fresh = JSON.stringify(describeForm(), null, 2);
  if (!args.includes('--check')) {
    writeFileSync(file, `${fresh}\n`);
    console.log('Wrote curriculum/exercise.schema.json');
    return 0;
  }
  // What it says counts, not how it is laid out.
  if (JSON.stringify(readWritten(), null, 2) === fresh) return 0;
  console.error('curriculum/exercise.schema.json is out of date: run `npm run greenball -- schema`.');
  return 1;
}

function readWritten(): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
