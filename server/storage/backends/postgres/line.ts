import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { StorageRefused, StorageUnavailable } from '../../port.ts';
import { clientConfig, type Durability, settle } from './connect.ts';
import { isAnswer } from './faults.ts';
import { LOCKS } from './migrate.ts';

/** How long another's lock is waited for: a server that was killed just now has yet to be noticed. Milliseconds. */
const PATIENCE = 2000;
const LOOK_AGAIN = 100;

export interface LineOptions extends Durability {
  name: string;
  /** Others may write in the same tables; else a lock keeps every other server out. */
  shared: boolean;
}

/**
 * The one connection that writes, for one caller at a time. It holds the lock that keeps other servers out, so that
 * whoever writes has it: when the connection breaks, the server ends its transaction and gives up the lock together.
 *
 * How a statement ended whose answer never came is not known. The connection is then let go, and before the next one
 * is used the server is told to end what may be left of it.
 */
export class Line {
  private readonly address: pg.ClientConfig;
  private readonly options: LineOptions;
  private client: pg.Client | null = null;
  /** What the present or the last connection is to the server. */
  private known: { pid: number; began: string } | null = null;
  private closed = false;

  constructor(address: pg.ClientConfig, options: LineOptions) {
    this.address = address;
    this.options = options;
  }

  /** Throws StorageRefused where somebody else holds the lock. */
  async open(): Promise<void> {
    await this.connect();
  }

  /** Connects where need be. Whatever isn't an answer of the server lets the connection go. */
  async use<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = this.client ?? (await this.connect());
    try {
      return await work(client);
    } catch (error) {
      if (!isAnswer(error)) this.drop(client);
      throw error;
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    const { client } = this;
    this.client = null;
    await client?.end().catch(() => {});
  }

  private drop(client: pg.Client): void {
    if (this.client === client) this.client = null;
    void client.end().catch(() => {});
  }

  private async connect(): Promise<pg.Client> {
    if (this.closed) throw new StorageUnavailable('The storage is closed.');
    const client = new pg.Client(clientConfig(this.address, this.options.name));
    client.on('error', () => this.drop(client));
    client.on('end', () => this.drop(client));
    try {
      await client.connect();
      await settle(client, this.options);
      await this.endPredecessor(client);
      if (!this.options.shared) await this.lock(client);
      const { rows } = await client.query<{ pid: number; began: string }>(
        'SELECT pid, backend_start::text AS began FROM pg_stat_activity WHERE pid = pg_backend_pid()',
      );
      this.known = rows[0] ?? null;
      this.client = client;
      return client;
    } catch (error) {
      this.drop(client);
      throw error;
    }
  }

  /** Ends what the server may still hold of the connection before, so that nothing of it can come to pass later. */
  private async endPredecessor(client: pg.Client): Promise<void> {
    const { known } = this;
    if (!known) return;
    const there = 'pid = $1 AND backend_start::text = $2';
    await client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${there}`, [
      known.pid,
      known.began,
    ]);
    for (let waited = 0; ; waited += LOOK_AGAIN) {
      const { rowCount } = await client.query(`SELECT 1 FROM pg_stat_activity WHERE ${there}`, [
        known.pid,
        known.began,
      ]);
      if (rowCount === 0) break;
      if (waited >= PATIENCE) throw new StorageUnavailable('The connection before is still there.');
      await sleep(LOOK_AGAIN);
    }
    this.known = null;
  }

  private async lock(client: pg.Client): Promise<void> {
    for (let waited = 0; ; waited += LOOK_AGAIN) {
      const { rows } = await client.query<{ locked: boolean }>(
        'SELECT pg_try_advisory_lock($1, hashtext(current_schema())) AS locked',
        [LOCKS],
      );
      if (rows[0]?.locked) return;
      if (waited >= PATIENCE) break;
      await sleep(LOOK_AGAIN);
    }
    throw new StorageRefused(
      'Another Greenball is already using this database. Stop it first, or give this one another with DATABASE_URL. ' +
        'If its machine went down just now, wait half a minute.',
    );
  }
}
