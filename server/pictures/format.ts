export type Format = 'jpeg' | 'png' | 'webp' | 'gif' | 'avif' | 'heic' | 'svg' | 'unknown';

/** Brands of the family of files that AVIF and HEIC belong to, at bytes 8 to 12. */
const AVIF = /^(avif|avis)$/;
const HEIC = /^(heic|heix|heim|heis|hevc|hevx|mif1|msf1)$/;

/** What a file is by its first bytes; what its sender calls it counts for nothing. */
export function formatOf(bytes: Uint8Array): Format {
  const head = String.fromCharCode(...bytes.subarray(0, 256));
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'webp';
  if (/^GIF8[79]a/.test(head)) return 'gif';
  if (head.slice(4, 8) === 'ftyp') {
    const brand = head.slice(8, 12);
    // Encoders of AVIF, too, may call their file by the family's name: then the compatible brands tell.
    if (AVIF.test(brand) || (/^(mif1|msf1)$/.test(brand) && head.slice(16, 64).includes('avif')))
      return 'avif';
    if (HEIC.test(brand)) return 'heic';
  }
  return /^(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!doctype svg|svg)/i.test(head) ? 'svg' : 'unknown';
}
