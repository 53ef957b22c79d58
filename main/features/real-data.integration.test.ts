import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { nominalFrameIndex } from '#contract/entities/frame-index';
import { families } from '#pipeline/features/families';
import { prepareSource, type FeatureSource } from '#pipeline/features/feature-source';
import { pairSeries } from '#pipeline/features/pair-series';
import type { SeriesReader } from '#pipeline/features/series-reader';
import { buildTable, type TestRow } from '#pipeline/features/testing/build-table';
import { posesFrom, type PosePoint } from '#pipeline/features/testing/pose-rows';
import { runFamilies } from '#pipeline/features/testing/run-families';
import { createWasmKernels } from '#native/kernels/wasm-kernels';

const data = process.env['AFTERTRACK_DATA'] ?? join(import.meta.dirname, '../../../shared/data');
const present = ['ucy', 'rats', 'jaad'].every((set) => existsSync(join(data, set)));
const without = present ? '' : `: skipped, ${data} is not there`;
const kernels = createWasmKernels();

function lines(path: string): readonly string[] {
  return gunzipSync(readFileSync(join(data, path)))
    .toString('utf8')
    .trim()
    .split('\n');
}

type Rows = Record<string, TestRow[]>;

function add(rows: Rows, trackId: string, row: TestRow): void {
  const own = rows[trackId] ?? [];
  rows[trackId] = own;
  own.push(row);
}

function sourceOf(rows: Rows, frames: number, fps: number, parts: object): FeatureSource {
  for (const own of Object.values(rows)) own.sort((a, b) => a.frame - b.frame);
  return prepareSource({
    table: buildTable(rows),
    frameIndex: nominalFrameIndex(frames, fps),
    space: 'body',
    ...parts,
  });
}

/** Known values of a feature over all tracks, ascending, and how many there are in all. */
function valuesOf(
  reader: SeriesReader,
  name: string,
): { readonly known: Float32Array; readonly all: number } {
  const columns = [...reader.source.tracks.keys()].map((track) => reader.track(track, name)?.values);
  const values = columns.flatMap((column) => [...(column ?? [])]);
  return {
    known: Float32Array.from(values.filter((value) => !Number.isNaN(value))).sort(),
    all: values.length,
  };
}

function medianOf(reader: SeriesReader, name: string): number {
  const { known } = valuesOf(reader, name);
  return known[known.length >> 1] ?? Number.NaN;
}

function shareKnown(reader: SeriesReader, name: string): number {
  const { known, all } = valuesOf(reader, name);
  return known.length / all;
}

/** No stored value is infinite. */
function expectFinite(reader: SeriesReader): void {
  for (const family of families)
    for (const name of family.features) {
      const { known } = valuesOf(reader, name);
      expect([name, known.some((value) => !Number.isFinite(value))]).toEqual([name, false]);
    }
}

describe.skipIf(!present)(`a plaza in metres at 2.5 Hz${without}`, () => {
  it('is known nearly everywhere, and people walk as people do', () => {
    const rows: Rows = {};
    for (const line of lines('ucy/tracks.csv.gz').slice(1)) {
      const [, frame, , id = '', , x, y] = line.split(',');
      add(rows, id, { frame: Number(frame), ground: [Number(x), Number(y)] });
    }
    const reader = runFamilies(sourceOf(rows, 9012, 25, { space: 'metric' }), kernels);
    expect(reader.source.halfWindowUs).toBe(800_000);
    expect(reader.source.doubt.breaks).toHaveLength(0);
    expect(shareKnown(reader, 'speed')).toBeGreaterThan(0.9);
    expect(medianOf(reader, 'speed')).toBeGreaterThan(1);
    expect(medianOf(reader, 'speed')).toBeLessThan(1.4);
    expect(medianOf(reader, 'group_size')).toBe(2);
    expectFinite(reader);
  });
});

function ratRow(points: readonly PosePoint[], frame: number): TestRow {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { frame, box: [x, y, Math.max(...xs) - x, Math.max(...ys) - y] };
}

interface RatLine {
  readonly frame: number;
  readonly track_id: string;
  readonly keypoints: Readonly<Record<string, readonly [number, number, number]>>;
}

describe.skipIf(!present)(`two rats with gaps and doubtful keypoints${without}`, () => {
  it('have heads, joints and pairs where their keypoints are seen', () => {
    const rows: Rows = {};
    const points: PosePoint[] = [];
    for (const line of lines('rats/rat_26.poses.jsonl.gz').slice(0, 5000)) {
      const { frame, track_id: trackId, keypoints } = JSON.parse(line) as RatLine;
      const own = Object.entries(keypoints).map(([keypoint, [x, y, score]]) => ({
        trackId,
        frame,
        keypoint,
        x,
        y,
        score,
      }));
      points.push(...own);
      add(rows, trackId, ratRow(own, frame));
    }
    const reader = runFamilies(sourceOf(rows, 3000, 25, { poses: posesFrom(points) }), kernels);
    expect(shareKnown(reader, 'speed')).toBeGreaterThan(0.8);
    expect(shareKnown(reader, 'head_direction')).toBeGreaterThan(0.3);
    expect(shareKnown(reader, 'pose_entropy')).toBeGreaterThan(0.8);
    const alignment = pairSeries(reader, 0, 1, 'gaze_alignment')?.values ?? new Float32Array(0);
    expect(alignment.every((value) => Number.isNaN(value) || Math.abs(value) <= 1.000001)).toBe(true);
    expect(alignment.some((value) => !Number.isNaN(value))).toBe(true);
    expectFinite(reader);
  });
});

describe.skipIf(!present)(`people seen from a moving car${without}`, () => {
  it('move less once the motion of the camera is taken off', () => {
    const rows: Rows = {};
    for (const line of lines('jaad/tracks.csv.gz')) {
      const [sequence, frame, , id = '', , ...box] = line.split(',');
      const [x = 0, y = 0, w = 0, h = 0] = box.map(Number);
      if (sequence === 'video_0010') add(rows, id, { frame: Number(frame), box: [x, y, w, h] });
    }
    const reader = runFamilies(sourceOf(rows, 700, 30, {}), kernels);
    expect(shareKnown(reader, 'speed_comp')).toBeGreaterThan(0.9);
    expect(medianOf(reader, 'speed_comp')).toBeLessThan(0.3 * medianOf(reader, 'speed'));
    expectFinite(reader);
  });
});
