import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasInk, outline, type Stroke } from './strokes.ts';

const point = fc.tuple(
  fc.double({ min: -50, max: 1700, noNaN: true }),
  fc.double({ min: -50, max: 1300, noNaN: true }),
  fc.double({ min: 0, max: 1, noNaN: true }),
);
const stroke: fc.Arbitrary<Stroke> = fc.record({
  tool: fc.constantFrom('pen', 'eraser'),
  points: fc.array(point, { minLength: 1, maxLength: 40 }),
});

test('PI-31: whatever the hand does, a stroke is a closed outline of numbers; a dot is seen, too', () => {
  fc.assert(
    fc.property(stroke, (drawn) => {
      const path = outline(drawn);
      expect(path).toMatch(/^M[-\d. eL]+Z$/);
      expect(path).not.toContain('NaN');
    }),
    { seed: 81, numRuns: 300 },
  );
});

test('PI-31: paper on which only the eraser went is empty', () => {
  expect(hasInk([])).toBe(false);
  expect(hasInk([{ tool: 'eraser', points: [[1, 1, 0.5]] }])).toBe(false);
  expect(hasInk([{ tool: 'pen', points: [[1, 1, 0.5]] }])).toBe(true);
});
