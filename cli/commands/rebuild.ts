import { parseArgs } from 'node:util';
import { createCircles } from '../../server/directory/circles.ts';
import { findSpace, openDirectory } from '../../server/directory/database.ts';
import { open } from '../../server/storage/backends/sqlite/backend.ts';
import { openDatabase } from '../../server/storage/backends/sqlite/database.ts';
import { dataFolder, type Verb } from '../verb.ts';

export const verb: Verb = {
  usage: '[--data FOLDER]',
  says: 'Reads anew from the logs who worked with whom, which shapes new groups. The server has to be stopped.',
  async run(args, console) {
    const { values } = parseArgs({ args, options: { data: { type: 'string' } } });
    const dataDir = values.data ?? dataFolder(console);
    const storage = await open({ dataDir });
    try {
      const db = await openDirectory(openDatabase(dataDir));
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
