import { describe, expect, test } from 'vitest';
import { clampWindow, follow, frameToX, panBy, windowAround, xToFrame, zoomAt } from './scale.ts';

const scale = { startFrame: 100, endFrame: 300, widthPx: 800 };

describe('the scale', () => {
  test('maps frames to pixels and back', () => {
    expect(frameToX(scale, 100)).toBe(0);
    expect(frameToX(scale, 300)).toBe(800);
    expect(xToFrame(scale, frameToX(scale, 217.25))).toBeCloseTo(217.25, 9);
  });

  test('zooms around the pointer: the frame under it stays there', () => {
    const before = xToFrame(scale, 600);
    const nearer = zoomAt(scale, 600, 0.5, 1000);
    expect(nearer.endFrame - nearer.startFrame).toBe(100);
    expect(xToFrame({ ...nearer, widthPx: 800 }, 600)).toBeCloseTo(before, 9);
  });

  test('never zooms beyond the clip, nor nearer than twelve frames', () => {
    expect(zoomAt(scale, 400, 100, 500)).toEqual({ startFrame: 0, endFrame: 500 });
    const nearest = zoomAt(scale, 400, 0.0001, 500);
    expect(nearest.endFrame - nearest.startFrame).toBe(12);
  });

  test('pans by pixels and stops at the ends of the clip', () => {
    expect(panBy(scale, 40, 1000)).toEqual({ startFrame: 110, endFrame: 310 });
    expect(panBy(scale, -4000, 1000)).toEqual({ startFrame: 0, endFrame: 200 });
    expect(panBy(scale, 40_000, 1000)).toEqual({ startFrame: 800, endFrame: 1000 });
  });

  test('shows a whole event with room on both sides', () => {
    expect(windowAround({ startFrame: 400, endFrame: 460 }, 1000, 200)).toEqual({
      startFrame: 330,
      endFrame: 530,
    });
    expect(windowAround({ startFrame: 2, endFrame: 20 }, 1000, 200)).toEqual({
      startFrame: 0,
      endFrame: 200,
    });
    const long = windowAround({ startFrame: 100, endFrame: 700 }, 5000, 200);
    expect(long.startFrame).toBeLessThan(100);
    expect(long.endFrame).toBeGreaterThan(700);
  });

  test('follows a frame that leaves the window, and stays put for one inside', () => {
    const window = { startFrame: 0, endFrame: 100 };
    expect(follow(window, 50, 1000)).toBe(window);
    const later = follow(window, 300, 1000);
    expect(later.startFrame).toBeLessThanOrEqual(300);
    expect(later.endFrame).toBeGreaterThan(300);
  });

  test('a clip shorter than the least window is shown from its start', () => {
    expect(clampWindow(5, 9, 4)).toEqual({ startFrame: 0, endFrame: 12 });
  });
});
