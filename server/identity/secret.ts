import { randomBytes } from 'node:crypto';
import { chmod, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../storage/folder.ts';

const BYTES = 32;
export const SECRET_FILE = 'secret';

/**
 * The secret that signs cookies and from which join links follow: made once, kept in the data folder where only
 * its owner may read it. Without a folder it lives as long as the process.
 */
export async function keepSecret(folder: string | null): Promise<Uint8Array> {
  if (folder === null) return randomBytes(BYTES);
  makeFolder(folder);
  const path = join(folder, SECRET_FILE);
  try {
    const kept = Buffer.from((await readFile(path, 'utf8')).trim(), 'base64url');
    if (kept.length !== BYTES) throw new Error(`${path} doesn't hold a secret of ${BYTES} bytes.`);
    await chmod(path, 0o600);
    return kept;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const made = randomBytes(BYTES);
  // Written beside and renamed, so that a crash can't leave half a secret.
  const file = await open(`${path}.new`, 'w', 0o600);
  await file.writeFile(`${made.toString('base64url')}\n`);
  await file.sync();
  await file.close();
  await rename(`${path}.new`, path);
  return made;
}
