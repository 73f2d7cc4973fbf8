import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SessionClient } from '../client/api.ts';
import { groupAudience, groupOf, roomOf, workOf } from '../core/session/parts.ts';
import { startServer } from '../server/server.ts';
import { ask, isSimulated, seatPartners, sitDown } from './seat.ts';

function until<T>(client: SessionClient, find: () => T | null | undefined | false): Promise<T> {
  return new Promise((resolve) => {
    let off = () => {};
    const look = (): void => {
      const found = find();
      if (!found) return;
      off();
      resolve(found);
    };
    off = client.subscribe(look);
    look();
  });
}

test('a trial has a partner who says that it is simulated, complains about what you write, and leaves at the end', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'greenball-seat-'));
  let tellLeft = () => {};
  const left = new Promise<void>((resolve) => {
    tellLeft = resolve;
  });
  const server = await startServer({
    port: 0,
    host: '127.0.0.1',
    dataDir,
    storage: 'memory',
    partners: (url, session, count, invite) =>
      seatPartners(url, session, count, invite, { pace: 0.03, onLeft: () => tellLeft() }),
  });
  try {
    const { cookie, answer } = await ask<{ session: string }>(server.url, '/api/try', { name: 'Ana' });
    const client = sitDown(server.url, answer.session, cookie);
    const seen = () => {
      const view = client.view();
      const room = roomOf(view.parts);
      const [me = ''] = view.people;
      const group = room && groupOf(room, me);
      const work = group && workOf(view.parts, group.id);
      return room && group && work ? { view, room, me, group, work } : null;
    };
    const { group, me } = await until(client, seen);
    const partner = group.members.find((person) => person !== me) ?? '';
    const name = await until(client, () => client.view().names[partner]);
    expect(name).toMatch(/^Partner \S+ \(simulated\)$/);
    expect(isSimulated(name)).toBe(true);

    const explainer = group.members[0] as string;
    const note = await until(client, () =>
      [...(client.view().parts.get(groupAudience(group.id))?.tree.notes.values() ?? [])].find(
        ({ kind }) => kind === 'example',
      ),
    );
    if (explainer === me) {
      const text = client.openText(groupAudience(group.id), note.id);
      await until(client, () => text.ready());
      text.type('It is a system with several objects in it.', 0);
      const raised = await until(client, () =>
        [...(seen()?.work.complaints.values() ?? [])].find(({ by }) => by === partner),
      );
      expect(raised.on).toBe(note.id);
    } else {
      const words = await until(client, () => client.view().words(note.id));
      expect(words).toMatch(/^\p{L}/u);
      client.act({ type: 'complain', id: 'mine', on: note.id, key: null, say: 'What colour is it?' });
      await until(client, () => seen()?.work.complaints.get('mine')?.met);
    }
    client.act({ type: 'end' });
    await left;
    expect(client.view().notTaken).toEqual([]);
    client.close();
  } finally {
    await server.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
