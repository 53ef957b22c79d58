import { dwellRadius, longestDwellS } from '#contract/features/constants';
import { frameAtS, frameStartS, type FrameIndex } from '#contract/entities/frame-index';
import type { FrameSpan } from '#contract/interval';
import type { Column } from '#contract/ports/kernels';
import type { Series } from '#contract/ports/scene';
import { bodyTrackFills } from './body-series.ts';
import { onSpan, type SeriesReader } from './series-reader.ts';
import { missingColumn, sharedFrames } from './track-paths.ts';

/** Seconds since the run of `inside = 1` began that each frame of the span lies in; 0 outside. `inside` starts with the track. */
export function timeInsideInto(index: FrameIndex, inside: Series, span: FrameSpan, out: Column): void {
  const { ptsUs } = index;
  let enteredUs = Number.NaN;
  for (let i = 0; i < inside.values.length; i += 1) {
    const frame = inside.startFrame + i;
    const value = inside.values[i] ?? Number.NaN;
    if (value !== 1) enteredUs = Number.NaN;
    else if (Number.isNaN(enteredUs)) enteredUs = ptsUs[frame] ?? Number.NaN;
    if (frame < span.startFrame || Number.isNaN(value)) continue;
    out[frame - span.startFrame] = value === 1 ? ((ptsUs[frame] ?? 0) - enteredUs) / 1e6 : 0;
  }
}

const blockFrames = 64;

/** The box around the points of each block of 64 frames; NaN where one of them is missing, so that it is looked at singly. */
interface Blocks {
  readonly minX: Float64Array;
  readonly maxX: Float64Array;
  readonly minY: Float64Array;
  readonly maxY: Float64Array;
}

function blocksOf(x: Column, y: Column): Blocks {
  const count = Math.floor(x.length / blockFrames);
  const reduce = (column: Column, pick: (a: number, b: number) => number) =>
    Float64Array.from({ length: count }, (_, block) =>
      column.subarray(block * blockFrames, (block + 1) * blockFrames).reduce((a, b) => pick(a, b)),
    );
  return {
    minX: reduce(x, Math.min),
    maxX: reduce(x, Math.max),
    minY: reduce(y, Math.min),
    maxY: reduce(y, Math.max),
  };
}

interface Path {
  readonly x: Column;
  readonly y: Column;
  readonly blocks: Blocks;
}

function near(x: number, y: number, toX: number, toY: number): boolean {
  const dx = toX - x;
  const dy = toY - y;
  return dx * dx + dy * dy <= dwellRadius * dwellRadius;
}

/** Whether every point of the block is near, judged by the corners of its box. */
function wholeBlockNear({ minX, maxX, minY, maxY }: Blocks, block: number, x: number, y: number): boolean {
  const far = (low: number, high: number, at: number) => Math.max(Math.abs(low - at), Math.abs(high - at));
  const dx = far(minX[block] ?? Number.NaN, maxX[block] ?? Number.NaN, x);
  const dy = far(minY[block] ?? Number.NaN, maxY[block] ?? Number.NaN, y);
  return dx * dx + dy * dy <= dwellRadius * dwellRadius;
}

/** First index, not before `least`, from which on all points up to `i` are near the one at `i`. */
function stayStart({ x, y, blocks }: Path, i: number, least: number): number {
  const [atX, atY] = [x[i] ?? Number.NaN, y[i] ?? Number.NaN];
  let first = i;
  while (first > least) {
    const block = first / blockFrames - 1;
    if (Number.isInteger(block) && wholeBlockNear(blocks, block, atX, atY)) first -= blockFrames;
    else if (near(atX, atY, x[first - 1] ?? Number.NaN, y[first - 1] ?? Number.NaN)) first -= 1;
    else return first;
  }
  return Math.max(first, least);
}

/** A feature of a track that is made when asked for: `dwell`, or one of its body; undefined for any other, and without poses. */
export function spanSeries(
  reader: SeriesReader,
  track: number,
  feature: string,
  span?: FrameSpan,
): Series | undefined {
  if (feature === 'dwell') return dwellSeries(reader, track, span);
  const whole = reader.source.tracks[track];
  const fill = bodyTrackFills[feature];
  if (fill === undefined || whole === undefined || reader.source.poses === undefined) return undefined;
  const asked = span === undefined ? whole : sharedFrames(whole, span);
  const out = missingColumn(asked);
  fill(reader, track, asked, out);
  return { startFrame: asked.startFrame, values: out };
}

/** How long a track has stayed within one length of where it is, on its span (within `span` where given). */
function dwellSeries(reader: SeriesReader, track: number, span?: FrameSpan): Series | undefined {
  const { frameIndex, tracks } = reader.source;
  const whole = tracks[track];
  if (whole === undefined) return undefined;
  const asked = span === undefined ? whole : sharedFrames(whole, span);
  const read = (name: string) => onSpan(reader.track(track, name), whole.startFrame, asked.endFrame);
  const [x, y] = [read('x'), read('y')];
  const path = { x, y, blocks: blocksOf(x, y) };
  const out = missingColumn(asked);
  for (let frame = asked.startFrame; frame < asked.endFrame; frame += 1) {
    const i = frame - whole.startFrame;
    if (Number.isNaN(x[i] ?? Number.NaN)) continue;
    const earliest = frameAtS(frameIndex, frameStartS(frameIndex, frame) - longestDwellS);
    const first = stayStart(path, i, Math.max(0, earliest - whole.startFrame));
    const us = (frameIndex.ptsUs[frame] ?? 0) - (frameIndex.ptsUs[whole.startFrame + first] ?? 0);
    out[frame - asked.startFrame] = Math.min(longestDwellS, us / 1e6);
  }
  return { startFrame: asked.startFrame, values: out };
}
