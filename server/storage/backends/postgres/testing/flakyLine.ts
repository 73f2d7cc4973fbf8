import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** Stands between Greenball and a PostgreSQL, and lets tests break what runs over it. */
export interface FlakyLine {
  /** The address of the database by way of it. */
  url: string;
  /** Breaks every connection and takes no more until `mend`. */
  cut(): void;
  mend(): void;
  /** From now on nothing that the server says arrives; what it is asked still does. */
  deafen(): void;
  /** Breaks every connection on this side alone: the server goes on believing in them. */
  abandon(): void;
  close(): Promise<void>;
}

export async function openFlakyLine(to: string): Promise<FlakyLine> {
  const far = new URL(to);
  const pairs = new Set<{ near: Socket; far: Socket }>();
  let down = false;
  let deaf = false;
  const server = createServer((near) => {
    if (down) {
      near.destroy();
      return;
    }
    const pair = { near, far: connect(Number(far.port || 5432), far.hostname) };
    pairs.add(pair);
    let heard = true;
    pair.near.on('data', (bytes) => pair.far.write(bytes));
    pair.far.on('data', (bytes) => {
      if (deaf) heard = false;
      if (heard) pair.near.write(bytes);
    });
    for (const [one, other] of [
      [pair.near, pair.far],
      [pair.far, pair.near],
    ] as const) {
      one.on('error', () => {});
      one.on('close', () => {
        if (pairs.delete(pair)) other.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const near = new URL(to);
  near.hostname = '127.0.0.1';
  near.port = String(port);
  const left: Socket[] = [];
  const cut = (): void => {
    down = true;
    for (const { near: one } of pairs) one.destroy();
  };
  return {
    url: near.href,
    cut,
    mend() {
      down = false;
      deaf = false;
    },
    deafen() {
      deaf = true;
    },
    abandon() {
      for (const pair of [...pairs]) {
        pairs.delete(pair);
        left.push(pair.far);
        pair.near.destroy();
      }
    },
    async close() {
      cut();
      for (const socket of left) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
