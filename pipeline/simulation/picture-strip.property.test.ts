import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pictureStrip, readStrip, stripBits, stripCellAt } from './picture-strip.ts';

const [widthPx, heightPx] = [120, 30];

function paint(numbers: readonly number[]): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(widthPx * heightPx * 4);
  numbers.forEach((number, row) => {
    stripBits(number).forEach((bit, cell) => {
      const corner = stripCellAt(row, cell, widthPx, heightPx);
      for (let y = 0; y < pictureStrip.cellHeightPx; y += 1)
        for (let x = 0; x < pictureStrip.cellWidthPx; x += 1)
          rgba.fill(
            bit ? 235 : 20,
            ((corner.y + y) * widthPx + corner.x + x) * 4,
            ((corner.y + y) * widthPx + corner.x + x) * 4 + 4,
          );
    });
  });
  return rgba;
}

test('any two numbers below 65536 are read back from the cells they were painted in', () => {
  const number = fc.integer({ min: 0, max: 65_535 });
  fc.assert(
    fc.property(number, number, (frame, tick) => {
      expect(readStrip(paint([frame, tick]), widthPx, heightPx)).toEqual({ frame, tick });
    }),
    { seed: 8 },
  );
});
