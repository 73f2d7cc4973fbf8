import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

export const MANIFEST_FILE = 'manifest.json';

/** What a backup says that it is. Hashes are SHA-256 in hexadecimal. */
const manifestSchema = z.object({
  greenball: z.literal('backup'),
  version: z.literal(1),
  /** The instant of the copy, milliseconds since 1970. */
  made: z.number(),
  layout: z.number(),
  files: z.array(z.object({ name: z.string().regex(/^[^/\\]+$/), bytes: z.number(), hash: z.string() })),
  streams: z.array(z.object({ space: z.string(), stream: z.string(), seq: z.number(), hash: z.string() })),
});
export type Manifest = z.infer<typeof manifestSchema>;

export const isBackup = (folder: string): boolean => existsSync(join(folder, MANIFEST_FILE));

/** Throws with a sentence where the manifest can't be understood. */
export function readManifest(folder: string): Manifest {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(join(folder, MANIFEST_FILE), 'utf8'));
  } catch {
    throw new Error(`${MANIFEST_FILE} can't be read.`);
  }
  const parsed = manifestSchema.safeParse(json);
  if (!parsed.success) throw new Error(`${MANIFEST_FILE} isn't that of a backup that this Greenball knows.`);
  return parsed.data;
}

export async function hashFile(path: string): Promise<{ bytes: number; hash: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { bytes, hash: hash.digest('hex') };
}
