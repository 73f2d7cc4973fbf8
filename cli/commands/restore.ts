import { parseArgs } from 'node:util';
import { type Eraser, restore } from '../../server/storage/backends/sqlite/restore.ts';
import { findPlace, findVerb, Misuse, mustBeFolder, type Verb, verbNames } from '../verb.ts';

export const verb: Verb = {
  usage: 'BACKUP [--data NEW-FOLDER] [--since OLD-FOLDER]',
  says: 'Makes a data folder of a backup; erases anew whom the old folder has had erased since.',
  async run(args, console) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { data: { type: 'string' }, since: { type: 'string' } },
    });
    const [source, ...more] = positionals;
    if (!source || more.length > 0) throw new Misuse('Name one backup.');
    const place = await findPlace(values.data, console);
    const target = mustBeFolder(
      place,
      'What pg_dump has copied is put back with PostgreSQL’s own tool, into an empty database: ' +
        `pg_restore --no-owner --dbname="$DATABASE_URL" ${source}. Put the file secret back into ` +
        `${place.config.dataDir}, then see with verify whether it is whole. Erase anew whom you erased since.`,
    );
    const erase = await findEraser();
    const { manifest, repeated } = await restore(source, target, {
      ...(values.since === undefined ? {} : { since: values.since }),
      ...(erase ? { erase } : {}),
    });
    for (const { space, person } of repeated) console.out(`erased again: ${person} of ${space}`);
    if (values.since === undefined) {
      console.out(
        'Whoever was erased after this backup is back. Name the old folder with --since to erase them anew.',
      );
    }
    console.out(
      `restored ${source} to ${target}: streams ${manifest.streams.length} erasures ${repeated.length}`,
    );
    return 0;
  },
};

/** The verb `erase` offers what it does as `eraser`. */
async function findEraser(): Promise<Eraser | undefined> {
  if (!(await verbNames()).includes('erase')) return undefined;
  return (await findVerb('erase')).eraser as Eraser | undefined;
}
