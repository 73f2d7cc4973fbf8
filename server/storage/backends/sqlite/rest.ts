import { absorb, type Many, type Tally } from '../../compacting.ts';
import type { StoredText } from '../../port.ts';
import { decodeRuns, encodeRuns } from '../../runs.ts';
import { checksum } from './checksum.ts';
import type { Database } from './database.ts';
import type { Held, HeldStreams } from './held.ts';

interface WroteRow {
  seq: number;
  at: number;
  by: number;
  device: number;
  counter: number;
  version: number;
  refused: string | null;
}

export interface ManyRow {
  last: number;
  text: number;
  at: number;
  by: number;
  version: number;
  runs: Uint8Array;
  tally: string;
}

/** Devices by their numbers: `[device, counter, refused?]`. */
type TallyRow = [number, number, number[]?];

export function readTally(json: string, name: (id: number) => string): Tally {
  return (JSON.parse(json) as TallyRow[]).map(([device, counter, refused]) => ({
    device: name(device),
    counter,
    ...(refused ? { refused } : {}),
  }));
}

/** Texts at rest: the rows of `text`, `wrote` and `many`. */
export class TextRest {
  private readonly held: HeldStreams;
  private readonly statements;

  constructor(database: Database, held: HeldStreams) {
    this.held = held;
    this.statements = {
      text: database.prepare<[number], { through: number; last: number | null; base: Uint8Array | null }>(
        'SELECT through, last, base FROM text WHERE id = ?',
      ),
      through: database.prepare<[number], { through: number; last: number | null }>(
        'SELECT through, last FROM text WHERE id = ?',
      ),
      setText: database.prepare('UPDATE text SET through = ?, last = ?, sum = ?, base = ? WHERE id = ?'),
      update: database.prepare<[number, number], { by: number; bytes: Uint8Array | null }>(
        'SELECT by, bytes FROM wrote WHERE stream = ? AND seq = ?',
      ),
      wrote: database.prepare<[number, number], WroteRow>(
        'SELECT seq, at, by, device, counter, version, refused FROM wrote WHERE stream = ? AND seq = ?',
      ),
      dropWrote: database.prepare('DELETE FROM wrote WHERE stream = ? AND seq = ?'),
      many: database.prepare<[number, number], ManyRow>('SELECT * FROM many WHERE stream = ? AND last = ?'),
      dropMany: database.prepare('DELETE FROM many WHERE stream = ? AND last = ?'),
      addMany: database.prepare('INSERT INTO many VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    };
  }

  read(held: Held, name: string): StoredText {
    const id = this.held.textNumber(held, name);
    const row = id === null ? undefined : this.statements.text.get(id);
    if (id === null || !row) return { text: name, base: null, through: 0, updates: [] };
    const people = namesOf(held);
    const updates: StoredText['updates'] = [];
    for (const seq of held.loose.get(id) ?? []) {
      const found = this.statements.update.get(held.id, seq);
      if (found?.bytes) updates.push({ seq, by: people(found.by), update: found.bytes });
    }
    return { text: name, base: row.base, through: row.through, updates };
  }

  /** `through` doesn't lie beyond the stream's end: then whatever is typed later comes after it, too. */
  compact(held: Held, name: string, through: number, base: Uint8Array): void {
    const id = this.held.textNumberOrAdd(held, name);
    const row = this.statements.through.get(id);
    if (!row || through < row.through) return;
    const loose = held.loose.get(id) ?? [];
    const old = loose.filter((seq) => seq <= through);
    let last = row.last;
    if (old.length > 0) {
      last = this.merge(held, id, row.last, old);
      for (const seq of old) this.statements.dropWrote.run(held.id, seq);
      const left = loose.filter((seq) => seq > through);
      if (left.length > 0) held.loose.set(id, left);
      else held.loose.delete(id);
    }
    this.statements.setText.run(through, last, checksum(name, through, last, base), base, id);
  }

  private merge(held: Held, text: number, last: number | null, seqs: number[]): number {
    const nameOf = namesOf(held);
    let many: Many | null = null;
    if (last !== null) {
      const row = this.statements.many.get(held.id, last);
      if (!row) throw new Error(`The compacted entries at ${last} are missing.`);
      many = { ...row, by: nameOf(row.by), runs: decodeRuns(row.runs), tally: readTally(row.tally, nameOf) };
      this.statements.dropMany.run(held.id, last);
    }
    const heads = seqs.map((seq) => {
      const row = this.statements.wrote.get(held.id, seq) as WroteRow;
      const refused = row.refused === null ? undefined : (JSON.parse(row.refused) as number[]);
      return {
        ...row,
        by: nameOf(row.by),
        device: nameOf(row.device),
        ...(refused ? { refused } : { refused: undefined }),
      };
    });
    return this.keepMany(held, text, absorb(many, heads) as Many);
  }

  /** A text as it stands elsewhere, where there is nothing of it yet. */
  place(held: Held, name: string, through: number, base: Uint8Array, many: Many | null): void {
    const id = this.held.textNumberOrAdd(held, name);
    const last = many && this.keepMany(held, id, many);
    this.statements.setText.run(through, last, checksum(name, through, last, base), base, id);
  }

  private keepMany(held: Held, text: number, merged: Many): number {
    const by = this.held.nameNumber(held, merged.by);
    const runs = encodeRuns(merged.runs);
    const tally = JSON.stringify(
      merged.tally.map(({ device, counter, refused }): TallyRow => {
        const number = this.held.nameNumber(held, device);
        return refused ? [number, counter, refused] : [number, counter];
      }),
    );
    const sum = checksum(merged.last, text, merged.at, by, merged.version, runs, tally);
    const { at, version } = merged;
    this.statements.addMany.run(held.id, merged.last, text, at, by, version, runs, tally, sum);
    return merged.last;
  }
}

/** Numbers back to names; built at its first use. */
function namesOf(held: Held): (id: number) => string {
  let names: string[] | null = null;
  return (id) => {
    if (!names) {
      names = [''];
      for (const [value, number] of held.names) names[number] = value;
    }
    return names[id] ?? '';
  };
}
