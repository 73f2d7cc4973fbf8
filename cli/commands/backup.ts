import { parseArgs } from 'node:util';
import { backup } from '../../server/storage/backends/sqlite/backup.ts';
import { findPlace, Misuse, mustBeFolder, type Verb } from '../verb.ts';

export const verb: Verb = {
  usage: 'NEW-FOLDER [--data FOLDER]',
  says: 'Copies everything into a new folder, also while Greenball runs, and checks the copy.',
  async run(args, console) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { data: { type: 'string' } },
    });
    const [target, ...more] = positionals;
    if (!target || more.length > 0) throw new Misuse('Name one folder for the backup.');
    const place = await findPlace(values.data, console);
    const data = mustBeFolder(
      place,
      'What is in PostgreSQL is copied with PostgreSQL’s own tool, also while Greenball runs: ' +
        `pg_dump --format=custom --file=${target} "$DATABASE_URL". ` +
        `Keep the file secret in ${place.config.dataDir} with it: without that everybody is a stranger.`,
    );
    const manifest = await backup(data, target, Date.now());
    for (const { space, stream, seq } of manifest.streams) console.out(`${space} ${stream}: ${seq} entries`);
    const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
    console.out(`backup of ${data} in ${target}: streams ${manifest.streams.length} bytes ${bytes} verified`);
    return 0;
  },
};
