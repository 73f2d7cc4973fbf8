import { type Console, findVerb, Misuse, verbNames } from './verb.ts';

/** `VERB ARGUMENTS…`; answers with the exit code: 2 for a call that can't be understood. */
export async function run([name = 'help', ...args]: string[], console: Console): Promise<number> {
  const names = await verbNames();
  if (['help', '--help', '-h'].includes(name)) {
    console.out('npm run greenball -- VERB …');
    console.out('');
    for (const verb of names) {
      const { usage, says } = (await findVerb(verb)).verb;
      console.out(`  ${[verb, usage].join(' ').trim()}`);
      console.out(`      ${says}`);
    }
    return 0;
  }
  if (!names.includes(name)) {
    console.err(`There is no verb "${name}". There are: help, ${names.join(', ')}.`);
    return 2;
  }
  const { verb } = await findVerb(name);
  try {
    return await verb.run(args, console);
  } catch (error) {
    console.err(error instanceof Error ? error.message : String(error));
    if (!isMisuse(error)) return 1;
    console.err(`Like this: npm run greenball -- ${name} ${verb.usage}`);
    return 2;
  }
}

/** Including what `parseArgs` throws. */
const isMisuse = (error: unknown): boolean =>
  error instanceof Misuse || String((error as { code?: unknown }).code ?? '').startsWith('ERR_PARSE_ARGS');
