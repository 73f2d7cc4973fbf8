import { getStroke } from 'perfect-freehand';

/** One line of a drawing: points with how hard the pen was pressed, in the drawing's own pixels. */
export interface Stroke {
  tool: 'pen' | 'eraser';
  points: [x: number, y: number, pressure: number][];
}

/** The size of every drawing, its own pixels. */
export const WIDTH = 1600;
export const HEIGHT = 1200;
export const INK = '#1c1f1a';
export const PAPER = '#ffffff';

/** A drawing is its strokes, in order; an eraser's are the paper's colour, so that taking one back is taking one off. */
export function paint(context: CanvasRenderingContext2D, strokes: readonly Stroke[]): void {
  context.fillStyle = PAPER;
  context.fillRect(0, 0, WIDTH, HEIGHT);
  for (const stroke of strokes) {
    context.fillStyle = stroke.tool === 'pen' ? INK : PAPER;
    context.fill(new Path2D(outline(stroke)));
  }
}

/** The outline of a stroke as an SVG path. */
export function outline({ tool, points }: Stroke): string {
  const size = tool === 'pen' ? 9 : 64;
  const thinning = tool === 'pen' ? 0.45 : 0;
  const around = getStroke(points, {
    size,
    thinning,
    streamline: 0.4,
    smoothing: 0.5,
    simulatePressure: tool === 'pen' && !pressed(points),
  });
  const [first, ...rest] = around;
  if (!first) return '';
  return `M${first[0]} ${first[1]}${rest.map(([x, y]) => `L${x} ${y}`).join('')}Z`;
}

/** Mice and fingers report one and the same pressure all along. */
const pressed = (points: Stroke['points']): boolean =>
  new Set(points.map(([, , pressure]) => pressure)).size > 2;

/** Whether there is anything to see. */
export const hasInk = (strokes: readonly Stroke[]): boolean => strokes.some(({ tool }) => tool === 'pen');
