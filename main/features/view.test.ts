import { describe, expect, it } from 'vitest';
import type { TestRow } from '#pipeline/features/testing/build-table';
import { cameraAdvance } from '#pipeline/features/camera-advance';
import { testSource, walk } from '#pipeline/features/testing/test-source';
import { featureAt, readerOf } from './testing/reader.ts';

const frames = 150;
const picture = { widthPx: 1920, heightPx: 1080 };

/** What a camera that sees 53 degrees across shows of one who stands at `right` and `ahead`, both in their own heights. */
function seen(at: (timeS: number) => { readonly right: number; readonly ahead: number }): readonly TestRow[] {
  return Array.from({ length: frames }, (_, frame) => {
    const { right, ahead } = at(frame / 25);
    const height = picture.widthPx / ahead;
    const width = 0.4 * height;
    return { frame, box: [picture.widthPx / 2 + right * height - width / 2, 400, width, height] as const };
  });
}

/** The recording car itself: a box that is the whole picture. */
const ego: readonly TestRow[] = Array.from({ length: frames }, (_, frame) => ({
  frame,
  box: [0, 0, picture.widthPx, picture.heightPx] as const,
}));

describe('a camera that drives ahead at constant speed', () => {
  const ahead = (from: number) => (t: number) => from - 3 * t;
  const reader = readerOf(
    {
      ego,
      standing: seen((t) => ({ right: 2, ahead: ahead(30)(t) })),
      crossing: seen((t) => ({ right: 0.8 * t - 2, ahead: ahead(24)(t) })),
    },
    { space: 'body', picture },
  );

  it('leaves who stands at the kerb where they are, and sees who crosses move', () => {
    expect(featureAt(reader, 1, 'lateral', 75)).toBeCloseTo(2, 3);
    expect(featureAt(reader, 1, 'lateral_speed', 75)).toBeCloseTo(0, 3);
    expect(featureAt(reader, 2, 'lateral', 75)).toBeCloseTo(0.4, 3);
    expect(featureAt(reader, 2, 'lateral_speed', 75)).toBeCloseTo(0.8, 3);
  });

  it('tells how far away they are and how wide their boxes', () => {
    expect(featureAt(reader, 1, 'camera_distance', 75)).toBeCloseTo(21, 3);
    expect(featureAt(reader, 2, 'aspect', 75)).toBeCloseTo(0.4, 4);
  });

  it('has that speed and no acceleration, the same for every track and for the car itself', () => {
    for (const track of [0, 1, 2]) {
      expect(featureAt(reader, track, 'camera_speed', 75)).toBeCloseTo(3, 3);
      expect(featureAt(reader, track, 'camera_accel', 75)).toBeCloseTo(0, 3);
      expect(featureAt(reader, track, 'camera_surge', 75)).toBeCloseTo(0, 3);
    }
  });
});

describe('a camera that brakes', () => {
  const near = seen((t) => ({ right: 1, ahead: 14 - 4 * t + 0.5 * t * t }));

  it('loses speed, a little less than it does where boxes are small', () => {
    const reader = readerOf({ near, ego }, { space: 'body', picture });
    for (const feature of ['camera_accel', 'camera_surge']) {
      expect(featureAt(reader, 1, feature, 60)).toBeGreaterThan(-1.01);
      expect(featureAt(reader, 1, feature, 60)).toBeLessThan(-0.8);
    }
    const far = seen((t) => ({ right: 1, ahead: 60 - 4 * t + 0.5 * t * t }));
    const accel = featureAt(readerOf({ far, ego }, { space: 'body', picture }), 1, 'camera_accel', 60);
    expect(accel).toBeGreaterThan(-0.9);
    expect(accel).toBeLessThan(0);
  });

  it('is unknown more than half a second from any box', () => {
    const early = near.filter(({ frame }) => frame < 50);
    const reader = readerOf({ early, ego }, { space: 'body', picture });
    expect(featureAt(reader, 1, 'camera_accel', 61)).not.toBeNaN();
    expect(featureAt(reader, 1, 'camera_accel', 64)).toBeNaN();
  });
});

it('is not told in metres, where only the shape of a box is', () => {
  const reader = readerOf({ a: walk((t) => [t, 0], { to: 50 }) }, { picture });
  expect(reader.track(0, 'camera_speed')).toBeUndefined();
  expect(featureAt(reader, 0, 'lateral', 25)).toBeNaN();
});

/** Solves a small system by elimination. */
function eliminate(rows: number[][]): readonly number[] {
  for (const [i, pivot] of rows.entries())
    for (const [j, row] of rows.entries()) {
      if (i === j) continue;
      const factor = (row[i] ?? 0) / (pivot[i] ?? 1);
      for (const [k, value] of pivot.entries()) row[k] = (row[k] ?? 0) - factor * value;
    }
  return rows.map((row, i) => (row.at(-1) ?? 0) / (row[i] ?? 1));
}

it('is the speed and acceleration of least squares over all boxes, each track with a distance of its own', () => {
  const random = (n: number) => (Math.sin(n * 12.9898) * 43758.5453) % 1;
  const rows = (track: number) =>
    Array.from({ length: 60 }, (_, frame) => ({
      frame,
      box: [100, 200, 40, 90 + 40 * track + 0.5 * frame + 5 * random(frame + 100 * track)] as const,
    }));
  const source = testSource(
    { a: rows(0), b: rows(1).slice(10, 45), c: rows(2).slice(20) },
    { space: 'body', picture },
  );
  const [halfWindowS, priorS, now] = [0.8, 0.02, 30];
  const boxes = [0, 1, 2].flatMap((track) =>
    [rows(0), rows(1).slice(10, 45), rows(2).slice(20)][track]?.flatMap(({ frame, box }) => {
      const timeS = (frame - now) / 25;
      if (Math.abs(timeS) > halfWindowS) return [];
      const weight = 0.04 / (1 + ((0.15 * 1080) / box[3]) ** 4);
      const row = [0, 0, 0, -timeS, (-timeS * timeS) / 2];
      row[track] = 1;
      return [{ row, distance: 1920 / box[3], weight }];
    }),
  );
  const system = Array.from({ length: 5 }, (_, i) => [
    ...Array.from({ length: 5 }, (__, j) =>
      boxes.reduce(
        (sum, one) => sum + (one?.weight ?? 0) * (one?.row[i] ?? 0) * (one?.row[j] ?? 0),
        i === 4 && j === 4 ? priorS : 0,
      ),
    ),
    boxes.reduce((sum, one) => sum + (one?.weight ?? 0) * (one?.row[i] ?? 0) * (one?.distance ?? 0), 0),
  ]);
  const [, , , speed = Number.NaN, accel = Number.NaN] = eliminate(system);
  const found = cameraAdvance(source, [0, 1, 2], now, { halfWindowS, priorS });
  expect(found?.speed).toBeCloseTo(speed, 4);
  expect(found?.accel).toBeCloseTo(accel, 4);
});
