import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Refusal, RefusalCode } from '../../core/stream/refusal.ts';
import { refusals, words } from '../words.ts';

/** An answer that says no: thrown anywhere below a route, told as `{error: {code, say}}`. */
export class Denial extends Error {
  override name = 'Denial';
  readonly status: ContentfulStatusCode;
  readonly code: string;
  /** Seconds after which another try makes sense. */
  readonly after: number | undefined;

  constructor(status: ContentfulStatusCode, code: string, say: string, after?: number) {
    super(say);
    this.status = status;
    this.code = code;
    this.after = after;
  }
}

export const notFound = (): Denial => new Denial(404, 'not-found', words.notFound);
export const noSuchLink = (): Denial => new Denial(404, 'no-such-link', words.noSuchLink);
export const leadOnly = (): Denial => new Denial(403, 'lead-only', words.leadOnly);

export const keeperOnly = (): Denial => new Denial(403, 'keeper-only', words.keeperOnly);

const STATUS: Partial<Record<RefusalCode, ContentfulStatusCode>> = {
  'not-found': 404,
  'lead-only': 403,
  'not-yours': 403,
  'too-long': 413,
  'read-only': 503,
  'not-saved': 503,
  'bad-shape': 400,
};

/** Passes on that the session didn't take a command. */
export function demand(result: { ok: true } | Refusal): void {
  if ('refused' in result) {
    throw new Denial(STATUS[result.refused] ?? 409, result.refused, refusals[result.refused]);
  }
}

export function answerError(error: Error, c: Context): Response {
  if (error instanceof Denial) {
    if (error.after !== undefined) c.header('Retry-After', String(Math.ceil(error.after)));
    return c.json({ error: { code: error.code, say: error.message } }, error.status);
  }
  if (error instanceof HTTPException) {
    const say = error.status === 413 ? words.tooBig : words.badRequest;
    return c.json({ error: { code: error.status === 413 ? 'too-big' : 'bad-request', say } }, error.status);
  }
  if (error.name === 'StorageFull' || error.name === 'StorageUnavailable' || isDiskFull(error)) {
    return c.json({ error: { code: 'not-saved', say: words.notKept } }, 503);
  }
  console.error(error);
  return c.json({ error: { code: 'broken', say: words.broken } }, 500);
}

const isDiskFull = (error: Error): boolean => {
  const { code } = error as NodeJS.ErrnoException;
  return (
    code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'SQLITE_IOERR_WRITE' || code === 'SQLITE_READONLY'
  );
};
