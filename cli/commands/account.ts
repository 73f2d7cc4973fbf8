import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { findSpace } from '../../server/directory/database.ts';
import { createLinks } from '../../server/directory/links.ts';
import { createMembers } from '../../server/directory/members.ts';
import { createPasses } from '../../server/directory/passes.ts';
import { databasePath } from '../../server/storage/backends/sqlite/database.ts';
import { findBackend } from '../../server/storage/backends.ts';
import { openWhole } from '../directory.ts';
import { findPlace, Misuse, type Verb } from '../verb.ts';

export const verb: Verb = {
  usage: 'recover EMAIL [--data FOLDER]',
  says: 'Prints a one-time link with which somebody sets a new password. Greenball may be running meanwhile.',
  async run(args, console) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { data: { type: 'string' } },
    });
    const [act, email, ...more] = positionals;
    if (act !== 'recover' || email === undefined || more.length > 0) {
      throw new Misuse('Say whose password is lost: recover EMAIL.');
    }
    const { storage, config } = await findPlace(values.data, console);
    if (storage === 'sqlite' && !existsSync(databasePath(config.dataDir))) {
      throw new Error(`There is no Greenball in the folder ${config.dataDir}.`);
    }
    const db = await openWhole(await (await findBackend(storage)).openTables(config));
    try {
      const space = await findSpace(db, Date.now());
      const account = await createMembers(db, Date.now).findByEmail(space, email);
      if (!account) throw new Error(`Nobody has an account with the address ${email}.`);
      const token = await createPasses(createLinks(db, Date.now)).mintRecovery(space, account.user, null);
      const { PUBLIC_URL, PORT } = console.env;
      console.out(
        `${PUBLIC_URL?.replace(/\/+$/, '') || `http://localhost:${PORT || 8787}`}/recover/${token}`,
      );
      console.out('It works once, for 24 hours, and sets a new password. Earlier ones open nothing now.');
      return 0;
    } finally {
      await db.destroy();
    }
  },
};
