import { bodyHalfWindowS } from '#contract/features/constants';
import type { FrameSpan } from '#contract/interval';
import type { Column } from '#contract/ports/kernels';
import { framesAround } from '#pipeline/windows/feature-windows';
import { greatestDistance } from './body-length.ts';
import { slideWindow } from './counting.ts';
import { at } from './numbers.ts';
import type { PairQuestion } from './pair-question.ts';
import { onSpan, type SeriesReader } from './series-reader.ts';
import { missingColumn, sharedFrames } from './track-paths.ts';

const nowhere: FrameSpan = { startFrame: 0, endFrame: 0 };

function lengthPx({ source }: SeriesReader, track: number): number {
  return at(source.poses?.lengthsPx ?? new Float64Array(0), track);
}

/** One number of each of some keypoints of a track on the frames of the span, in pixels (per second). */
function keypointColumns(
  reader: SeriesReader,
  track: number,
  feature: string,
  span: FrameSpan,
  keypoints: Iterable<number> = (reader.source.poses?.keypoints ?? []).keys(),
): readonly Float64Array[] {
  const scale = at(reader.source.scales, track);
  return Array.from(keypoints, (keypoint) =>
    Float64Array.from(
      onSpan(reader.keypoint(track, keypoint, feature), span.startFrame, span.endFrame),
      (value) => value * scale,
    ),
  );
}

/** Mean of the known values among these columns in one frame; NaN where none is known. */
function meanOf(columns: readonly Float64Array[], i: number): number {
  let [sum, known] = [0, 0];
  for (const column of columns) {
    const value = at(column, i);
    if (Number.isNaN(value)) continue;
    sum += value;
    known += 1;
  }
  return known === 0 ? Number.NaN : sum / known;
}

/** Sums anew for every frame: a running sum of fractions would depend on where it began. */
function meanAround(
  reader: SeriesReader,
  values: Column,
  wide: FrameSpan,
  span: FrameSpan,
  out: Column,
): void {
  slideWindow(reader.source.frameIndex, span, wide, bodyHalfWindowS * 1e6, {
    answer: (frame, from, to) => {
      let [sum, known] = [0, 0];
      for (let i = from - wide.startFrame; i < to - wide.startFrame; i += 1) {
        const value = at(values, i);
        if (Number.isNaN(value)) continue;
        sum += value;
        known += 1;
      }
      if (known > 0) out[frame - span.startFrame] = sum / known;
    },
  });
}

function wideAround({ source }: SeriesReader, span: FrameSpan, within: FrameSpan): FrameSpan {
  return sharedFrames(framesAround(source.frameIndex, span, bodyHalfWindowS), within);
}

/** The points of one body on the frames of a span, in pixels. */
interface Points {
  readonly x: readonly Float64Array[];
  readonly y: readonly Float64Array[];
}

function pointsOf(
  reader: SeriesReader,
  track: number,
  span: FrameSpan,
  keypoints?: Iterable<number>,
): Points {
  const [x = [], y = []] = ['keypoint_x', 'keypoint_y'].map((name) =>
    keypointColumns(reader, track, name, span, keypoints),
  );
  return { x, y };
}

function stretchInto(reader: SeriesReader, track: number, span: FrameSpan, out: Column): void {
  const { x, y } = pointsOf(reader, track, span);
  const length = lengthPx(reader, track);
  for (let i = 0; i < out.length; i += 1) {
    const known = x.flatMap((column, k) => (Number.isNaN(at(column, i)) ? [] : [k]));
    if (known.length < 2) continue;
    const valuesOf = (columns: readonly Float64Array[]) => known.map((k) => columns[k]?.[i] ?? Number.NaN);
    out[i] = greatestDistance(valuesOf(x), valuesOf(y)) / length;
  }
}

function activityInto(reader: SeriesReader, track: number, span: FrameSpan, out: Column): void {
  const wide = wideAround(reader, span, reader.source.tracks[track] ?? nowhere);
  const speeds = keypointColumns(reader, track, 'keypoint_speed', wide);
  const length = lengthPx(reader, track);
  const each = missingColumn(wide);
  for (let i = 0; i < each.length; i += 1) each[i] = meanOf(speeds, i) / length;
  meanAround(reader, each, wide, span, out);
}

type TrackFill = (reader: SeriesReader, track: number, span: FrameSpan, out: Column) => void;

/** Features of the body of a track, filled on the frames of a span. */
export const bodyTrackFills: Readonly<Record<string, TrackFill>> = {
  body_stretch: stretchInto,
  body_activity: activityInto,
};

function pairLengthPx(reader: SeriesReader, a: number, b: number): number {
  return (lengthPx(reader, a) + lengthPx(reader, b)) / 2;
}

function apart(dx: number, dy: number): number {
  return Math.sqrt(dx * dx + dy * dy);
}

/** Distance from a point to the nearest known of some others in one frame; infinite where either is unknown. */
function nearest(from: Points, to: Points, i: number): number {
  const [x, y] = [meanOf(from.x, i), meanOf(from.y, i)];
  let least = Number.POSITIVE_INFINITY;
  for (const [k, xs] of to.x.entries()) {
    const distance = apart(at(xs, i) - x, (to.y[k]?.[i] ?? Number.NaN) - y);
    if (distance < least) least = distance;
  }
  return least;
}

function noseOf({ reader }: PairQuestion): readonly number[] {
  const nose = reader.source.skeleton?.nose ?? -1;
  return nose < 0 ? [] : [nose];
}

function noseTo(question: PairQuestion, keypoints: Iterable<number>, out: Column): void {
  const { reader, a, b, span } = question;
  const nose = pointsOf(reader, a, span, noseOf(question));
  const others = pointsOf(reader, b, span, keypoints);
  const length = pairLengthPx(reader, a, b);
  for (let i = 0; i < out.length; i += 1) {
    const least = nearest(nose, others, i);
    if (Number.isFinite(least)) out[i] = least / length;
  }
}

function bodyDistanceInto({ reader, a, b, span }: PairQuestion, out: Column): void {
  const middle = reader.source.skeleton?.middle ?? [];
  const [one, other] = [a, b].map((track) => pointsOf(reader, track, span, middle));
  const length = pairLengthPx(reader, a, b);
  if (one === undefined || other === undefined) return;
  for (let i = 0; i < out.length; i += 1) {
    const dx = meanOf(other.x, i) - meanOf(one.x, i);
    out[i] = apart(dx, meanOf(other.y, i) - meanOf(one.y, i)) / length;
  }
}

function meanBodyDistanceInto(question: PairQuestion, out: Column): void {
  const { reader, a, b, span } = question;
  const { tracks } = reader.source;
  const wide = wideAround(reader, span, sharedFrames(tracks[a] ?? nowhere, tracks[b] ?? nowhere));
  const each = missingColumn(wide);
  bodyDistanceInto({ ...question, span: wide }, each);
  meanAround(reader, each, wide, span, out);
}

type PairFill = (question: PairQuestion, out: Column) => void;

/** Features of two bodies, filled on the frames of a question. */
export const bodyPairFills: Readonly<Record<string, PairFill>> = {
  nose_distance: (question, out) => noseTo(question, noseOf(question), out),
  nose_gap: (question, out) => noseTo(question, question.reader.source.skeleton?.trunk ?? [], out),
  body_distance: bodyDistanceInto,
  mean_body_distance: meanBodyDistanceInto,
};
