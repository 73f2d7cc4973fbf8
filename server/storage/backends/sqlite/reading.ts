/** The reading thread: a long read holds up no commit. Started by `backend.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import type { StreamRef } from '../../port.ts';
import { readDatabase } from './database.ts';
import { type Fault, faultOf } from './faults.ts';
import { Reader } from './reader.ts';

export interface ReadingData {
  dataDir: string;
}

export type Question =
  | { ask: 'load'; ref: StreamRef; after: number | null; withSnapshot: boolean }
  | { ask: 'streams'; space: string | null }
  | { ask: 'blob'; space: string; id: string }
  | { ask: 'blobs'; space: string; prefix: string }
  | { ask: 'erasures'; space: string };

export type Answer = { value: unknown } | { fault: Fault };

const { dataDir } = workerData as ReadingData;
const database = readDatabase(dataDir);
const reader = new Reader(database);

function answer(question: Question): unknown {
  switch (question.ask) {
    case 'load':
      return reader.load(question.ref, question.after, question.withSnapshot);
    case 'streams':
      return reader.streams(question.space);
    case 'blob':
      return reader.getBlob(question.space, question.id);
    case 'blobs':
      return reader.blobs(question.space, question.prefix);
    case 'erasures':
      return reader.erasures(question.space);
  }
}

parentPort?.on('message', (question: Question | 'close') => {
  if (question === 'close') {
    database.close();
    parentPort?.close();
    return;
  }
  let answered: Answer;
  try {
    answered = { value: answer(question) };
  } catch (error) {
    answered = { fault: faultOf(error, dataDir) };
  }
  parentPort?.postMessage(answered);
});
parentPort?.postMessage('ready');
