import { expect, test } from 'vitest';
import { erasePerson } from '../erasure.ts';
import { roomSeen, settled, sit, until } from '../http/testing/seat.ts';
import { startWorld, Visitor } from '../http/testing/world.ts';
import { createAuth } from '../identity/auth.ts';
import { keepSecret } from '../identity/secret.ts';
import { open, openTables } from '../storage/backends/sqlite/backend.ts';
import { createCircles } from './circles.ts';
import { findSpace, openDirectory } from './database.ts';

test('who worked together in an earlier session is put apart, told to nobody, and read from the logs anew (GR-15)', async () => {
  const world = await startWorld({ storage: 'sqlite' });
  const lead = new Visitor(world.url);
  const visitors = ['Ana', 'Ben', 'Cleo', 'Dan'].map((name) => ({ name, visitor: new Visitor(world.url) }));
  const met: string[][] = [];
  const people = new Set<string>();
  try {
    for (let time = 0; time < 3; time++) {
      const made = await lead.post('/api/sessions', { exercise: 'small', name: 'Mira', mode: 'remote' });
      const { session, code } = made.body as { session: string; code: string };
      for (const { name, visitor } of visitors) {
        const joined = await visitor.post('/api/join', { code, name });
        people.add((joined.body as { person: string }).person);
      }
      const client = sit(world.url, lead, session);
      await until(client, (tab) => roomSeen(tab)?.people.size === 4);
      client.act({ type: 'form-groups' });
      client.act({ type: 'start' });
      await until(client, (tab) => settled(tab) && roomSeen(tab)?.phase === 'running');
      const groups = [...(roomSeen(client)?.groups.values() ?? [])];
      met.push(...groups.map(({ members }) => [...members].sort()));
      expect(groups.every(({ why }) => why?.join() === 'by-lot')).toBe(true);
      client.close();
    }
    // Three sessions, six pairs: everybody has worked with everybody once.
    expect(people.size).toBe(4);
    expect(new Set(met.map((pair) => pair.join())).size).toBe(6);
    await world.server.close();

    const storage = await open({ dataDir: world.dataDir });
    const db = await openDirectory(await openTables({ dataDir: world.dataDir }));
    const secret = await keepSecret(world.dataDir);
    await createAuth({ db, secret, url: world.url, trustsProxy: false, onUpgrade: async () => {} });
    const space = await findSpace(db, 0);
    const circles = createCircles(db);
    const rows = () => db.selectFrom('circles').selectAll().orderBy('circle').orderBy('person').execute();
    const before = await rows();
    expect(before).toHaveLength(12);
    expect(await circles.rebuild(storage, space, new Set())).toBe(3);
    expect(await rows()).toEqual(before);

    const [gone] = [...people] as [string];
    await erasePerson(storage, db, space, gone, 1);
    expect((await rows()).some(({ person }) => person === gone)).toBe(false);
    await circles.rebuild(storage, space, new Set([gone]));
    expect(await rows()).toHaveLength(9);
    await db.destroy();
    await storage.close();
  } finally {
    await world.close().catch(() => undefined);
  }
});
