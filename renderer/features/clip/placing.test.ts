import { describe, expect, it } from 'vitest';
import { keptInside, leastCovering, liftedApart, sharedPx, type Area } from './placing.ts';

const at = (left: number, top: number, width = 40, height = 16): Area => ({ left, top, width, height });

describe('places on the picture', () => {
  it('that only touch share nothing', () => {
    expect(sharedPx(at(0, 0), at(40, 0))).toBe(0);
    expect(sharedPx(at(0, 0), at(30, 10))).toBe(10 * 6);
  });

  it('are kept inside the canvas', () => {
    expect(keptInside(at(-5, 90), 100, 100)).toEqual(at(0, 84));
  });

  it('go where they cover least, and stay at the first of equals', () => {
    const taken = [at(0, 0), at(100, 0)];
    expect(leastCovering([at(10, 0), at(110, 0), at(50, 0)], taken)).toEqual(at(50, 0));
    expect(leastCovering([at(50, 0), at(50, 40)], taken)).toEqual(at(50, 0));
  });

  it('are lifted over the flags that stand there already', () => {
    expect(liftedApart([at(0, 100), at(20, 100), at(30, 100)], 17, 4)).toEqual([
      at(0, 100),
      at(20, 83),
      at(30, 66),
    ]);
  });
});
