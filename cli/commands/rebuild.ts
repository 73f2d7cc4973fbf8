import { parseArgs } from 'node:util';
import { createCircles } from '../../server/directory/circles.ts';
import { findSpace, openDirectory } from '../../server/directory/database.ts';
import { findBackend } from '../../server/storage/backends.ts';
import { findPlace, type Verb } from '../verb.ts';

export const verb: Verb = {
  usage: '[--data FOLDER]',
  says: 'Reads anew from the logs who worked with whom, which shapes new groups. Stop Greenball first.',
  async run(args, console) {
    const { values } = parseArgs({ args, options: { data: { type: 'string' } } });
    const place = await findPlace(values.data, console);
    const backend = await findBackend(place.storage);
    const storage = await backend.open(place.config);
    try {
      const db = await openDirectory(await backend.openTables(place.config));
      try {
        const space = await findSpace(db, Date.now());
        const erased = new Set((await storage.erasures(space)).map(({ person }) => person));
        console.out(`sessions ${await createCircles(db).rebuild(storage, space, erased)}`);
        return 0;
      } finally {
        await db.destroy();
      }
    } finally {
      await storage.close();
    }
  },
};
