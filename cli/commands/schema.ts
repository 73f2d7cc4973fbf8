import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { describeForm } from '../../curriculum/schema.ts';
import type { Verb } from '../verb.ts';

const FILE = new URL('../../curriculum/exercise.schema.json', import.meta.url);

export const verb: Verb = {
  usage: '[--check]',
  says: 'Writes the JSON Schema with which editors check exercise files; with --check only compares.',
  async run(args, console) {
    const { values } = parseArgs({ args, options: { check: { type: 'boolean' } } });
    const fresh = JSON.stringify(describeForm(), null, 2);
    if (!values.check) {
      writeFileSync(FILE, `${fresh}\n`);
      console.out('wrote curriculum/exercise.schema.json');
      return 0;
    }
    // What it says counts, not how it is laid out.
    if (JSON.stringify(readWritten(), null, 2) === fresh) return 0;
    console.err('curriculum/exercise.schema.json is out of date: run `npm run greenball -- schema`.');
    return 1;
  },
};

function readWritten(): unknown {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8'));
  } catch {
    return null;
  }
}
