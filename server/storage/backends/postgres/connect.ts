import pg from 'pg';

/** Eight-byte integers as numbers: instants and sequence numbers stay far below 2^53. */
const INT8 = 20;
const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8 && format !== 'binary'
      ? Number
      : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};

/** Milliseconds. The client gives a statement up a little after the server should have. */
const CONNECTING = 5000;
const STATEMENT = 20_000;
const LOCK = 5000;
const IDLE_IN_TRANSACTION = 30_000;
const ANSWER = STATEMENT + 5000;

export interface Durability {
  /** Loses what was acknowledged at a power cut; only for showing that tests notice. */
  synchronous: 'FULL' | 'OFF';
}

export const clientConfig = (address: pg.ClientConfig, name: string): pg.ClientConfig => ({
  ...address,
  application_name: name,
  connectionTimeoutMillis: CONNECTING,
  query_timeout: ANSWER,
  keepAlive: true,
  types,
});

/**
 * What every connection is told first. A commit is never acknowledged before it is on disk, whatever the database
 * was set to; where it is set to wait for more than that, it goes on doing so. The keepalives let the server notice a
 * machine that is gone within half a minute, and with it give up the lock.
 */
export async function settle(client: pg.ClientBase, { synchronous }: Durability): Promise<void> {
  await client.query(
    `SELECT set_config('statement_timeout', $1, false), set_config('lock_timeout', $2, false),
       set_config('idle_in_transaction_session_timeout', $3, false),
       set_config('tcp_keepalives_idle', '10', false), set_config('tcp_keepalives_interval', '5', false),
       set_config('tcp_keepalives_count', '3', false),
       set_config('synchronous_commit', CASE WHEN $4 THEN 'off'
         WHEN current_setting('synchronous_commit') IN ('off', 'local') THEN 'on'
         ELSE current_setting('synchronous_commit') END, false)`,
    [String(STATEMENT), String(LOCK), String(IDLE_IN_TRANSACTION), synchronous === 'OFF'],
  );
}

/** Connections that are opened as they are needed. */
export function openPool(
  address: pg.ClientConfig,
  options: Durability & { name: string; max: number },
): pg.Pool {
  const pool = new pg.Pool({
    ...clientConfig(address, options.name),
    max: options.max,
    onConnect: (client: pg.ClientBase) => settle(client, options),
  } as pg.PoolConfig);
  // One that breaks while nobody uses it is replaced when somebody needs it.
  pool.on('error', () => {});
  return pool;
}
