import { Server } from '@hocuspocus/server';
import { openNotes, tell } from './side.ts';

/** Hocuspocus as it is, with the batching that serves it best, and no storage at all. */
const [sockets = '200', notes = '2000'] = process.argv.slice(2);
const server = new Server({
  port: 0,
  address: '127.0.0.1',
  quiet: true,
  flushDelay: 16,
  async onLoadDocument({ document, documentName }) {
    if (documentName !== 'shared') return;
    for (let i = 0; i < Number(notes); i++)
      document.getText(`note-${i}`).insert(0, `Note number ${i}, as it was.`);
  },
});
await server.listen();
const { port } = server.httpServer.address() as { port: number };
tell({
  url: `ws://127.0.0.1:${port}`,
  writers: Array.from({ length: Number(sockets) }, (_, i) => ({
    cookie: '',
    session: '',
    person: '',
    shared: { to: 'shared', notes: openNotes() },
    paired: { to: `pair-${i >> 1}`, notes: ['note-0'] },
  })),
});
process.on('disconnect', () => process.exit(0));
