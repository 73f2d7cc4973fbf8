/** The writing thread: the only one that changes streams. Started by `backend.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { Committer } from './commit.ts';
import { openDatabase } from './database.ts';
import type { Batch } from './message.ts';
import { tidy } from './tidy.ts';
import { Writer } from './writer.ts';

/** How long nobody must have written before room is given back, milliseconds. */
const QUIET = 500;

export interface WritingData {
  dataDir: string;
  synchronous: 'FULL' | 'OFF';
  maxBytes: number | null;
}

const { dataDir, synchronous, maxBytes } = workerData as WritingData;
const database = openDatabase(dataDir, { synchronous });
if (maxBytes !== null) {
  const page = database.pragma('page_size', { simple: true }) as number;
  database.pragma(`max_page_count = ${Math.floor(maxBytes / page)}`);
}
const committer = new Committer(database, new Writer(database), dataDir);
let quiet: NodeJS.Timeout | null = null;

function tidyWhenQuiet(after: number): void {
  if (quiet) clearTimeout(quiet);
  quiet = setTimeout(() => {
    if (tidy(database)) tidyWhenQuiet(0);
  }, after);
}

parentPort?.on('message', (message: Batch | 'close') => {
  if (message === 'close') {
    if (quiet) clearTimeout(quiet);
    database.close();
    parentPort?.close();
    return;
  }
  parentPort?.postMessage(committer.commit(message));
  tidyWhenQuiet(QUIET);
});
parentPort?.postMessage('ready');
tidyWhenQuiet(QUIET);
