import { describe, expect, it } from 'vitest';
import { framesBy, ghostOf, nearestPlace, placeOfGap } from './preview-frames.ts';
import type { PreviewFrame } from './preview-frames.ts';

function frames(...numbers: readonly number[]): PreviewFrame[] {
  return numbers.map((frame) => ({ frame, boxes: [['p1', frame, 0, 10, 20]] }));
}

const preview = { byNumber: frames(0, 10, 20, 30), byTime: frames(0, 9, 18, 30) };

describe('the preview', () => {
  it('shows boxes by the matching that is chosen', () => {
    expect(framesBy(preview, 'time')).toBe(preview.byTime);
    expect(framesBy(preview, 'number')).toBe(preview.byNumber);
    expect(framesBy({ ...preview, byTime: [] }, 'time')).toBe(preview.byNumber);
  });

  it('stays at its place when the matching changes', () => {
    expect(nearestPlace(preview.byTime, 20)).toBe(2);
    expect(nearestPlace(frames(0, 10, 20), 15)).toBe(1);
    expect(nearestPlace([], 15)).toBe(0);
  });

  it('shows what the other matching puts on the same picture', () => {
    expect(ghostOf(preview, 'time', 30)).toBe(preview.byNumber[3]);
    expect(ghostOf(preview, 'time', 18)).toBeUndefined();
    expect(ghostOf({ ...preview, byTime: [] }, 'number', 30)).toBeUndefined();
  });

  it('goes from gap to gap', () => {
    const gaps = [{ frame: 5 }, { frame: 25 }];
    expect(placeOfGap(preview.byNumber, gaps, 0, 1)).toBe(1);
    expect(placeOfGap(preview.byNumber, gaps, 1, 1)).toBe(3);
    expect(placeOfGap(preview.byNumber, gaps, 3, -1)).toBe(1);
    expect(placeOfGap(preview.byNumber, gaps, 3, 1)).toBeUndefined();
  });
});
