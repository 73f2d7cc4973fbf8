import type { Context } from 'hono';

/** The answer is a file to keep, named after `title` in plain letters, and in full for browsers that can. */
export function attach(c: Context, title: string, ending: string): void {
  const plain = title
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  const full = encodeURIComponent(`${title.slice(0, 60).toWellFormed()}.${ending}`).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  c.header(
    'Content-Disposition',
    `attachment; filename="${plain || 'greenball'}.${ending}"; filename*=UTF-8''${full}`,
  );
  c.header('Cache-Control', 'no-store');
}
