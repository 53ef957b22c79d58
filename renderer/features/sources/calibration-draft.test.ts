import { describe, expect, it } from 'vitest';
import {
  addPoint,
  calibrationLacks,
  errorAt,
  formatErrorM,
  medianErrorM,
  movePoint,
  noCalibration,
  placePoint,
  removePoint,
  toCalibration,
} from './calibration-draft.ts';
import type { CalibrationDraft } from './calibration-draft.ts';

const size = { widthPx: 640, heightPx: 480 };

function picked(count: number): CalibrationDraft {
  const start: CalibrationDraft = { ...noCalibration, kind: 'points' };
  return Array.from({ length: count }).reduce<CalibrationDraft>(
    (draft, _, n) => addPoint(draft, size, 10 * n, 20 * n),
    start,
  );
}

function placed(count: number): CalibrationDraft {
  return Array.from({ length: count }).reduce<CalibrationDraft>(
    (draft, _, n) => placePoint(draft, n, { xM: n, yM: 2 * n }),
    picked(count),
  );
}

describe('a calibration from points', () => {
  it('says what it lacks until four points have their metres', () => {
    expect(calibrationLacks(picked(0))).toBe('Needs 4 more of 4 points');
    expect(calibrationLacks(picked(3))).toBe('Needs 1 more of 4 points');
    expect(calibrationLacks(picked(4))).toBe('Needs the metres of every point');
    expect(calibrationLacks(placed(4))).toBeUndefined();
  });

  it('is sent only when it is complete', () => {
    expect(toCalibration(picked(4))).toBeUndefined();
    expect(toCalibration(placed(3))).toBeUndefined();
    expect(toCalibration(placed(4))).toEqual({
      points: [0, 1, 2, 3].map((n) => ({ xPx: 10 * n, yPx: 20 * n, xM: n, yM: 2 * n })),
    });
    expect(toCalibration({ ...placed(4), kind: 'none' })).toBeUndefined();
  });

  it('keeps points on the picture, to a tenth of a pixel', () => {
    const draft = addPoint(picked(0), size, 700, -3);
    expect(draft.points).toEqual([{ xPx: 640, yPx: 0 }]);
    expect(movePoint(draft, size, 0, -0.1, 0.1).points).toEqual([{ xPx: 639.9, yPx: 0.1 }]);
  });

  it('lets one point go and keeps the metres of the others', () => {
    expect(removePoint(placed(5), 1).points.map(({ xM }) => xM)).toEqual([0, 2, 3, 4]);
  });

  it('shows an error only at the points it was reckoned for', () => {
    const draft = placed(4);
    expect(errorAt(draft, [0.01, 0.02, 0.03, 0.04], 2)).toBe(0.03);
    expect(errorAt(addPoint(draft, size, 5, 5), [0.01, 0.02, 0.03, 0.04], 2)).toBeUndefined();
  });
});

describe('a calibration from one scale', () => {
  it('needs the metres of a pixel', () => {
    const draft: CalibrationDraft = { ...noCalibration, kind: 'scale' };
    expect(calibrationLacks(draft)).toBe('Needs the metres of one pixel');
    expect(toCalibration({ ...draft, metresPerPx: 0.01 })).toEqual({ metresPerPx: 0.01 });
  });
});

describe('errors of a calibration', () => {
  it('are read in centimetres below a metre', () => {
    expect([formatErrorM(0.0042), formatErrorM(1.25)]).toEqual(['0.4 cm', '1.25 m']);
  });

  it('are summed up by the middle one', () => {
    expect([medianErrorM([3, 1, 2]), medianErrorM([4, 1, 2, 3]), medianErrorM([])]).toEqual([
      2,
      2.5,
      undefined,
    ]);
  });
});
