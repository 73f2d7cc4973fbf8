/** Longest side of what is sent, pixels: the server keeps no more. */
const LONGEST_SIDE = 1600;
const QUALITY = 0.88;

/** A picture, ready to be sent: made anew here already, so that no place or camera leaves the device. */
export interface Shrunk {
  bytes: ArrayBuffer;
  type: string;
  /** What is on it, in words. */
  says: string;
}

/** This browser can't read the file as a picture. */
export class Unreadable extends Error {
  override name = 'Unreadable';
  readonly heic: boolean;

  constructor(heic: boolean) {
    super(heic ? 'HEIC' : 'no picture');
    this.heic = heic;
  }
}

/** Decodes whatever the browser can, upright, and makes a small JPEG of it. Throws Unreadable. */
export async function shrink(file: Blob): Promise<Shrunk> {
  const image = await decode(file);
  try {
    const scale = Math.min(1, LONGEST_SIDE / Math.max(image.width, image.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(image.width * scale));
    canvas.height = Math.max(1, Math.round(image.height * scale));
    const context = canvas.getContext('2d');
    if (!context) throw new Unreadable(false);
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.imageSmoothingQuality = 'high';
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await packCanvas(canvas, 'image/jpeg');
  } finally {
    image.close();
  }
}

/** What stands on a canvas, as a file. */
export async function packCanvas(
  canvas: HTMLCanvasElement,
  type: 'image/jpeg' | 'image/png',
): Promise<Shrunk> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, QUALITY));
  if (!blob) throw new Unreadable(false);
  return { bytes: await blob.arrayBuffer(), type: blob.type, says: '' };
}

async function decode(file: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    throw new Unreadable(await isHeic(file));
  }
}

async function isHeic(file: Blob): Promise<boolean> {
  const head = String.fromCharCode(...new Uint8Array(await file.slice(0, 12).arrayBuffer()));
  return head.slice(4, 8) === 'ftyp' && /^(hei|hev|mif|msf)/.test(head.slice(8));
}
