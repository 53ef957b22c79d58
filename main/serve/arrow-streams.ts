import type { Vector } from 'apache-arrow';
import { Field, makeVector, Schema, Table, tableToIPC } from 'apache-arrow';
import type { FrameIndex } from '#contract/entities/frame-index';
import { frameCount } from '#contract/entities/frame-index';
import type { TrackTable } from '#contract/entities/track';
import type { TraceMeta, TracksMeta } from '#contract/http';
import type { Trace } from '#main/engine/trace-reader';

type Column = Int32Array | Uint8Array | Float32Array | Float64Array;
type Columns = Readonly<Record<string, Column>>;

function toVector(column: Column): Vector {
  if (column instanceof Int32Array) return makeVector(column);
  if (column instanceof Uint8Array) return makeVector(column);
  return column instanceof Float32Array ? makeVector(column) : makeVector(column);
}

/** Columns of equal length as an Arrow IPC stream; missing numbers stay NaN. `meta` goes into the schema as JSON. */
export function toArrowStream(columns: Columns, meta: unknown): Uint8Array {
  const vectors = Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [name, toVector(column)]),
  );
  const fields = Object.entries(vectors).map(([name, vector]) => new Field(name, vector.type, true));
  const schema = new Schema(fields, new Map([['meta', JSON.stringify(meta)]]));
  return tableToIPC(new Table(schema, vectors), 'stream');
}

/** The frame index as columns pts_us, duration_us. */
export function frameIndexStream(index: FrameIndex): Uint8Array {
  const columns = { pts_us: index.ptsUs, duration_us: index.durationUs };
  return toArrowStream(columns, { nominal: index.nominal, frameCount: frameCount(index) });
}

/** Track list with first and one-past-last frame, as every stream of tracks carries it. */
export function tracksMeta(table: TrackTable): TracksMeta {
  return {
    tracks: table.trackIds.map((trackId, track) => {
      const first = table.rowStart[track] ?? 0;
      const last = (table.rowStart[track + 1] ?? 0) - 1;
      return {
        trackId,
        className: table.classes[track] ?? '',
        startFrame: table.frame[first] ?? 0,
        endFrame: (table.frame[last] ?? -1) + 1,
      };
    }),
  };
}

/** First row in `[low, high)` of ascending `frames` whose frame is not before `frame`. */
function lowerBound(frames: Int32Array, low: number, high: number, frame: number): number {
  let from = low;
  let to = high;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((frames[middle] ?? 0) < frame) from = middle + 1;
    else to = middle;
  }
  return from;
}

interface RowRange {
  readonly track: number;
  readonly from: number;
  readonly to: number;
}

function rowRanges(table: TrackTable, from: number, to: number): readonly RowRange[] {
  return table.trackIds.map((_id, track) => {
    const first = table.rowStart[track] ?? 0;
    const end = table.rowStart[track + 1] ?? first;
    return {
      track,
      from: lowerBound(table.frame, first, end, from),
      to: lowerBound(table.frame, first, end, to),
    };
  });
}

function gather<T extends Int32Array | Float32Array>(source: T, ranges: readonly RowRange[], target: T): T {
  let at = 0;
  for (const range of ranges) {
    target.set(source.subarray(range.from, range.to), at);
    at += range.to - range.from;
  }
  return target;
}

/** Boxes of frames `[from, to)`: columns track, frame, x, y, w, h (px), xw, yw (m). */
export function tracksStream(table: TrackTable, from: number, to: number): Uint8Array {
  const ranges = rowRanges(table, from, to);
  const rows = ranges.reduce((sum, range) => sum + range.to - range.from, 0);
  const track = new Int32Array(rows);
  let at = 0;
  for (const range of ranges) {
    track.fill(range.track, at, at + range.to - range.from);
    at += range.to - range.from;
  }
  const floats = (column: Float32Array) => gather(column, ranges, new Float32Array(rows));
  const columns = {
    track,
    frame: gather(table.frame, ranges, new Int32Array(rows)),
    x: floats(table.xPx),
    y: floats(table.yPx),
    w: floats(table.wPx),
    h: floats(table.hPx),
    xw: floats(table.xM),
    yw: floats(table.yM),
  };
  return toArrowStream(columns, tracksMeta(table));
}

/** What a strip shows of one feature: columns frame, min, max, missing; NaN is unknown. */
export function traceStream(feature: string, trace: Trace): Uint8Array {
  const { unit, bucketFrames, frame, min, max, missing } = trace;
  const meta: TraceMeta = { feature, unit, bucketFrames };
  return toArrowStream({ frame, min, max, missing }, meta);
}
