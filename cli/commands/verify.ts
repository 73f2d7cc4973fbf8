import { parseArgs } from 'node:util';
import { verify } from '../../server/storage/backends/sqlite/verify.ts';
import { dataFolder, Misuse, type Verb } from '../verb.ts';

export const verb: Verb = {
  usage: '[FOLDER]',
  says: 'Reads a data folder or a backup to the last byte and says whether it is whole.',
  async run(args, console) {
    const { positionals } = parseArgs({ args, allowPositionals: true, options: {} });
    if (positionals.length > 1) throw new Misuse('Name one folder.');
    const folder = positionals[0] ?? dataFolder(console);
    const { manifest, streams, counts, problems } = await verify(folder);
    const { entries, texts, updates, snapshots, blobs } = counts;
    console.out(
      `read ${manifest ? 'backup' : 'data folder'} ${folder}: streams ${streams.length} entries ${entries} ` +
        `texts ${texts} updates ${updates} snapshots ${snapshots} blobs ${blobs}` +
        `${manifest ? ` files ${manifest.files.length} made ${new Date(manifest.made).toISOString()}` : ''}`,
    );
    for (const problem of problems) console.err(problem);
    console.out(problems.length === 0 ? 'whole' : `damaged: ${problems.length} reasons`);
    return problems.length === 0 ? 0 : 1;
  },
};
