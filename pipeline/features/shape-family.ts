import { countingHalfWindowS, restSpeed } from '#contract/features/constants';
import type { FrameSpan } from '#contract/interval';
import type { Column, Kernels } from '#contract/ports/kernels';
import { framesAround } from '#pipeline/windows/feature-windows';
import { slideWindow } from './counting.ts';
import type { FamilyWindow, FeatureFamily } from './family.ts';
import type { FeatureSource } from './feature-source.ts';
import { smoothChannel, smoothPath } from './smooth.ts';
import { rowsOf, rowsWithin } from './table-rows.ts';
import { groundPath, missingColumn, rowPath, sharedFrames } from './track-paths.ts';

const halfUs = countingHalfWindowS * 1e6;

/** Frames of the track within the counting window of `span`. */
function around(source: FeatureSource, track: number, span: FrameSpan): FrameSpan {
  const wide = framesAround(source.frameIndex, span, countingHalfWindowS);
  return sharedFrames(wide, source.tracks[track] ?? wide);
}

function growth(window: FamilyWindow, track: number): void {
  const { source, kernels } = window;
  const span = window.frames(track);
  const { wPx, hPx } = source.table;
  const size = (row: number) => Math.log(Math.sqrt((wPx[row] ?? Number.NaN) * (hPx[row] ?? Number.NaN)));
  const height = (row: number) => Math.log(hPx[row] ?? Number.NaN);
  const finite = (value: number) => (Number.isFinite(value) ? value : Number.NaN);
  const fit = (name: string, value: (row: number) => number) =>
    smoothChannel(
      source,
      track,
      span,
      kernels,
      (slice) => rowPath(source, track, slice, (row) => finite(value(row))),
      { first: window.out(name, track) },
    );
  fit('looming', size);
  fit('height_growth', height);
}

/** Share of known frames around each in which it rests. */
function stillness(
  source: FeatureSource,
  track: number,
  span: FrameSpan,
  kernels: Kernels,
  out: Column,
): void {
  const wide = around(source, track, span);
  const speed = missingColumn(wide);
  smoothPath(source, track, wide, kernels, (slice) => groundPath(source, track, slice), { speed });
  const speedAt = (frame: number) => speed[frame - wide.startFrame] ?? Number.NaN;
  let known = 0;
  let resting = 0;
  const count = (frame: number, by: number) => {
    if (Number.isNaN(speedAt(frame))) return;
    known += by;
    if (speedAt(frame) < restSpeed) resting += by;
  };
  slideWindow(source.frameIndex, span, wide, halfUs, {
    add: (frame) => count(frame, 1),
    take: (frame) => count(frame, -1),
    answer: (frame) => {
      if (!Number.isNaN(speedAt(frame))) out[frame - span.startFrame] = resting / known;
    },
  });
}

/** Sums anew for every frame: a running sum of fractions would depend on where it began. */
function confidence(source: FeatureSource, track: number, span: FrameSpan, out: Column): void {
  const wide = around(source, track, span);
  const conf = rowPath(source, track, wide, (row) => source.table.conf[row] ?? Number.NaN);
  slideWindow(source.frameIndex, span, wide, halfUs, {
    answer: (frame, from, to) => {
      let sum = 0;
      let known = 0;
      for (let i = from - wide.startFrame; i < to - wide.startFrame; i += 1) {
        if (Number.isNaN(conf[i] ?? Number.NaN)) continue;
        sum += conf[i] ?? 0;
        known += 1;
      }
      if (known > 0) out[frame - span.startFrame] = sum / known;
    },
  });
}

/** Doubt about a step holds on the frames behind the row before, up to the row it leads to. */
function identityDoubt({ table, doubt }: FeatureSource, track: number, span: FrameSpan, out: Column): void {
  const [from, to] = rowsOf(table, track);
  const [first, last] = rowsWithin(table, track, span.startFrame, span.endFrame);
  for (let row = Math.max(from + 1, first); row < Math.min(to, last + 1); row += 1) {
    const start = Math.max((table.frame[row - 1] ?? 0) + 1, span.startFrame);
    const end = Math.min((table.frame[row] ?? 0) + 1, span.endFrame);
    const value = doubt.ofRow[row] ?? Number.NaN;
    if (end > start) out.fill(value, start - span.startFrame, end - span.startFrame);
  }
}

function compute(window: FamilyWindow): void {
  const { source, kernels } = window;
  for (const track of source.tracks.keys()) {
    const span = window.frames(track);
    if (span.endFrame <= span.startFrame) continue;
    growth(window, track);
    stillness(source, track, span, kernels, window.out('stillness', track));
    confidence(source, track, span, window.out('confidence', track));
    identityDoubt(source, track, span, window.out('identity_doubt', track));
  }
}

/** What boxes, confidences and rests say of every track; series number t is track t. */
export const shapeFamily: FeatureFamily = {
  name: 'shape',
  version: 1,
  keys: ['track'],
  features: ['looming', 'height_growth', 'stillness', 'confidence', 'identity_doubt'],
  needs: [],
  reads: [],
  series: ({ tracks }) => tracks.map(({ startFrame, endFrame }, track) => ({ track, startFrame, endFrame })),
  compute,
};
