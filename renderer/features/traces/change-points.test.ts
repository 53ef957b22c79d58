import { describe, expect, test } from 'vitest';
import { nominalFrameIndex } from '#contract/entities/frame-index';
import {
  changePointBeside,
  changePointNear,
  changePointWords,
  shownFeatures,
  withFeature,
} from './change-points.ts';

const frames = [40, 90, 300];

describe('change points', () => {
  test('are gone to from one to the next, never to the one that is stood on', () => {
    expect([1, 40, 41, 300].map((frame) => changePointBeside(frames, frame, 1))).toEqual([
      40,
      90,
      90,
      undefined,
    ]);
    expect([301, 300, 40, 0].map((frame) => changePointBeside(frames, frame, -1))).toEqual([
      300,
      90,
      undefined,
      undefined,
    ]);
  });

  test('are found near a place', () => {
    expect(changePointNear(frames, 66, 30)).toBe(90);
    expect(changePointNear(frames, 64.9, 30)).toBe(40);
    expect(changePointNear(frames, 200, 30)).toBeUndefined();
    expect(changePointNear([], 200, 30)).toBeUndefined();
    expect(changePointNear(frames, 90, 0)).toBe(90);
  });

  test('are named by frame and time', () => {
    expect(changePointWords(1234, nominalFrameIndex(2000, 25))).toBe('frame 1,234 at 00:49:09');
  });

  test('are remembered by feature', () => {
    const text = withFeature(withFeature(undefined, 'speed', true), 'distance', true);
    expect(shownFeatures(text)).toEqual(['speed', 'distance']);
    expect(shownFeatures(withFeature(text, 'speed', false))).toEqual(['distance']);
    expect(shownFeatures(withFeature(text, 'speed', true))).toEqual(['distance', 'speed']);
    expect(shownFeatures(undefined)).toEqual([]);
  });
});
