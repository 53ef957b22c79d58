import { leastSamples, stillSpeed } from '#contract/features/constants';
import type { FrameSpan } from '#contract/interval';
import type { Column, FitColumns, FitOptions, KinematicsColumn, Kernels } from '#contract/ports/kernels';
import { framesAround } from '#pipeline/windows/feature-windows';
import type { FeatureSource } from './feature-source.ts';
import { firstRowAt, rowsOf } from './table-rows.ts';

/** Columns on the dense frames of a span. */
export type PathOf = (span: FrameSpan) => { readonly x: Column; readonly y: Column };

/** Seconds around a frame that its fit depends on: the window, and as far as a gap is looked for. */
export function smoothingReachS({ halfWindowUs, maxGapUs }: FeatureSource): number {
  return Math.max(halfWindowUs, maxGapUs) / 1e6;
}

function fitOptions({ halfWindowUs, maxGapUs }: FeatureSource, degree: 2 | 3): FitOptions {
  return { halfWindowUs, maxGapUs, degree, minSamples: leastSamples, stillSpeed };
}

/** Frames of the span cut where an identity is in doubt, so that neither side is smoothed with the other. */
function stretches(source: FeatureSource, track: number, slice: FrameSpan): readonly FrameSpan[] {
  const { breaks } = source.doubt;
  const [from, to] = rowsOf(source.table, track);
  const rows = breaks.subarray(
    firstRowAt(breaks, 0, breaks.length, from + 1),
    firstRowAt(breaks, 0, breaks.length, to),
  );
  const cuts = [...rows]
    .map((row) => source.table.frame[row] ?? 0)
    .filter((frame) => frame > slice.startFrame && frame < slice.endFrame);
  const starts = [slice.startFrame, ...cuts];
  return starts.map((startFrame, i) => ({ startFrame, endFrame: starts[i + 1] ?? slice.endFrame }));
}

function masked(column: Column, slice: FrameSpan, stretch: FrameSpan): Column {
  if (stretch.startFrame === slice.startFrame && stretch.endFrame === slice.endFrame) return column;
  const out = new Float32Array(column.length).fill(Number.NaN);
  const from = stretch.startFrame - slice.startFrame;
  out.set(column.subarray(from, stretch.endFrame - slice.startFrame), from);
  return out;
}

function cutColumns<Columns extends object>(columns: Columns, from: number, to: number): Columns {
  const entries = Object.entries(columns).map(([name, column]: readonly [string, Column | undefined]) => [
    name,
    column?.subarray(from, to),
  ]);
  return Object.fromEntries(entries) as Columns;
}

interface Piece<Out> {
  readonly slice: FrameSpan;
  readonly stretch: FrameSpan;
  readonly times: { readonly timeUs: Float64Array; readonly periodUs: number };
  readonly part: { readonly from: number; readonly to: number };
  readonly out: Out;
}

/** The pieces in which `frames` are answered, one for each stretch of a sure identity. */
function piecesOf<Out extends object>(
  source: FeatureSource,
  track: number,
  frames: FrameSpan,
  out: Out,
): readonly Piece<Out>[] {
  const slice = framesAround(source.frameIndex, frames, smoothingReachS(source));
  const times = {
    timeUs: source.frameIndex.ptsUs.subarray(slice.startFrame, slice.endFrame),
    periodUs: source.gridPeriodUs,
  };
  return stretches(source, track, slice).flatMap((stretch) => {
    const startFrame = Math.max(stretch.startFrame, frames.startFrame);
    const endFrame = Math.min(stretch.endFrame, frames.endFrame);
    if (startFrame >= endFrame) return [];
    const part = { from: startFrame - slice.startFrame, to: endFrame - slice.startFrame };
    const cut = cutColumns(out, startFrame - frames.startFrame, endFrame - frames.startFrame);
    return [{ slice, stretch, times, part, out: cut }];
  });
}

/** Smoothed motion of a track's path (or that of a part of it) on `frames`; the same bits however they are cut. */
export function smoothPath(
  source: FeatureSource,
  track: number,
  frames: FrameSpan,
  kernels: Kernels,
  path: PathOf,
  out: Readonly<Partial<Record<KinematicsColumn, Column>>>,
  degree: 2 | 3 = 2,
): void {
  for (const { slice, stretch, times, part, out: into } of piecesOf(source, track, frames, out)) {
    const { x, y } = path(slice);
    const options = fitOptions(source, degree);
    kernels.kinematics(masked(x, slice, stretch), masked(y, slice, stretch), times, part, options, into);
  }
}

/** The local quadratic fit of one channel of a track on `frames`; the same bits however they are cut. */
export function smoothChannel(
  source: FeatureSource,
  track: number,
  frames: FrameSpan,
  kernels: Kernels,
  channel: (span: FrameSpan) => Column,
  out: FitColumns,
): void {
  for (const { slice, stretch, times, part, out: into } of piecesOf(source, track, frames, out))
    kernels.fit(masked(channel(slice), slice, stretch), times, part, fitOptions(source, 2), into);
}
