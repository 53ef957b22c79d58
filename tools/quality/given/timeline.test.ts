import { expect, it } from 'vitest';
import { spansLine, timelineWidth, valueLine } from './timeline.ts';

const shown = { startFrame: 100, endFrame: 100 + 2 * timelineWidth };

it('marks where spans lie', () => {
  expect(spansLine(shown, [[110, 114]], '#')).toBe(`.....##${'.'.repeat(timelineWidth - 7)}`);
});

it('shows a span of one frame', () => {
  expect(spansLine(shown, [[100, 101]], '#').indexOf('#')).toBe(0);
});

it('draws a value between its bounds, and nothing where it is missing', () => {
  const drawn = valueLine(shown, (frame) => (frame < 130 ? Number.NaN : frame - 130), [0, 98]);
  expect(drawn.slice(0, 15).trim()).toBe('');
  expect(drawn.at(15)).toBe('▁');
  expect(drawn.at(-1)).toBe('█');
  expect(drawn).toHaveLength(timelineWidth);
});
