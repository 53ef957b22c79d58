import type { TrackTable } from '#contract/entities/track';
import type { FrameSpan } from '#contract/interval';
import type { Column } from '#contract/ports/kernels';
import type { SeriesKey } from './family.ts';
import type { FeatureSource } from './feature-source.ts';
import { bottomCentres, groundPoints, type Points } from './ground-points.ts';
import { rowsWithin } from './table-rows.ts';

/** Every track on its span where the source is told in pictures, none where it is in metres. Series number t is track t. */
export function tracksInPictures({ tracks, space }: FeatureSource): readonly SeriesKey[] {
  if (space === 'metric') return [];
  return tracks.map(({ startFrame, endFrame }, track) => ({ track, startFrame, endFrame }));
}

/** A missing column of the span's length. */
export function missingColumn(span: FrameSpan): Column {
  return new Float32Array(Math.max(0, span.endFrame - span.startFrame)).fill(Number.NaN);
}

function spread(
  table: TrackTable,
  track: number,
  span: FrameSpan,
  points: (from: number, to: number) => Points,
): { readonly x: Column; readonly y: Column } {
  const [from, to] = rowsWithin(table, track, span.startFrame, span.endFrame);
  const given = points(from, to);
  const x = missingColumn(span);
  const y = missingColumn(span);
  for (let row = from; row < to; row += 1) {
    const at = (table.frame[row] ?? 0) - span.startFrame;
    x[at] = given.x[row - from] ?? Number.NaN;
    y[at] = given.y[row - from] ?? Number.NaN;
  }
  return { x, y };
}

/** The metres of a table whose every point is one. */
function metresPath(table: TrackTable, track: number, span: FrameSpan) {
  const [from, to] = rowsWithin(table, track, span.startFrame, span.endFrame);
  const [x, y] = [missingColumn(span), missingColumn(span)];
  for (let row = from; row < to; row += 1) {
    const at = (table.frame[row] ?? 0) - span.startFrame;
    x[at] = table.xM[row] ?? Number.NaN;
    y[at] = table.yM[row] ?? Number.NaN;
  }
  return { x, y };
}

/** Ground points of a track in its own lengths on the dense frames of the span. */
export function groundPath(source: FeatureSource, track: number, span: FrameSpan) {
  if (source.space === 'metric' && source.homography === undefined)
    return metresPath(source.table, track, span);
  return spread(source.table, track, span, (from, to) => groundPoints(source, track, from, to));
}

/** Bottom centres of a track's boxes in pixels on the dense frames of the span. */
export function feetPath({ table }: FeatureSource, track: number, span: FrameSpan) {
  return spread(table, track, span, (from, to) => bottomCentres(table, from, to));
}

/** A number of every row of a track on the dense frames of the span. */
export function rowPath(
  { table }: FeatureSource,
  track: number,
  span: FrameSpan,
  value: (row: number) => number,
): Column {
  const [from, to] = rowsWithin(table, track, span.startFrame, span.endFrame);
  const out = missingColumn(span);
  for (let row = from; row < to; row += 1) out[(table.frame[row] ?? 0) - span.startFrame] = value(row);
  return out;
}

/** How many frames these spans have together. */
export function framesOf(spans: readonly FrameSpan[]): number {
  return spans.reduce((sum, { startFrame, endFrame }) => sum + Math.max(0, endFrame - startFrame), 0);
}

/** Frames that lie in both spans, perhaps none. */
export function sharedFrames(a: FrameSpan, b: FrameSpan): FrameSpan {
  const startFrame = Math.max(a.startFrame, b.startFrame);
  return { startFrame, endFrame: Math.max(startFrame, Math.min(a.endFrame, b.endFrame)) };
}
