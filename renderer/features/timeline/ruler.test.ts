import { describe, expect, test } from 'vitest';
import { nominalFrameIndex } from '#contract/entities/frame-index';
import { binDensity } from './density.ts';
import { edgeAt, snapToFrame } from './edge-hit.ts';
import { flagSpan, rulerTicks, tickStep, ticksIn } from './ruler.ts';
import { clock, timecode } from './timecode.ts';

describe('the ruler', () => {
  const scale = { startFrame: 0, endFrame: 1000, widthPx: 1000 };
  const index = nominalFrameIndex(1000, 25);
  const coveredBy = (playhead: number) =>
    rulerTicks(scale, { index, playhead }).flatMap(({ frame, covered }) => (covered ? [frame] : []));

  test('hides the label that the flag of the playhead stands on, and no other', () => {
    expect(rulerTicks(scale, { index, playhead: 0 }).map(({ frame }) => frame)).toEqual([
      0, 200, 400, 600, 800,
    ]);
    expect(coveredBy(410)).toEqual([400]);
    expect(coveredBy(390)).toEqual([400]);
    expect(coveredBy(560)).toEqual([]);
  });

  test('keeps the flag of the playhead inside the strip', () => {
    expect(flagSpan(scale, 0).left).toBe(0);
    const { left, width } = flagSpan(scale, 999);
    expect(left + width).toBe(1000);
  });

  test('steps are round and labels never closer than asked', () => {
    for (const framesPerPx of [0.01, 0.25, 1, 3.3, 47, 900]) {
      const step = tickStep(framesPerPx, 100);
      expect(step / framesPerPx).toBeGreaterThanOrEqual(100);
      expect([1, 2, 5]).toContain(Number(String(step)[0]));
    }
  });

  test('ticks are the multiples inside the half-open window', () => {
    expect(ticksIn({ startFrame: 95, endFrame: 200 }, 50)).toEqual([100, 150]);
    expect(ticksIn({ startFrame: 100, endFrame: 201 }, 50)).toEqual([100, 150, 200]);
  });
});

describe('the timecode', () => {
  test('counts the presented pictures of each second, so a dropped one makes it shorter', () => {
    const whole = nominalFrameIndex(90, 30);
    const keep = (_: number, frame: number): boolean => frame < 31 || frame > 35;
    const dropped = { ...whole, ptsUs: whole.ptsUs.filter(keep), durationUs: whole.durationUs.filter(keep) };
    expect(timecode(whole, 29)).toBe('00:00:29');
    expect(timecode(whole, 30)).toBe('00:01:00');
    expect(timecode(dropped, 31)).toBe('00:01:01');
    expect(timecode(dropped, 55)).toBe('00:02:00');
  });

  test('shows hours from one hour on', () => {
    expect(clock(59.9)).toBe('00:59');
    expect(clock(3725)).toBe('1:02:05');
  });
});

describe('the minimap', () => {
  test('counts a span in each part it touches and nowhere else', () => {
    const density = binDensity(
      [
        { startFrame: 0, endFrame: 10, decided: true },
        { startFrame: 10, endFrame: 30, decided: false },
      ],
      100,
      10,
    );
    expect([...density.total]).toEqual([1, 1, 1, 0, 0, 0, 0, 0, 0, 0]);
    expect([...density.decided]).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(density.most).toBe(1);
  });
});

describe('edges under the pointer', () => {
  const scale = { startFrame: 0, endFrame: 100, widthPx: 1000 };
  const span = { startFrame: 20, endFrame: 40 };

  test('are taken within reach only, the nearer one first', () => {
    expect(edgeAt(scale, span, 203, 6)).toBe('start');
    expect(edgeAt(scale, span, 396, 6)).toBe('end');
    expect(edgeAt(scale, span, 300, 6)).toBeUndefined();
  });

  test('snap to the boundary between two pictures', () => {
    expect(snapToFrame(scale, 404)).toBe(40);
    expect(snapToFrame(scale, 406)).toBe(41);
  });
});
