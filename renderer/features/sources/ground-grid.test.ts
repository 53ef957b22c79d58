import { describe, expect, it } from 'vitest';
import { gridStepM, groundGrid } from './ground-grid.ts';

describe('the grid of the ground', () => {
  it('has round steps', () => {
    expect([gridStepM(0.8), gridStepM(12), gridStepM(13), gridStepM(105), gridStepM(0)]).toEqual([
      0.1, 1, 2, 10, 1,
    ]);
  });

  it('is drawn onto the picture between the points', () => {
    const centimetres = [0.01, 0, 0, 0, 0.01, 0, 0, 0, 1];
    const points = [
      { xPx: 0, yPx: 0, xM: 0, yM: 0 },
      { xPx: 200, yPx: 100, xM: 2, yM: 1 },
    ];
    const lines = groundGrid(centimetres, points);
    const rounded = lines.map((line) => line.map((point) => point.map(Math.round)));
    expect(rounded).toHaveLength(11 + 6);
    expect(rounded[0]).toEqual([
      [0, 0],
      [0, 100],
    ]);
    expect(rounded.at(-1)).toEqual([
      [0, 100],
      [200, 100],
    ]);
  });

  it('is empty without metres, or where the plane is degenerate', () => {
    expect(groundGrid([1, 0, 0, 0, 1, 0, 0, 0, 1], [{ xPx: 1, yPx: 1 }])).toEqual([]);
    expect(groundGrid([0, 0, 0, 0, 0, 0, 0, 0, 0], [{ xPx: 1, yPx: 1, xM: 1, yM: 1 }])).toEqual([]);
  });
});
