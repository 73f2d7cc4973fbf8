import type sharpLibrary from 'sharp';
import { type Format, formatOf } from './format.ts';

/** Largest picture that is read, bytes. */
export const MOST_BYTES = 12 * 1024 * 1024;
/** Most pixels that are ever unpacked: phones bring up to 50 million, a bomb as many as it likes. */
const MOST_PIXELS = 60_000_000;
/** Longest side of what is kept, pixels: enough to read handwriting on a photographed page. */
const LONGEST_SIDE = 1600;
/** How long one picture may take, seconds. */
const PATIENCE = 20;
const QUALITY = 80;

/** What comes out, whatever went in: without metadata, without a way to carry anything but pixels. */
export const KEPT_TYPE = 'image/webp';

type Sharp = typeof sharpLibrary;

export interface Encoded {
  bytes: Uint8Array;
  width: number;
  height: number;
}

export type Unreadable = 'empty' | 'heic' | 'svg' | 'unknown' | 'too-many-pixels' | 'damaged';

/** No picture that we can keep; `reason` says what is wrong with it. */
export class UnreadablePicture extends Error {
  override name = 'UnreadablePicture';
  readonly reason: Unreadable;

  constructor(reason: Unreadable) {
    super(`The picture is ${reason}.`);
    this.reason = reason;
  }
}

let opened: Promise<Sharp> | null = null;

/**
 * The library reads dozens of formats, some of them programs: all are shut but the ones that phones and screens make.
 * Opened when the first picture comes, since it takes 150 ms or more to load.
 */
const openLibrary = (): Promise<Sharp> => {
  opened ??= import('sharp').then(({ default: sharp }) => {
    sharp.block({ operation: ['VipsForeignLoad'] });
    sharp.unblock({
      operation: [
        'VipsForeignLoadJpegBuffer',
        'VipsForeignLoadPngBuffer',
        'VipsForeignLoadWebpBuffer',
        'VipsForeignLoadNsgifBuffer',
        'VipsForeignLoadHeifBuffer',
      ],
    });
    sharp.cache(false);
    // One picture keeps one core busy, not all of them.
    sharp.concurrency(1);
    return sharp;
  });
  return opened;
};

const READABLE: ReadonlySet<Format> = new Set(['jpeg', 'png', 'webp', 'gif', 'avif']);

/**
 * A picture, made anew from its pixels alone: upright, at most so large, on white where it lets through. Of a moving
 * one the first frame. Runs on the library's own threads. Throws UnreadablePicture.
 */
export async function encodePicture(bytes: Uint8Array): Promise<Encoded> {
  if (bytes.length === 0) throw new UnreadablePicture('empty');
  const format = formatOf(bytes);
  if (!READABLE.has(format)) {
    throw new UnreadablePicture(format === 'heic' || format === 'svg' ? format : 'unknown');
  }
  const sharp = await openLibrary();
  try {
    const { data, info } = await sharp(bytes, {
      limitInputPixels: MOST_PIXELS,
      failOn: 'error',
      pages: 1,
      sequentialRead: true,
    })
      .autoOrient()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .webp({ quality: QUALITY, effort: 3 })
      .timeout({ seconds: PATIENCE })
      .toBuffer({ resolveWithObject: true });
    return { bytes: data, width: info.width, height: info.height };
  } catch (error) {
    const tooMany = /pixel limit|too large|timeout/i.test(String((error as Error).message));
    throw new UnreadablePicture(tooMany ? 'too-many-pixels' : 'damaged');
  }
}
