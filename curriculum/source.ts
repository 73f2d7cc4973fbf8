import {
  type Alias,
  type Document,
  isMap,
  isNode,
  isPair,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import type { Fault } from './fault.ts';
import type { Read } from './schema.ts';

/** What is wrong in a text, and in which line (from 1). */
export interface LineFault {
  line: number;
  reason: string;
}

/** What a text in YAML says, or what is wrong with it, from the first line to the last. */
export function readSource<T>(
  source: string,
  read: (raw: unknown) => Read<T>,
): { value: T } | { faults: LineFault[] } {
  const lines = new LineCounter();
  const doc = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line);
  const broken = [...doc.errors, ...doc.warnings];
  if (broken.length > 0) {
    return {
      faults: broken.map((error) => ({ line: lineAt(error.pos[0]), reason: sayYaml(error) })),
    };
  }
  if (doc.contents === null) return { faults: [{ line: 1, reason: 'the file is empty' }] };
  const loose = looseAliases(doc);
  if (loose.length > 0) {
    return {
      faults: loose.map((alias) => ({
        line: lineAt(alias.range?.[0] ?? 0),
        reason: `\`*${alias.source}\` refers to nothing: \`&${alias.source}\` must stand before it`,
      })),
    };
  }
  let raw: unknown;
  try {
    raw = doc.toJS();
  } catch (error) {
    // Anchors that multiply without end.
    return { faults: [{ line: 1, reason: `not readable as YAML: ${(error as Error).message}` }] };
  }
  const result = read(raw);
  if (result.ok) return { value: result.value };
  const faults = result.faults.map((fault) => ({
    line: lineAt(offsetOf(doc, fault.path)),
    reason: fault.reason,
  }));
  return { faults: faults.sort((a, b) => a.line - b.line) };
}

function looseAliases(doc: Document.Parsed): Alias[] {
  const loose: Alias[] = [];
  visit(doc, {
    Alias(_, alias) {
      if (!alias.resolve(doc)) loose.push(alias);
    },
  });
  return loose;
}

function sayYaml(error: YAMLError): string {
  if (error.code === 'DUPLICATE_KEY') return 'this word already stands above, in the same place';
  if (error.code === 'TAB_AS_INDENT') return 'this line is indented with a tab; use spaces';
  if (error.code === 'MULTIPLE_DOCS')
    return 'a second document starts here (`---`); one file is one exercise';
  return `not readable as YAML: ${error.message}`;
}

/**
 * Where a fault's place stands in the file: the last word on the way to it (so that a text of many lines is found at
 * its name), or the entry of a list. What isn't there is found where it should be: at what would hold it.
 */
function offsetOf(doc: Document.Parsed, path: Fault['path']): number {
  let node: unknown = doc.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const part of path) {
    if (isNode(node) && 'resolve' in node) node = (node as { resolve(doc: Document): unknown }).resolve(doc);
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && keyOf(item.key) === String(part));
      if (!pair) return offset;
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(part)];
      if (!isNode(node)) return offset;
      offset = node.range?.[0] ?? offset;
    } else return offset;
  }
  return offset;
}

const keyOf = (key: unknown): string =>
  key !== null && typeof key === 'object' && 'value' in key ? String(key.value) : String(key);
