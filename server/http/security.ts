import type { IncomingMessage } from 'node:http';
import type { Context, MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { words } from '../words.ts';
import { Denial } from './answers.ts';

/** A host as it may stand in a header of ours. */
const HOST = /^[a-z0-9.-]+(:\d+)?$|^\[[0-9a-f:.]+\](:\d+)?$/i;

/** Browsers differ in whether 'self' covers websockets, so the page's own host is named as well. */
function ownSockets(c: Context): string {
  const host = c.req.header('host') ?? '';
  return HOST.test(host) ? `ws://${host} wss://${host}` : '';
}

/**
 * Everything comes from here, nothing runs that stands in the page itself. Styles may: the component library writes
 * its theme into a style element, and formulas are set with style attributes.
 */
export const secure = (https: boolean): MiddlewareHandler =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      fontSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      mediaSrc: ["'self'", 'blob:'],
      connectSrc: ["'self'", ownSockets],
      workerSrc: ["'self'", 'blob:'],
      manifestSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      objectSrc: ["'none'"],
    },
    strictTransportSecurity: https ? 'max-age=15552000' : false,
    // Both are ignored, loudly, on pages that come over plain HTTP from the local network.
    crossOriginOpenerPolicy: https,
    originAgentCluster: https,
    xFrameOptions: 'DENY',
    referrerPolicy: 'no-referrer',
  });

/** For what people brought, in place of the page's policy: opened by itself it can do nothing, whatever it is. */
export const secureAlone: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('Content-Security-Policy', "default-src 'none'; sandbox");
};

/**
 * Whether a request that changes something comes from our own page. A browser always says where such a request
 * comes from; what says nothing is no browser, and carries nobody's cookie but its own.
 */
export function comesFromHere(
  headers: { origin: string | undefined; host: string | undefined; site: string | undefined },
  publicHost: string | null,
): boolean {
  const { origin, host, site } = headers;
  if (origin === undefined) return site === undefined || site === 'same-origin' || site === 'none';
  let from: string;
  try {
    from = new URL(origin).host;
  } catch {
    return false;
  }
  return from === host || (publicHost !== null && from === publicHost);
}

export const refuseOtherSites =
  (publicHost: string | null): MiddlewareHandler =>
  async (c, next) => {
    const headers = {
      origin: c.req.header('origin'),
      host: c.req.header('host'),
      site: c.req.header('sec-fetch-site'),
    };
    const reads = c.req.method === 'GET' || c.req.method === 'HEAD';
    if (!reads && !comesFromHere(headers, publicHost)) {
      throw new Denial(403, 'elsewhere', words.elsewhere);
    }
    await next();
  };

/** The same for a websocket's upgrade, which browsers let every site attempt. */
export const upgradeComesFromHere = (request: IncomingMessage, publicHost: string | null): boolean =>
  comesFromHere({ origin: request.headers.origin, host: request.headers.host, site: undefined }, publicHost);
