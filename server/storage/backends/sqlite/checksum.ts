import { crc32 } from 'node:zlib';

/**
 * SQLite notices a damaged page structure but not a changed letter. Every row that holds what people made carries
 * this sum of its other columns, in the order of the table but without the stream's number, which is one machine's.
 */
export function checksum(...columns: (string | number | Uint8Array | null)[]): number {
  let sum = 0;
  let head = '';
  for (const column of columns) {
    if (column instanceof Uint8Array) {
      sum = crc32(column, crc32(head, sum));
      head = '';
    } else head += column === null ? '\n' : `${column}\n`;
  }
  return crc32(head, sum);
}
