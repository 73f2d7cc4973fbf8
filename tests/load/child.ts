import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';

export interface ChildOptions {
  port: number;
  dataDir: string;
  synchronous: 'FULL' | 'OFF';
  /** Where everything is kept, if not in a file of `dataDir`: the address of a PostgreSQL database. */
  databaseUrl?: string;
  /** What the server is run under: a program with its arguments. */
  under?: string[];
}

/** The real server in a process of its own, which can be killed at any moment. */
export class ServerProcess {
  private readonly process: ChildProcess;
  /** The server's own, once it listens. */
  private pid: number | null = null;
  readonly died: Promise<void>;
  /** Resolves with the address once it listens; null when it died before. */
  readonly ready: Promise<string | null>;

  constructor({ port, dataDir, synchronous, databaseUrl, under = [] }: ChildOptions) {
    const [program = '', ...args] = [...under, process.execPath, join(import.meta.dirname, 'server.ts')];
    this.process = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        PORT: String(port),
        DATA_DIR: dataDir,
        SYNCHRONOUS: synchronous,
        DATABASE_URL: databaseUrl,
      },
    });
    this.died = new Promise((resolve) => this.process.once('exit', () => resolve()));
    this.ready = new Promise((resolve) => {
      let said = '';
      this.process.stdout?.on('data', (bytes: Buffer) => {
        said += bytes.toString();
        const found = /^at (\S+) (\d+)$/m.exec(said);
        if (!found) return;
        this.pid = Number(found[2]);
        resolve(found[1] as string);
      });
      this.process.once('exit', () => resolve(null));
    });
  }

  /** As a power switch would, but for what the operating system still holds. */
  kill(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      // What it runs under ends by itself when the server is gone.
      if (this.pid) process.kill(this.pid, 'SIGKILL');
      else this.process.kill('SIGKILL');
    }
    return this.died;
  }
}

/** A port that is free now, and most likely still is when the server comes up again. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
