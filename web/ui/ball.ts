import { seeded } from '../../core/stream/seeded.ts';

/** The square that the ball is drawn in, and the ball inside it. */
export const BOX = 240;
const CENTRE = { x: 120, y: 128 };
const RADIUS = 66;
/** Turning by this angle from hair to hair spreads any number of them evenly. */
const GOLDEN = 2.399963;

export interface Hair {
  /** SVG path, from the root outwards. */
  path: string;
  width: number;
  /** On the ball's face rather than on its rim: drawn over it. */
  front: boolean;
}

const round = (value: number): string => value.toFixed(1);
const at = (x: number, y: number): string => `${round(x)} ${round(y)}`;

/** A closed outline that is almost a circle, so that it looks drawn by hand. */
export function drawOutline(seed: number): string {
  const random = seeded(seed);
  const count = 9;
  const points = Array.from({ length: count }, (_, i) => {
    const angle = (i / count) * 2 * Math.PI;
    const reach = RADIUS * (1 + (random() - 0.5) * 0.035);
    return { x: CENTRE.x + reach * Math.cos(angle), y: CENTRE.y + reach * Math.sin(angle) };
  });
  const point = (i: number) => points[(i + count) % count] as { x: number; y: number };
  let path = `M${at(point(0).x, point(0).y)}`;
  for (let i = 0; i < count; i++) {
    const [before, from, to, after] = [point(i - 1), point(i), point(i + 1), point(i + 2)];
    // Catmull-Rom through the points, as Bézier curves.
    path += `C${at(from.x + (to.x - before.x) / 6, from.y + (to.y - before.y) / 6)} ${at(
      to.x - (after.x - from.x) / 6,
      to.y - (after.y - from.y) / 6,
    )} ${at(to.x, to.y)}`;
  }
  return `${path}Z`;
}

/** The hair of one condition. The same seed and place always grow the same hair, whatever grows beside it. */
export function growHair(seed: number, index: number): Hair {
  const random = seeded(seed * 31 + index * 7919 + 1);
  const angle = -Math.PI / 2 + index * GOLDEN + (random() - 0.5) * 0.5;
  const front = index % 4 === 3;
  // Roots on the face keep to its edge: three in the middle would make a face.
  const depth = front ? 0.62 + random() * 0.24 : 0.9 + random() * 0.06;
  const length = (front ? 20 : 26) + random() * (front ? 16 : 26);
  const bend = (random() < 0.5 ? -1 : 1) * (0.15 + random() * 0.4);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const root = { x: CENTRE.x + RADIUS * depth * cos, y: CENTRE.y + RADIUS * depth * sin };
  // `out` along the hair, `side` across it: both in units of its length.
  const to = (out: number, side: number): string =>
    at(root.x + length * (out * cos - side * sin), root.y + length * (out * sin + side * cos));
  const width = 2 + random() * 1.4;
  const start = `M${to(0, 0)}`;
  const shape = random();
  if (shape < 0.45) return { path: `${start}Q${to(0.55, bend)} ${to(1, bend * 0.6)}`, width, front };
  if (shape < 0.7) {
    return { path: `${start}C${to(0.35, bend)} ${to(0.65, -bend)} ${to(1, bend * 0.4)}`, width, front };
  }
  if (shape < 0.86) {
    // Ends in a curl.
    const turn = Math.sign(bend) * 0.3;
    return {
      path: `${start}C${to(0.4, 0)} ${to(1.05, 0)} ${to(0.98, turn)}S${to(0.6, turn * 1.3)} ${to(0.7, turn * 0.5)}`,
      width,
      front,
    };
  }
  // Split ends.
  return {
    path: `${start}Q${to(0.4, bend * 0.5)} ${to(0.6, bend * 0.3)}Q${to(0.8, bend * 0.2)} ${to(1, bend * 0.6)}M${to(0.6, bend * 0.3)}Q${to(0.8, bend * 0.1)} ${to(0.95, -bend * 0.4)}`,
    width,
    front,
  };
}

/** A number out of any word, so that each group's ball has its own hair. */
export function seedOf(word: string): number {
  let seed = 7;
  for (let i = 0; i < word.length; i++) seed = (seed * 31 + word.charCodeAt(i)) % 99_991;
  return seed;
}
