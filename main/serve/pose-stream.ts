import type { PoseTable } from '#contract/entities/pose';
import { toArrowStream } from './arrow-streams.ts';

interface Span {
  readonly startFrame: number;
  readonly endFrame: number;
}

function trackSpans(table: PoseTable): readonly Span[] {
  const spans = table.trackIds.map(() => ({ startFrame: Number.POSITIVE_INFINITY, endFrame: 0 }));
  table.frame.forEach((frame, row) => {
    const span = spans[table.track[row] ?? 0];
    if (span === undefined) return;
    span.startFrame = Math.min(span.startFrame, frame);
    span.endFrame = Math.max(span.endFrame, frame + 1);
  });
  return spans;
}

/** Keypoints of frames `[from, to)`: columns track, frame, keypoint, x, y (px), score. */
export function posesStream(table: PoseTable, from: number, to: number): Uint8Array {
  const rows = Int32Array.from(table.frame.keys()).filter((row) => {
    const frame = table.frame[row] ?? 0;
    return frame >= from && frame < to;
  });
  const ints = (column: Int32Array) => rows.map((row) => column[row] ?? 0);
  const floats = (column: Float32Array) => Float32Array.from(rows, (row) => column[row] ?? Number.NaN);
  const columns = {
    track: ints(table.track),
    frame: ints(table.frame),
    keypoint: ints(table.keypoint),
    x: floats(table.xPx),
    y: floats(table.yPx),
    score: floats(table.score),
  };
  const spans = trackSpans(table);
  const tracks = table.trackIds.map((trackId, track) => ({
    trackId,
    className: '',
    startFrame: 0,
    endFrame: 0,
    ...spans[track],
  }));
  return toArrowStream(columns, { tracks, keypoints: table.keypoints });
}
