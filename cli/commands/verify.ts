import { parseArgs } from 'node:util';
import { verify } from '../../server/storage/backends/sqlite/verify.ts';
import { examine } from '../../server/storage/examine.ts';
import type { Examined } from '../../server/storage/examined.ts';
import { findTransfer } from '../../server/storage/transfer.ts';
import { type Console, findPlace, Misuse, type Verb } from '../verb.ts';

export const verb: Verb = {
  usage: '[FOLDER | postgres://…]',
  says: 'Reads a data folder, a backup or a database to the last byte and says whether it is whole.',
  async run(args, console) {
    const { positionals } = parseArgs({ args, allowPositionals: true, options: {} });
    if (positionals.length > 1) throw new Misuse('Name one folder.');
    const place = await findPlace(positionals[0], console);
    if (place.storage !== 'sqlite') {
      const transfer = await findTransfer(place.storage);
      const reason = await transfer.vacant(place.config);
      if (reason !== null) throw new Error(reason);
      return report(await examine(transfer.pour(place.config)), 'database', '', console);
    }
    const folder = place.config.dataDir;
    const { manifest, ...examined } = await verify(folder);
    const more = manifest
      ? ` files ${manifest.files.length} made ${new Date(manifest.made).toISOString()}`
      : '';
    return report(examined, `${manifest ? 'backup' : 'data folder'} ${folder}`, more, console);
  },
};

function report(
  { streams, counts, problems }: Examined,
  what: string,
  more: string,
  console: Console,
): number {
  const { entries, texts, updates, snapshots, blobs } = counts;
  console.out(
    `read ${what}: streams ${streams.length} entries ${entries} ` +
      `texts ${texts} updates ${updates} snapshots ${snapshots} blobs ${blobs}${more}`,
  );
  for (const problem of problems) console.err(problem);
  console.out(problems.length === 0 ? 'whole' : `damaged: ${problems.length} reasons`);
  return problems.length === 0 ? 0 : 1;
}
