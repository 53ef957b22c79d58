import { expect, test } from 'vitest';
import { differenceOf } from './difference.ts';
import type { RuleSpan } from './type-study.ts';

function span(startFrame: number, endFrame: number, ...tracks: readonly number[]): RuleSpan {
  return { tracks: tracks.length === 0 ? [0] : tracks, startFrame, endFrame };
}

test('what has the same edges stays, what shares frames moves, the rest appears or vanishes', () => {
  const before = [span(0, 10), span(20, 30), span(50, 60)];
  const after = [span(0, 10), span(22, 35), span(80, 90)];
  expect(differenceOf(before, after)).toEqual({
    same: [span(0, 10)],
    move: [{ from: span(20, 30), to: span(22, 35) }],
    vanish: [span(50, 60)],
    appear: [span(80, 90)],
  });
});

test('of two that grow into one, that which shares most moves and the other vanishes', () => {
  const difference = differenceOf([span(0, 10), span(12, 40)], [span(0, 40)]);
  expect(difference.move).toEqual([{ from: span(12, 40), to: span(0, 40) }]);
  expect(difference.vanish).toEqual([span(0, 10)]);
});

test('other tracks are another candidate, also in another order', () => {
  const difference = differenceOf([span(0, 10, 1, 2)], [span(0, 10, 2, 1)]);
  expect(difference.vanish).toEqual([span(0, 10, 1, 2)]);
  expect(difference.appear).toEqual([span(0, 10, 2, 1)]);
});
