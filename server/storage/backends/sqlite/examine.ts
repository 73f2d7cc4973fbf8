import { createHash } from 'node:crypto';
import * as Y from 'yjs';
import { TextLedger } from '../../../../text/ledger.ts';
import { inspectSnapshot } from '../../../streams/snapshots.ts';
import { ENOUGH, type Examined, type StreamReport } from '../../examined.ts';
import { compareRefs } from '../../order.ts';
import type { StreamRef } from '../../port.ts';
import { decodeRuns } from '../../runs.ts';
import { checksum } from './checksum.ts';
import type { Database } from './database.ts';
import { checkSchema } from './migrate.ts';

type Row = Record<string, number | string | Uint8Array | null>;

/** Reads everything in one view of the database; never throws for damage. */
export function examine(database: Database): Examined {
  return new Examination(database).run();
}

class Examination {
  private readonly database: Database;
  private readonly problems: string[] = [];
  private readonly counts = { entries: 0, texts: 0, updates: 0, snapshots: 0, blobs: 0 };

  constructor(database: Database) {
    this.database = database;
  }

  run(): Examined {
    const streams: StreamReport[] = [];
    this.attempt('The database', () => {
      checkSchema(this.database);
      this.database.exec('BEGIN');
      this.structure();
      const refs = this.rows('SELECT id, space, name AS stream, seq FROM stream');
      for (const { id, space, stream, seq } of refs as unknown as (StreamRef & {
        id: number;
        seq: number;
      })[]) {
        const hash = this.attempt(`Stream ${stream} of space ${space}`, () => this.stream(id, seq));
        if (hash) streams.push({ space, stream, seq, hash });
      }
      this.attempt('The blobs', () => this.blobs());
    });
    if (this.database.inTransaction) this.attempt('The database', () => this.database.exec('COMMIT'));
    return { streams: streams.sort(compareRefs), counts: this.counts, problems: this.problems };
  }

  private structure(): void {
    const found = this.database.pragma(`integrity_check(${ENOUGH})`) as { integrity_check: string }[];
    for (const { integrity_check: said } of found)
      if (said !== 'ok') this.say(`The database is damaged: ${said}`);
    const lost = this.database
      .prepare(
        'SELECT (SELECT count(*) FROM entry WHERE stream NOT IN (SELECT id FROM stream)) + ' +
          '(SELECT count(*) FROM wrote WHERE stream NOT IN (SELECT id FROM stream)) + ' +
          '(SELECT count(*) FROM many WHERE stream NOT IN (SELECT id FROM stream))',
      )
      .pluck()
      .get() as number;
    if (lost > 0) this.say(`${lost} entries belong to no stream.`);
  }

  /** The stream's hash. */
  private stream(id: number, seq: number): string {
    const hash = createHash('sha256');
    const seen = new Uint8Array(seq + 1);
    const mark = (first: number, count: number) => {
      for (let at = first; at < first + count; at++) {
        if (at < 1 || at > seq) this.say(`Entry ${at} of stream ${id} lies outside of it.`);
        else if (seen[at] === 1) this.say(`Entry ${at} of stream ${id} is there twice.`);
        seen[at] = 1;
      }
    };
    const add = (row: Row, sum: unknown) => {
      for (const [column, value] of Object.entries(row)) {
        hash.update(`${column}:`);
        hash.update(value instanceof Uint8Array ? value : `${value}\n`);
      }
      if (checksum(...Object.values(row)) !== sum) throw new Error('a row was changed from outside');
    };
    const names = new Set([0, ...this.rows('SELECT id FROM name WHERE stream = ?', id).map((row) => row.id)]);
    const known = (...ids: unknown[]) => {
      for (const name of ids) if (!names.has(name as number)) throw new Error(`nobody is number ${name}`);
    };
    for (const { value } of this.rows('SELECT value FROM name WHERE stream = ? ORDER BY id', id)) {
      hash.update(`${value}\n`);
    }

    for (const { sum, ...row } of this.each('SELECT * FROM entry WHERE stream = ? ORDER BY seq', id)) {
      this.attempt(`Entry ${row.seq} of stream ${id}`, () => {
        mark(row.seq as number, 1);
        known(row.by, row.device);
        add(row, sum);
        JSON.parse(row.event as string);
        this.counts.entries++;
      });
    }
    const texts = new Map<number, string>();
    for (const { id: text, name, through, last, sum, base } of this.each(
      'SELECT id, stream, name, through, last, sum, base FROM text WHERE stream = ? ORDER BY name',
      id,
    )) {
      texts.set(text as number, name as string);
      this.attempt(`Text ${name} of stream ${id}`, () => {
        if (base === null) return;
        add({ name: name ?? null, through: through ?? null, last: last ?? null, base: base ?? null }, sum);
        TextLedger.wake(base as Uint8Array).words();
        this.counts.texts++;
      });
    }
    const nameOf = (text: unknown) => {
      const name = texts.get(text as number);
      if (name === undefined) throw new Error(`text ${text} is missing`);
      hash.update(`${name}\n`);
    };
    for (const { sum, ...row } of this.each('SELECT * FROM wrote WHERE stream = ? ORDER BY seq', id)) {
      this.attempt(`Typing ${row.seq} of stream ${id}`, () => {
        mark(row.seq as number, 1);
        known(row.by, row.device);
        nameOf(row.text);
        add(row, sum);
        if (row.bytes) Y.decodeUpdate(row.bytes as Uint8Array);
        this.counts.updates++;
      });
    }
    for (const { sum, ...row } of this.each('SELECT * FROM many WHERE stream = ? ORDER BY last', id)) {
      this.attempt(`Compacted entries at ${row.last} of stream ${id}`, () => {
        for (const { first, count } of decodeRuns(row.runs as Uint8Array)) mark(first, count);
        known(row.by, ...(JSON.parse(row.tally as string) as [number][]).map(([device]) => device));
        nameOf(row.text);
        add(row, sum);
      });
    }
    const gap = seen.indexOf(0, 1);
    if (gap > 0) this.say(`Entry ${gap} of stream ${id} is missing (it ends at ${seq}).`);

    for (const { sum, ...row } of this.each('SELECT * FROM snapshot WHERE stream = ?', id)) {
      this.attempt(`The snapshot of stream ${id}`, () => {
        if ((row.seq as number) > seq) throw new Error('it lies beyond the end');
        add(row, sum);
        inspectSnapshot({ core: row.core as string, bytes: row.bytes as Uint8Array });
        this.counts.snapshots++;
      });
    }
    return hash.digest('hex');
  }

  private blobs(): void {
    for (const { space, sum, ...row } of this.rows('SELECT space, id, owner, type, sum, bytes FROM blob')) {
      this.counts.blobs++;
      if (checksum(...Object.values(row)) !== sum)
        this.say(`Blob ${row.id} of space ${space} was changed from outside.`);
    }
  }

  /** Rows without the number of their stream. */
  private *each(sql: string, stream: number): Generator<Row> {
    for (const { stream: _, ...row } of this.database.prepare<[number], Row>(sql).iterate(stream)) yield row;
  }

  private rows(sql: string, ...of: number[]): Row[] {
    return this.database.prepare<number[], Row>(sql).all(...of);
  }

  private attempt<T>(what: string, read: () => T): T | null {
    try {
      return read();
    } catch (error) {
      this.say(`${what}: ${error instanceof Error ? error.message : error}.`);
      return null;
    }
  }

  private say(sentence: string): void {
    if (this.problems.length < ENOUGH) this.problems.push(sentence);
  }
}
