import { join } from 'node:path';
import { type Import, pointsAtFile, readTree, type SourceFile } from './imports.ts';

interface Rule {
  /** The files that the rule is about. The first rule that fits a file decides. */
  files: RegExp;
  /** Folders, or patterns of paths. A file's own top folder goes without saying, unless it stands alone. */
  mayImport: (string | RegExp)[] | 'anything';
  alone?: true;
  /** Packages they may import: `react` stands for `react/…` too, `node:` for all that Node brings. */
  packages: string[] | 'anything';
  because: string;
}

const page = ['react', 'react-dom', '@mantine/core', '@mantine/hooks', '@tabler/icons-react'];
const service = [
  'node:',
  '@hono/node-server',
  '@simplewebauthn/server',
  'better-auth',
  'better-sqlite3',
  'cborg',
  'hono',
  'ical-generator',
  'kysely',
  'lib0',
  'papaparse',
  'pg',
  'pg-cursor',
  'sharp',
  'uqr',
  'ws',
  'yaml',
  'yjs',
  'zod',
];
/** What reads an exercise from a text, without a disk: the page on which people write one loads it, too. */
const readable = /^curriculum\/(checks|fault|form|names|own|resolve|schema|source|way)\.ts$/;
const curriculumData = /^curriculum\/.*\.(ya?ml|json)$/;

