import { contactLength, stillSpeed } from '#contract/features/constants';
import type { FrameSpan } from '#contract/interval';
import type { Column, Mover, PairColumns } from '#contract/ports/kernels';
import type { Series } from '#contract/ports/scene';
import { bodyPairFills } from './body-series.ts';
import { followingInto } from './following.ts';
import { gazeAlignmentInto } from './gaze.ts';
import { at } from './numbers.ts';
import type { PairQuestion } from './pair-question.ts';
import { iouInto, occlusionInto } from './overlap.ts';
import { petInto } from './post-encroachment.ts';
import { onSpans, type SeriesReader } from './series-reader.ts';
import { framesOf, sharedFrames } from './track-paths.ts';

const motionNames = ['distance', 'approach_speed', 'bearing', 'relative_heading', 'side', 'ttc'] as const;

type Fill = (question: PairQuestion, out: Column, also: (name: string) => Column | undefined) => void;

/** Features of pairs beside those of the motion kernel; some fill the column of another on the way. */
const fills: Readonly<Record<string, Fill>> = {
  ...bodyPairFills,
  pet: petInto,
  iou: iouInto,
  occlusion_by: occlusionInto,
  gaze_alignment: gazeAlignmentInto,
  following: (question, out, also) => followingInto(question, out, also('following_lag')),
  following_lag: (question, out, also) => {
    if (also('following') === undefined) followingInto(question, undefined, out);
  },
};

function moverOf(reader: SeriesReader, number: number, spans: readonly FrameSpan[]): Mover | undefined {
  const columns = ['x', 'y', 'vx', 'vy'].map((name) => reader.track(number, name));
  if (columns.includes(undefined)) return undefined;
  const [x, y, vx, vy] = columns.map((series) => onSpans(series, spans));
  if (x === undefined || y === undefined || vx === undefined || vy === undefined) return undefined;
  return { x, y, vx, vy, scale: at(reader.source.scales, number) };
}

interface Asked {
  readonly reader: SeriesReader;
  readonly a: number;
  readonly b: number;
  readonly spans: readonly FrameSpan[];
}

function fillMotion({ reader, a, b, spans }: Asked, out: PairColumns): void {
  const one = moverOf(reader, a, spans);
  const other = moverOf(reader, b, spans);
  if (one === undefined || other === undefined) return;
  const radius = reader.pairRadius ?? Number.POSITIVE_INFINITY;
  reader.kernels.pairMotion(one, other, { radius, contact: contactLength, stillSpeed }, out);
}

/** The frames in which both tracks exist, within `span` where given. */
export function pairSpan({ source }: SeriesReader, a: number, b: number, span?: FrameSpan): FrameSpan {
  const nowhere = { startFrame: 0, endFrame: 0 };
  const both = sharedFrames(source.tracks[a] ?? nowhere, source.tracks[b] ?? nowhere);
  return span === undefined ? both : sharedFrames(both, span);
}

/**
 * Several features of what `a` is to `b`, computed together, on the frames that both share (within `span` where given);
 * undefined where they share none. The bits do not depend on `span`, nor on what else is asked.
 */
export function pairSeriesSet(
  reader: SeriesReader,
  a: number,
  b: number,
  features: readonly string[],
  span?: FrameSpan,
): ReadonlyMap<string, Series> | undefined {
  const shared = pairSpan(reader, a, b, span);
  if (shared.endFrame <= shared.startFrame) return undefined;
  const columns = pairValuesSet(reader, a, b, features, [shared]);
  return new Map([...columns].map(([name, values]) => [name, { startFrame: shared.startFrame, values }]));
}

/** Columns of features by name. */
export type PairValues = ReadonlyMap<string, Float32Array>;

/** Several features of what `a` is to `b` on the frames of these spans, in which both exist, one after the other in one column. */
export function pairValuesSet(
  reader: SeriesReader,
  a: number,
  b: number,
  features: readonly string[],
  spans: readonly FrameSpan[],
): PairValues {
  const length = framesOf(spans);
  const known = features.filter((name) => name in fills || motionNames.some((one) => one === name));
  const columns = new Map(known.map((name) => [name, new Float32Array(length).fill(Number.NaN)]));
  const motion = motionNames.filter((name) => columns.has(name));
  if (motion.length > 0)
    fillMotion({ reader, a, b, spans }, Object.fromEntries(motion.map((name) => [name, columns.get(name)])));
  let from = 0;
  for (const span of spans) {
    const to = from + span.endFrame - span.startFrame;
    const part = (name: string) => columns.get(name)?.subarray(from, to);
    for (const name of known) {
      const out = part(name);
      if (out !== undefined) fills[name]?.({ reader, a, b, span }, out, part);
    }
    from = to;
  }
  return columns;
}

/** One feature of what `a` is to `b`; undefined for one that is not of pairs, and where they share no frame. */
export function pairSeries(
  reader: SeriesReader,
  a: number,
  b: number,
  feature: string,
  span?: FrameSpan,
): Series | undefined {
  return pairSeriesSet(reader, a, b, [feature], span)?.get(feature);
}
