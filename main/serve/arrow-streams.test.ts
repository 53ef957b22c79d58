import { tableFromIPC } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import { nominalFrameIndex } from '#contract/entities/frame-index';
import type { TrackTable } from '#contract/entities/track';
import { frameIndexStream, traceStream, tracksStream } from './arrow-streams.ts';

function buildTable(): TrackTable {
  const column = (values: readonly number[]) => Float32Array.from(values);
  return {
    trackIds: ['a', 'b'],
    classes: ['person', 'car'],
    rowStart: Int32Array.from([0, 3, 5]),
    frame: Int32Array.from([2, 3, 7, 3, 4]),
    xPx: column([1, 2, 3, 4, 5]),
    yPx: column([1, 2, 3, 4, 5]),
    wPx: column([1, 1, 1, 1, 1]),
    hPx: column([1, 1, 1, 1, 1]),
    xM: column([Number.NaN, 0, 0, 0, 0]),
    yM: column([0, 0, 0, 0, 0]),
    conf: column([1, 1, 1, 1, 1]),
    occlusion: column([0, 0, 0, 0, 0]),
  };
}

function read(bytes: Uint8Array) {
  const table = tableFromIPC(bytes);
  const column = (name: string): unknown[] => Array.from(table.getChild(name) ?? []);
  return {
    column,
    meta: JSON.parse(table.schema.metadata.get('meta') ?? 'null') as unknown,
    rows: table.numRows,
  };
}

describe('the stream of boxes', () => {
  test('holds the rows of a half-open span of frames, track by track', () => {
    const { column, rows } = read(tracksStream(buildTable(), 3, 7));
    expect(rows).toBe(3);
    expect(column('track')).toEqual([0, 1, 1]);
    expect(column('frame')).toEqual([3, 3, 4]);
    expect(column('x')).toEqual([2, 4, 5]);
  });

  test('names every track with its span, also those without a row in it', () => {
    const { meta, rows } = read(tracksStream(buildTable(), 90, 91));
    expect(rows).toBe(0);
    expect(meta).toEqual({
      tracks: [
        { trackId: 'a', className: 'person', startFrame: 2, endFrame: 8 },
        { trackId: 'b', className: 'car', startFrame: 3, endFrame: 5 },
      ],
    });
  });

  test('keeps what is missing as NaN', () => {
    expect(read(tracksStream(buildTable(), 2, 3)).column('xw')).toEqual([Number.NaN]);
  });
});

test('a frame index keeps whole microseconds', () => {
  const { column, meta } = read(frameIndexStream(nominalFrameIndex(3, 30)));
  expect(column('pts_us')).toEqual([0, 33333, 66667]);
  expect(meta).toEqual({ nominal: true, frameCount: 3 });
});

test('a trace says its feature, its unit and how many frames a bucket has', () => {
  const bytes = traceStream('speed', {
    unit: 'm/s',
    bucketFrames: 2,
    frame: Int32Array.from([4, 6]),
    min: Float32Array.from([1, Number.NaN]),
    max: Float32Array.from([1.5, Number.NaN]),
    missing: Uint8Array.from([1, 2]),
  });
  const { rows, meta, column } = read(bytes);
  expect([rows, meta]).toEqual([2, { feature: 'speed', unit: 'm/s', bucketFrames: 2 }]);
  expect(['frame', 'min', 'max', 'missing'].map(column)).toEqual([
    [4, 6],
    [1, Number.NaN],
    [1.5, Number.NaN],
    [1, 2],
  ]);
});
