import { describe, expect, test } from 'vitest';
import {
  frameMiddleS,
  frameStartS,
  nominalFrameIndex,
  type FrameIndex,
} from '#contract/entities/frame-index';
import { frameAfter } from './clock.ts';
import { frameAway, presentedFrame, seekTimeS } from './frame-index.ts';
import { giveLetters, letterOf } from './hints.ts';
import { loopSpan, wrapTo } from './loop.ts';
import { shuttleOn } from './shuttle.ts';

/** 30 pictures a second with some dropped, times rounded to milliseconds as WebM does. */
function dropped(): FrameIndex {
  const whole = nominalFrameIndex(300, 30);
  const keep = (_: number, frame: number): boolean => ![100, 101, 102, 177].includes(frame);
  const ptsUs = whole.ptsUs.filter(keep);
  const durationUs = Int32Array.from(ptsUs, (pts, i) => (ptsUs[i + 1] ?? pts + 33_333) - pts);
  return { ptsUs, durationUs, nominal: false };
}

describe('the picture on screen', () => {
  test('is told from the reported time even when the container rounds it to a millisecond', () => {
    const index = dropped();
    for (let frame = 0; frame < index.ptsUs.length; frame += 1) {
      const reported = Math.round(frameStartS(index, frame) * 1000) / 1000;
      expect(presentedFrame(index, reported)).toBe(frame);
    }
  });

  test('of a clip that begins late is sought and told from where the first picture appears', () => {
    const index = dropped();
    const firstPictureS = 0.5;
    for (const frame of [0, 99, 100, 177, 295]) {
      const reported = Math.round((firstPictureS + frameStartS(index, frame)) * 1000) / 1000;
      expect(presentedFrame(index, reported, firstPictureS)).toBe(frame);
      const soughtS = seekTimeS(index, frame, firstPictureS) - firstPictureS;
      expect(soughtS).toBeGreaterThan(frameStartS(index, frame));
      expect(soughtS).toBeLessThan(frameStartS(index, frame + 1));
    }
  });

  test('a seek to the middle of a picture lands in it', () => {
    const index = dropped();
    for (const frame of [0, 99, 100, 174, 295])
      expect(presentedFrame(index, frameStartS(index, frame))).toBe(frame);
    expect(frameMiddleS(index, 99)).toBeGreaterThan(frameStartS(index, 99));
    expect(frameMiddleS(index, 99)).toBeLessThan(frameStartS(index, 100));
    const exactMiddleS = (frameStartS(index, 99) + frameStartS(index, 100)) / 2;
    expect(frameMiddleS(index, 99)).toBeLessThan(exactMiddleS);
  });
});

describe('moving in time', () => {
  const index = dropped();

  test('a second is a second of the clip, not thirty pictures', () => {
    expect(frameAway(index, 90, 1)).toBe(117);
    expect(frameAway(index, 117, -1)).toBe(90);
  });

  test('always moves at least one picture and never leaves the clip', () => {
    expect(frameAway(index, 99, 0.01)).toBe(100);
    expect(frameAway(index, 0, -1)).toBe(0);
    expect(frameAway(index, 295, 1)).toBe(295);
  });

  test('the clock follows real time forwards and backwards', () => {
    expect(frameAfter(index, 30, 1, 1)).toBe(60);
    expect(frameAfter(index, 30, 0.5, -2)).toBe(0);
  });

  test('J and L start at normal speed, get faster, and turn round at normal speed', () => {
    expect([shuttleOn(0, 1), shuttleOn(1, 1), shuttleOn(1.5, 1), shuttleOn(2, 1)]).toEqual([1, 1.5, 2, 2]);
    expect([shuttleOn(2, -1), shuttleOn(-1, -1)]).toEqual([-1, -1.5]);
  });
});

describe('the loop', () => {
  const index = dropped();

  test('shows half a second around the event, inside the clip', () => {
    expect(loopSpan(index, { startFrame: 30, endFrame: 60 }, 0.5)).toEqual({ startFrame: 15, endFrame: 76 });
    expect(loopSpan(index, { startFrame: 2, endFrame: 296 }, 0.5)).toEqual({ startFrame: 0, endFrame: 296 });
  });

  test('goes back once its last picture was shown; without a loop it ends with the clip', () => {
    const span = { startFrame: 15, endFrame: 75 };
    expect(wrapTo(73, span, 296)).toBeUndefined();
    expect(wrapTo(74, span, 296)).toBe(15);
    expect(wrapTo(294, undefined, 296)).toBeUndefined();
    expect(wrapTo(295, undefined, 296)).toBe(295);
  });
});

describe('letters', () => {
  test('go on with two after Z, and each track gets one', () => {
    expect([letterOf(0), letterOf(25), letterOf(26), letterOf(51), letterOf(52)]).toEqual([
      'A',
      'Z',
      'AA',
      'AZ',
      'BA',
    ]);
    expect([...giveLetters(['p1', 'p2', 'p1', 'p3'])]).toEqual([
      ['p1', 'A'],
      ['p2', 'B'],
      ['p3', 'C'],
    ]);
  });
});
