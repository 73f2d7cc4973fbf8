import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dial } from '../../bots/dial.ts';
import type { SessionClient } from '../../client/api.ts';
import { MemoryOutbox } from '../../client/outbox.ts';
import { openSession } from '../../client/session.ts';
import { groupAudience, groupOf, roomOf } from '../../core/session/parts.ts';
import { startServer } from '../../server/server.ts';
import { systemClock } from '../../server/streams/clock.ts';
import { openNotes, tell, type Writer } from './side.ts';

/** The real server: SQLite, fsync before every ack, every frame checked. So many sockets, at most `room` in a session. */
const [sockets = '200', notes = '2000', room = sockets, folder = tmpdir()] = process.argv.slice(2);
const dataDir = mkdtempSync(join(folder, 'greenball-bench-'));
const many = { burst: 1e6, perSecond: 1e6 };
const server = await startServer({
  port: 0,
  host: '127.0.0.1',
  dataDir,
  storage: 'sqlite',
  exercises: join(import.meta.dirname, '..', 'exercises'),
  surfaces: join(import.meta.dirname, '..', '..', 'surfaces'),
  limits: { joins: many, doors: many, sessions: many },
});

async function ask(path: string, body: unknown, cookie = ''): Promise<{ cookie: string; answer: never }> {
  const response = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url, cookie },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`);
  const given = response.headers.getSetCookie().map((line) => line.split(';')[0]);
  return { cookie: given.join('; ') || cookie, answer: answer as never };
}

function sit(session: string, cookie: string): SessionClient {
  return openSession({
    connect: dial(server.url, session, cookie),
    clock: systemClock,
    store: new MemoryOutbox(),
    device: randomUUID(),
    random: randomUUID,
  });
}

/** Resolves when the client's view is as wanted. */
function until(client: SessionClient, wanted: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!wanted()) return;
      stop();
      resolve();
    };
    const stop = client.subscribe(look);
    look();
  });
}

/** A session with so many writers in pairs, each with a text of its own and `notes` texts for everybody. */
async function openRoom(size: number): Promise<Writer[]> {
  const lead = await ask('/api/sessions', { exercise: 'board', name: 'Lead', mode: 'remote' });
  const { session, code } = lead.answer as { session: string; code: string };
  const guests: { cookie: string; person: string }[] = [];
  for (let i = 0; i < size; i++) {
    const { cookie, answer } = await ask('/api/join', { code, name: `Writer ${i}` });
    guests.push({ cookie, person: (answer as { person: string }).person });
  }
  const leader = sit(session, lead.cookie);
  await until(leader, () => roomOf(leader.view().parts) !== null);
  leader.act({ type: 'start' });
  await until(leader, () => roomOf(leader.view().parts)?.phase === 'running');
  const running = roomOf(leader.view().parts);
  if (!running) throw new Error('no room');
  const writers: Writer[] = [];
  const first = new Set<string>();
  for (const { cookie, person } of guests) {
    const group = groupOf(running, person);
    if (!group) throw new Error('a writer without a group');
    const slip = `slip-${group.id}`;
    const paired = { to: groupAudience(group.id), notes: [slip] };
    writers.push({ cookie, session, person, shared: { to: 'all', notes: openNotes() }, paired });
    if (first.has(group.id)) continue;
    const client = sit(session, cookie);
    await until(client, () => client.view().parts.has(paired.to));
    client.act({ type: 'write-note', note: slip, kind: 'slip', parent: '' });
    if (first.size === 0) {
      for (let i = 0; i < Number(notes); i++) {
        const words = `Note number ${i}, as it was.`;
        client.act({ type: 'write-note', note: `note-${i}`, kind: 'card', parent: '', words });
      }
    }
    first.add(group.id);
    await until(client, () => client.view().pending === 0);
    if (client.view().notTaken.length > 0) throw new Error(JSON.stringify(client.view().notTaken[0]));
    client.close();
  }
  leader.close();
  // Pairs sit together in the list, as on the other side.
  return writers.sort((a, b) => (a.paired.to < b.paired.to ? -1 : 1));
}

const writers: Writer[] = [];
while (writers.length < Number(sockets)) {
  writers.push(...(await openRoom(Math.min(Number(room), Number(sockets) - writers.length))));
}
tell({ url: server.url.replace('http', 'ws'), writers });

process.on('disconnect', () => {
  void server.close().finally(() => {
    rmSync(dataDir, { recursive: true, force: true });
    process.exit(0);
  });
});
