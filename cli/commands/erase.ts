import { parseArgs } from 'node:util';
import { findSpace } from '../../server/directory/database.ts';
import { erasePerson } from '../../server/erasure.ts';
import type { Eraser } from '../../server/storage/backends/sqlite/restore.ts';
import { findBackend } from '../../server/storage/backends.ts';
import { openWhole } from '../directory.ts';
import { findPlace, Misuse, type Verb } from '../verb.ts';

export const verb: Verb = {
  usage: '(--list [NAME] | PERSON --yes) [--data FOLDER]',
  says: 'Takes everything of one person out of a data folder: name, words, texts, files. Stop Greenball first.',
  async run(args, console) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { list: { type: 'boolean' }, yes: { type: 'boolean' }, data: { type: 'string' } },
    });
    if (positionals.length > 1 || (!values.list && positionals.length === 0)) {
      throw new Misuse('Name one person by their id; --list shows ids.');
    }
    const place = await findPlace(values.data, console);
    const [named] = positionals;
    const backend = await findBackend(place.storage);
    const storage = await backend.open(place.config);
    try {
      const db = await openWhole(await backend.openTables(place.config));
      try {
        const space = await findSpace(db, Date.now());
        const rows = await db
          .selectFrom('people')
          .select(['id', 'name', 'created'])
          .where('space', '=', space)
          .orderBy('created')
          .execute();
        if (values.list) {
          const sought = (named ?? '').toLowerCase();
          for (const { id, name, created } of rows) {
            if (name.toLowerCase().includes(sought)) {
              console.out(`${id}  ${new Date(created).toISOString().slice(0, 10)}  ${name}`);
            }
          }
          return 0;
        }
        const person = named as string;
        const known =
          rows.some(({ id }) => id === person) ||
          (await storage.erasures(space)).some((erasure) => erasure.person === person);
        if (!known) throw new Error(`There is nobody with the id ${person}. --list shows who is there.`);
        if (!values.yes) {
          throw new Error(`This can't be undone. To erase ${person} for good, say it again with --yes.`);
        }
        const { streams, events, texts } = await erasePerson(storage, db, space, person, Date.now());
        console.out(`erased ${person}: sessions ${streams} events ${events} texts ${texts}`);
        console.out(
          'Backups made before still hold their words: delete those, or restore them with --since.',
        );
        return 0;
      } finally {
        await db.destroy();
      }
    } finally {
      await storage.close();
    }
  },
};

/** For `restore`, which repeats erasures that a backup doesn't know of yet. */
export const eraser: Eraser = async ({ storage, dataDir }, { space, person, at }) => {
  const db = await openWhole(await (await findBackend(storage.name)).openTables({ dataDir }));
  try {
    await erasePerson(storage, db, space, person, at);
  } finally {
    await db.destroy();
  }
};
