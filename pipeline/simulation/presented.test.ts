import { expect, test } from 'vitest';
import { frameFromTick, presentTicks } from './presented.ts';

const presentation = presentTicks(3, 1800, 25);

test('five ticks are dropped in three places, one of them a run of three', () => {
  const { droppedTicks, ticks } = presentation;
  expect(ticks).toHaveLength(1795);
  const starts = droppedTicks.filter((tick) => !droppedTicks.includes(tick - 1));
  expect([droppedTicks.length, starts.length]).toEqual([5, 3]);
  for (const tick of droppedTicks) expect(ticks).not.toContain(tick);
});

test('a picture before a gap stays until the next one, and the last to the end of the clip', () => {
  const { index, droppedTicks } = presentation;
  const beforeGap = frameFromTick(presentation, droppedTicks[0] ?? 0) - 1;
  expect(index.durationUs[beforeGap]).toBe(80_000);
  index.ptsUs.forEach((pts, frame) => {
    const next = index.ptsUs[frame + 1] ?? 72e6;
    expect(pts + (index.durationUs[frame] ?? 0)).toBe(next);
  });
});

test('a tick belongs to the first picture at or after it', () => {
  const [dropped = 0] = presentation.droppedTicks;
  expect(frameFromTick(presentation, 0)).toBe(0);
  expect(frameFromTick(presentation, dropped)).toBe(dropped);
  expect(frameFromTick(presentation, dropped + 1)).toBe(dropped);
  expect(frameFromTick(presentation, dropped + 2)).toBe(dropped + 1);
  expect(frameFromTick(presentation, 1800)).toBe(1795);
});
