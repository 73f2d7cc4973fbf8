import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { parseSync, Visitor } from 'vite';

/** One import, export-from, import() or import type, as it stands in a file. */
export interface Import {
  line: number;
  /** As written: `./seats.ts`, `yjs`, `node:fs`. */
  specifier: string;
  /** What a relative specifier points at, from the root with `/`; undefined for packages. */
  target: string | undefined;
}

export interface SourceFile {
  /** From the root with `/`. */
  path: string;
  imports: Import[];
}

const importing = [
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
];

/** What the kinds of syntax above have in common; an export of the file's own names has no source. */
interface Importing {
  source: { type: string; start: number; value?: unknown } | null;
}

/** Every .ts, .tsx and .mjs file below the root, with its imports; dot folders and built things are left out. */
export function readTree(root: string): SourceFile[] {
  return listSources(root, root).map((path) => ({
    path,
    imports: readImports(path, readFileSync(join(root, path), 'utf8')),
  }));
}

/** Whether a target exists as a file; a query (`?raw`) is not part of its name. */
export function pointsAtFile(root: string, target: string): boolean {
  return existsSync(join(root, target));
}

function listSources(root: string, folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      const foreign = entry.name.startsWith('.') || ['node_modules', 'dist', 'data'].includes(entry.name);
      return foreign ? [] : listSources(root, path);
    }
    return /(?<!\.d)\.(tsx?|mjs)$/.test(entry.name) ? [relative(root, path).split(sep).join('/')] : [];
  });
}

function readImports(path: string, text: string): Import[] {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} can't be parsed: ${errors[0]?.message}`);
  const imports: Import[] = [];
  const add = (source: Importing['source']): void => {
    if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
    const specifier = source.value;
    imports.push({
      line: text.slice(0, source.start).split('\n').length,
      specifier,
      target: specifier.startsWith('.')
        ? posix.join(dirname(path), specifier.replace(/\?.*$/, ''))
        : undefined,
    });
  };
  new Visitor(
    Object.fromEntries(importing.map((kind) => [kind, ({ source }: Importing) => add(source)])),
  ).visit(program);
  return imports;
}
