import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { findViolations, type Violation } from '../scripts/boundaries.ts';

const made: string[] = [];

/** Writes a tree of files and says what is wrong in it, as `file:line reason`. */
function judge(files: Record<string, string>): string[] {
  const root = mkdtempSync(join(tmpdir(), 'greenball-boundaries-'));
  made.push(root);
  for (const [file, source] of Object.entries(files)) {
    mkdirSync(join(root, dirname(file)), { recursive: true });
    writeFileSync(join(root, file), source);
  }
  return say(findViolations(root));
}

const say = (violations: Violation[]) =>
  violations.map(({ path, line, reason }) => `${path}:${line} ${reason}`);

afterEach(() => {
  for (const root of made.splice(0)) rmSync(root, { recursive: true });
});

const FROM = (target: string) => `import { x } from '${target}';\n`;
const EMPTY = 'export const x = 1;\n';

const topOf = (file: string) => file.split('/')[0];

describe('boundaries', () => {
  it('hold in this repository', () => {
    expect(say(findViolations(join(import.meta.dirname, '..')))).toEqual([]);
  });

  // A file, what it imports, and what there is to import.
  const forbidden: [file: string, specifier: string, target?: string][] = [
    ['core/a.ts', '../text/b.ts', 'text/b.ts'],
    ['core/a.ts', 'zod'],
    ['core/a.ts', 'node:fs'],
    ['text/a.ts', '../wire/b.ts', 'wire/b.ts'],
    ['text/a.ts', 'zod'],
    ['analysis/a.ts', '../text/b.ts', 'text/b.ts'],
    ['analysis/a.ts', 'yjs'],
    ['curriculum/a.ts', '../server/b.ts', 'server/b.ts'],
    ['curriculum/a.ts', 'hono'],
    ['curriculum/own.ts', 'node:fs'],
    ['curriculum/own.ts', './load.ts', 'curriculum/load.ts'],
    ['web/screens/a.ts', '../../curriculum/load.ts', 'curriculum/load.ts'],
    ['wire/a.ts', '../client/b.ts', 'client/b.ts'],
    ['wire/a.ts', 'node:crypto'],
    ['client/a.ts', '../web/b.ts', 'web/b.ts'],
    ['client/a.ts', 'zod'],
    ['client/a.ts', 'node:fs'],
    ['surfaces/cards/view.tsx', '../../web/device/b.ts', 'web/device/b.ts'],
    ['surfaces/cards/view.tsx', '../../web/screens/b.tsx', 'web/screens/b.tsx'],
    ['surfaces/cards/view.tsx', '../../server/b.ts', 'server/b.ts'],
    ['web/gallery/pose.ts', '../../curriculum/b.ts', 'curriculum/b.ts'],
    ['surfaces/cards/view.tsx', 'hono'],
    ['surfaces/cards/model.ts', '../../client/b.ts', 'client/b.ts'],
    ['surfaces/cards/model.ts', '../../web/ui/b.ts', 'web/ui/b.ts'],
    ['surfaces/cards/model.ts', '../outline/b.ts', 'surfaces/outline/b.ts'],
    ['surfaces/cards/model.ts', './suits.ts', 'surfaces/cards/suits.ts'],
    ['surfaces/cards/model.ts', 'react'],
    ['web/a.ts', '../server/b.ts', 'server/b.ts'],
    ['web/a.ts', '../cli/b.ts', 'cli/b.ts'],
    ['web/a.ts', '../bots/b.ts', 'bots/b.ts'],
    ['web/a.ts', '../testing/b.ts', 'testing/b.ts'],
    ['web/a.ts', '../tests/b.ts', 'tests/b.ts'],
    ['web/a.ts', 'node:path'],
    ['server/a.ts', '../web/b.ts', 'web/b.ts'],
    ['server/a.ts', '../surfaces/cards/model.ts', 'surfaces/cards/model.ts'],
    ['server/a.ts', '../client/b.ts', 'client/b.ts'],
    ['server/a.ts', '../bots/b.ts', 'bots/b.ts'],
    ['server/http/main.ts', '../../bots/b.ts', 'bots/b.ts'],
    ['server/a.ts', '../testing/b.ts', 'testing/b.ts'],
    ['server/a.ts', 'react'],
    ['server/a.ts', '@mantine/core'],
    ['bots/a.ts', '../server/b.ts', 'server/b.ts'],
    ['cli/a.ts', '../web/b.ts', 'web/b.ts'],
    ['testing/a.ts', '../web/b.ts', 'web/b.ts'],
  ];
  it.each(forbidden)('%s may not import %s', (file, specifier, target) => {
    const found = judge({ [file]: EMPTY + FROM(specifier), ...(target ? { [target]: EMPTY } : {}) });
    expect(found).toEqual([
      expect.stringContaining(`${file}:2 ${topOf(file)} may not import ${specifier}: `),
    ]);
  });

  const allowed: [file: string, specifier: string, target?: string][] = [
    ['core/notes/a.ts', '../stream/b.ts', 'core/stream/b.ts'],
    ['core/a.test.ts', 'node:fs'],
    ['core/a.test.ts', '../testing/b.ts', 'testing/b.ts'],
    ['text/a.ts', 'lib0/encoding'],
    ['client/a.ts', '../wire/b.ts', 'wire/b.ts'],
    ['web/screens/a.ts', '../../curriculum/own.ts', 'curriculum/own.ts'],
    ['surfaces/cards/view.tsx', '../../web/ui/b.tsx', 'web/ui/b.tsx'],
    ['surfaces/cards/view.tsx', './model.ts', 'surfaces/cards/model.ts'],
    ['surfaces/cards/model.ts', '../../analysis/b.ts', 'analysis/b.ts'],
    ['web/a.ts', '../surfaces/cards/view.tsx', 'surfaces/cards/view.tsx'],
    ['server/main.ts', '../bots/b.ts', 'bots/b.ts'],
    ['server/a.ts', 'better-sqlite3'],
    ['tests/a.ts', '../server/b.ts', 'server/b.ts'],
  ];
  it.each(allowed)('%s may import %s', (file, specifier, target) => {
    expect(judge({ [file]: FROM(specifier), ...(target ? { [target]: EMPTY } : {}) })).toEqual([]);
  });

  it.each([
    ['type import', "import type { X } from '../web/b.ts';"],
    ['re-export', "export { x } from '../web/b.ts';"],
    ['re-export of everything', "export * from '../web/b.ts';"],
    ['dynamic import', "export const later = () => import('../web/b.ts');"],
    ['import for its effect', "import '../web/b.ts';"],
    ['type that is imported where it is used', "export type X = import('../web/b.ts').X;"],
    ['query', "import url from '../web/b.ts?url';"],
  ])('see a %s', (_name, source) => {
    const found = judge({ 'core/a.ts': source, 'web/b.ts': EMPTY });
    expect(found).toEqual([expect.stringMatching(/^core\/a\.ts:1 core may not import \.\.\/web\/b\.ts/)]);
  });

  it('ask for the name of a file that is there', () => {
    expect(judge({ 'core/a.ts': FROM('./b'), 'core/b.ts': EMPTY })).toEqual([
      'core/a.ts:1 ./b points at no file',
    ]);
  });

  it('ask for a rule for every file', () => {
    expect(judge({ 'misc/a.ts': EMPTY })).toEqual([expect.stringContaining('misc/a.ts:1 no rule says')]);
  });

  it('let nobody import a test', () => {
    expect(judge({ 'core/a.ts': FROM('./b.test.ts'), 'core/b.test.ts': EMPTY })).toEqual([
      expect.stringContaining('core/a.ts:1 ./b.test.ts is a test'),
    ]);
  });

  it('keep views out of the server', () => {
    expect(judge({ 'server/a.ts': FROM('./b.tsx'), 'server/b.tsx': EMPTY }).length).toBeGreaterThan(0);
  });

  it('know no barrels', () => {
    const found = judge({ 'core/notes/index.ts': "export * from './tree.ts';", 'core/notes/tree.ts': EMPTY });
    expect(found).toEqual([expect.stringContaining('core/notes/index.ts:1 no barrels')]);
  });

  it('report a cycle with everybody in it', () => {
    const found = judge({
      'core/a.ts': FROM('./b.ts'),
      'core/b.ts': FROM('./c.ts'),
      'core/c.ts': `${EMPTY}import type { y } from './a.ts';`,
    });
    expect(found).toEqual(['core/a.ts:1 import cycle: core/a.ts -> core/b.ts -> core/c.ts -> core/a.ts']);
  });

  it('refuse to pass over a file that cannot be read', () => {
    expect(() => judge({ 'core/a.ts': 'import {' })).toThrow("core/a.ts can't be parsed");
  });
});