const rules: Rule[] = [
  {
    files: /\.test\.tsx?$|(^|\/)contract\.ts$|.\/testing\/|^(tests|bench)\/|^[^/]*\.config\.ts$/,
    mayImport: 'anything',
    packages: 'anything',
    because: 'tests, and the contract suites that they run, look at everything',
  },
  {
    files: /^testing\//,
    mayImport: ['core/', 'text/', 'wire/', 'curriculum/', 'analysis/', 'client/', 'server/', 'bots/'],
    packages: 'anything',
    because: 'what builds a scene for tests holds no view',
  },
  { files: /^scripts\//, mayImport: [], packages: ['node:', 'vite', 'vitest'], because: 'scripts run first' },
  { files: /^core\//, mayImport: [], packages: [], because: 'the core is pure' },
  {
    files: /^text\//,
    mayImport: ['core/'],
    packages: ['yjs', 'lib0'],
    because: 'text is Yjs and nothing else',
  },
  { files: /^analysis\//, mayImport: ['core/'], packages: [], because: 'a measure is a pure function' },
  {
    files: readable,
    mayImport: ['core/', 'analysis/', readable],
    packages: ['yaml', 'zod'],
    alone: true,
    because: 'a browser reads exercises by the same files as the server does',
  },
  {
    files: /^curriculum\//,
    mayImport: ['core/', 'analysis/'],
    packages: ['yaml', 'zod', 'node:'],
    because: 'exercises are data that knows no server and no screen',
  },
  {
    files: /^wire\//,
    mayImport: ['core/', 'text/'],
    packages: ['cborg', 'zod'],
    because: 'the wire is messages and their bytes',
  },
  {
    files: /^client\//,
    mayImport: ['core/', 'text/', 'wire/'],
    packages: ['yjs', 'lib0'],
    because: 'the client is headless: a page, a bot and a benchmark use the same one',
  },
  {
    files: /^surfaces\/(?:[^/]+\/)*model\.ts$/,
    mayImport: ['core/', 'analysis/'],
    packages: [],
    alone: true,
    because: "a surface's model is pure",
  },
  {
    files: /^surfaces\//,
    mayImport: [
      'core/',
      'client/',
      'analysis/',
      'web/ui/',
      'web/messages/',
      'web/session/',
      'web/conversation/',
      'web/words/',
      'web/pictures/',
      'web/http/',
    ],
    packages: page,
    because: 'a surface is shown by any screen',
  },
  {
    files: /^web\/gallery\/[^/]*\.mjs$/,
    mayImport: ['curriculum/'],
    packages: ['node:', 'playwright-core', 'vite'],
    because: 'it looks at the page from outside',
  },
  {
    files: /^web\//,
    mayImport: ['core/', 'client/', 'text/', 'wire/', 'surfaces/', 'analysis/', curriculumData, readable],
    packages: [
      ...page,
      '@codemirror/commands',
      '@codemirror/lang-yaml',
      '@codemirror/language',
      '@codemirror/lint',
      '@codemirror/search',
      '@codemirror/state',
      '@codemirror/view',
      '@fontsource-variable/inter',
      '@fontsource-variable/newsreader',
      '@lezer/highlight',
      '@simplewebauthn/browser',
      'idb',
      'katex',
      'lib0',
      'perfect-freehand',
      'uqr',
      'vite',
      'wouter',
      'y-codemirror.next',
      'yjs',
      'zod',
    ],
    because: 'what a browser loads must not reach into the server',
  },
  {
    files: /^server\/main\.ts$/,
    mayImport: ['core/', 'text/', 'wire/', 'curriculum/', 'analysis/', 'client/', 'bots/'],
    packages: service,
    because: 'the server never holds a view',
  },
  {
    files: /^server\//,
    mayImport: ['core/', 'text/', 'wire/', 'curriculum/', 'analysis/'],
    packages: service,
    because: 'clients and bots are wired to it in server/main.ts alone, and nothing in it holds a view',
  },
  {
    files: /^bots\/demo\.ts$/,
    mayImport: ['core/', 'text/', 'wire/', 'client/', 'curriculum/', 'analysis/', 'server/'],
    packages: service,
    because: 'the demo starts a server and seats bots at it',
  },
  {
    files: /^bots\//,
    mayImport: ['core/', 'text/', 'wire/', 'client/', 'curriculum/', 'analysis/'],
    packages: ['node:', 'ws', 'yjs'],
    because: 'a bot sits in a seat: it knows what a client knows',
  },
  {
    files: /^cli\//,
    mayImport: ['core/', 'text/', 'wire/', 'curriculum/', 'analysis/', 'client/', 'server/', 'bots/'],
    packages: service,
    because: 'the command line holds no view',
  },
];

export interface Violation {
  path: string;
  line: number;
  reason: string;
}

/** Holds every source file below the root against the rules; in order of path and line. */
export function findViolations(root: string): Violation[] {
  const files = readTree(root);
  return [...files.flatMap((file) => violationsIn(root, file)), ...findCycles(files)].sort(
    (a, b) => a.path.localeCompare(b.path) || a.line - b.line,
  );
}

function violationsIn(root: string, { path, imports }: SourceFile): Violation[] {
  const violations: Violation[] = [];
  if (/\/index\.tsx?$/.test(path)) {
    violations.push({
      path,
      line: 1,
      reason: 'no barrels: name the file by what is in it, import it directly',
    });
  }
  if (/(?<!\.test)\.tsx$/.test(path) && !/^(web|surfaces)\//.test(path)) {
    violations.push({ path, line: 1, reason: 'views stand in web/ and surfaces/ alone' });
  }
  const rule = rules.find(({ files }) => files.test(path));
  if (!rule) {
    violations.push({
      path,
      line: 1,
      reason: 'no rule says what may be imported here: add one to the table',
    });
    return violations;
  }
  for (const one of imports) {
    const reason = refuse(root, path, rule, one);
    if (reason) violations.push({ path, line: one.line, reason });
  }
  return violations;
}

function refuse(root: string, path: string, rule: Rule, { specifier, target }: Import): string | undefined {
  const no = `${folderOf(path)} may not import ${specifier}: ${rule.because}`;
  if (target === undefined) return mayUsePackage(rule, specifier) ? undefined : no;
  if (!pointsAtFile(root, target)) return `${specifier} points at no file`;
  if (/\.test\.tsx?$/.test(target)) return `${specifier} is a test: nothing may import it`;
  if (rule.mayImport === 'anything') return undefined;
  const forTests = /(^|\/)testing\//;
  if (forTests.test(target) && !forTests.test(path)) return `${no}, and ${specifier} is for tests`;
  const allowed = [...(rule.alone ? [] : [`${folderOf(path)}/`]), ...rule.mayImport].some((place) =>
    typeof place === 'string' ? target.startsWith(place) : place.test(target),
  );
  return allowed ? undefined : no;
}

function mayUsePackage(rule: Rule, specifier: string): boolean {
  return (
    rule.packages === 'anything' ||
    rule.packages.some((name) =>
      name.endsWith(':')
        ? specifier.startsWith(name)
        : specifier === name || specifier.startsWith(`${name}/`),
    )
  );
}

function folderOf(path: string): string {
  return path.split('/')[0] ?? path;
}

/** One violation per group of files that import one another, with the shortest way round. Types count too. */
function findCycles(files: SourceFile[]): Violation[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const reported = new Set<string>();
  const violations: Violation[] = [];
  for (const { path, imports } of files) {
    if (reported.has(path)) continue;
    const way = shortestWayBack(byPath, path);
    if (!way) continue;
    for (const member of way) reported.add(member);
    const line = imports.find(({ target }) => target === (way[1] ?? path))?.line ?? 1;
    violations.push({ path, line, reason: `import cycle: ${[...way, path].join(' -> ')}` });
  }
  return violations;
}

/** Breadth first from a file to itself; the files on the way, beginning with it. */
function shortestWayBack(byPath: Map<string, SourceFile>, start: string): string[] | undefined {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const path of queue) {
    for (const { target } of byPath.get(path)?.imports ?? []) {
      if (target === start) {
        const way = [path];
        for (let at = path; at !== start; way.unshift(at)) at = cameFrom.get(at) ?? start;
        return way;
      }
      if (target === undefined || cameFrom.has(target)) continue;
      cameFrom.set(target, path);
      queue.push(target);
    }
  }
  return undefined;
}

if (import.meta.main) {
  const violations = findViolations(process.argv[2] ?? join(import.meta.dirname, '..'));
  for (const { path, line, reason } of violations) console.log(`${path}:${line} ${reason}`);
  if (violations.length > 0) process.exitCode = 1;
}
