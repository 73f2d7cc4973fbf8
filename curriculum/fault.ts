import type { z } from 'zod';

/** What is wrong, and the way to it through the written object: `['steps', 2, 'says', 'reader']`. */
export interface Fault {
  path: (string | number)[];
  reason: string;
}

type Issue = z.core.$ZodIssue;

const quote = (key: PropertyKey) => `\`${String(key)}\``;

/** Says in plain words what a schema found. Pass `reportInput: true` when parsing. */
export function sayIssues(issues: readonly Issue[], under: (string | number)[] = []): Fault[] {
  return issues.flatMap((issue) => sayIssue(issue, [...under, ...(issue.path as (string | number)[])]));
}

function sayIssue(issue: Issue, path: (string | number)[]): Fault[] {
  const last = path.at(-1);
  const here = typeof last === 'string' ? quote(last) : last === undefined ? 'the file' : 'this entry';
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key], reason: `${quote(key)} ${issue.message}` }));
  }
  if (issue.code === 'invalid_union') {
    // The branch that has the right shape knows best what is wrong inside it.
    const near = issue.errors.find((branch) => !branch.some((inner) => strays(inner)));
    if (near) return sayIssues(near, path);
  }
  if (issue.code === 'invalid_key') {
    return [{ path, reason: `${here}: ${issue.issues[0]?.message ?? issue.message}` }];
  }
  if (issue.input === undefined) return [{ path, reason: `${here} is missing` }];
  if (issue.code === 'invalid_type') {
    return [
      {
        path,
        reason: `${here} must be ${nameType(issue.expected)}, but it is ${nameType(typeOf(issue.input))}`,
      },
    ];
  }
  if (issue.code === 'invalid_value') {
    return [{ path, reason: `${here} must be one of: ${issue.values.map(String).join(', ')}` }];
  }
  if (issue.code === 'too_small' && issue.origin === 'array') {
    return [{ path, reason: `${here} must hold at least ${issue.minimum}` }];
  }
  if (issue.code === 'too_big') {
    const unit = issue.origin === 'string' ? ' letters' : '';
    return [{ path, reason: `${here} must be at most ${issue.maximum}${unit}` }];
  }
  if (issue.code === 'too_small' && issue.origin !== 'string' && issue.inclusive) {
    return [{ path, reason: `${here} must be at least ${issue.minimum}` }];
  }
  return [{ path, reason: `${here}: ${issue.message}` }];
}

/** A union's branch that isn't meant: another type of thing altogether, or another `type`. */
function strays(issue: Issue): boolean {
  if (issue.path.length === 0) return issue.code === 'invalid_type';
  return issue.path.length === 1 && issue.path[0] === 'type' && issue.code === 'invalid_value';
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function nameType(type: string): string {
  const names: Record<string, string> = {
    string: 'text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    object: 'a set of `word: value` lines',
    record: 'a set of `word: value` lines',
    null: 'empty',
  };
  return names[type] ?? type;
}
