import { describe, expect, test } from 'vitest';
import { run } from './run.ts';
import { findVerb, verbNames } from './verb.ts';

async function call(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run(args, { out: (line) => out.push(line), err: (line) => err.push(line), env: {} });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('the command line', () => {
  test('help names every verb with one line', async () => {
    const { code, out } = await call('help');
    expect(code).toBe(0);
    for (const name of await verbNames()) {
      const { verb } = await findVerb(name);
      expect(verb.says).toMatch(/^[^\n]{10,120}$/);
      expect(out).toContain(verb.says);
      expect(out).toMatch(new RegExp(`^ {2}${name}\\b`, 'm'));
    }
    expect((await call()).out).toBe(out);
  });

  test('a verb that is none, and a call that says too little or too much', async () => {
    expect(await call('dance')).toMatchObject({ code: 2, out: '' });
    expect((await call('dance')).err).toMatch(
      /^There is no verb "dance"\. There are: help, account, backup, /,
    );
    expect((await call('../main')).code).toBe(2);
    const { code, err } = await call('backup');
    expect(code).toBe(2);
    expect(err).toContain('npm run greenball -- backup NEW-FOLDER');
    expect((await call('verify', '--wrong')).code).toBe(2);
  });
});
