import { frameAtS, frameStartS } from '#contract/entities/frame-index';
import type { FeatureDeclaration } from '#contract/features';
import type { Column, Kernels } from '#contract/ports/kernels';
import type { Series } from '#contract/ports/scene';
import type { FeatureSource } from '#pipeline/features/feature-source';
import type { SeriesReader } from '#pipeline/features/series-reader';
import {
  changeChannels,
  channelOf,
  isChangeChannel,
  knownStretches,
  shownColumns,
  type ChangeChannel,
  type ChannelColumns,
} from './channels.ts';
import { noiseVariance, penaltyOf, rankVariance } from './penalty.ts';
import { midRanks } from './ranks.ts';

/** A frame in which a new segment of a channel begins. */
export interface ChangePoint {
  readonly channel: ChangeChannel;
  readonly frame: number;
}

/** How much a segment that is not level costs: squares of the values, or of their ranks where the tails are heavy. */
export type ChangeCost = 'mean' | 'rank';

export interface ChangePointSettings {
  /** Where not given, `usualCost`. */
  readonly cost?: ChangeCost;
  /** Multiplies the penalty: above 1 finds fewer. */
  readonly strictness?: number;
  /** Samples handed to the search at a time; the answer does not depend on it. */
  readonly portion?: number;
}

const costs: Readonly<Record<ChangeChannel, ChangeCost>> = {
  speed: 'rank',
  heading: 'mean',
  pose_entropy: 'mean',
};

/** What takes few values has no tails, and ties that ranks would be blind to. */
const meanShapes: ReadonlySet<FeatureDeclaration['shape']> = new Set([
  'angle',
  '0 or 1',
  '-1, 0 or 1',
  'count',
]);

/** Means for pose entropy, angles, counts and what is so or not; for all else ranks, as tails may be heavy. */
function usualCost({ name, shape }: FeatureDeclaration): ChangeCost {
  if (isChangeChannel(name)) return costs[name];
  return meanShapes.has(shape) ? 'mean' : 'rank';
}

/** When the source's pictures are shown, and how far its smoothing looks. */
type Times = Pick<FeatureSource, 'frameIndex' | 'halfWindowUs'>;
const defaultPortion = 2048;
/** A variance of 0 would make every rounding a change. */
const leastVariance = 1e-6;

interface Search {
  readonly lag: number;
  readonly penalty: number;
  readonly portion: number;
}

/** Frames in half of the smoothing window: neighbours nearer than that share most of their positions. */
function memoryFrames({ frameIndex, halfWindowUs }: Times, startFrame: number): number {
  const behind = frameAtS(frameIndex, frameStartS(frameIndex, startFrame) + halfWindowUs / 1e6);
  const ahead = startFrame - frameAtS(frameIndex, frameStartS(frameIndex, startFrame) - halfWindowUs / 1e6);
  return Math.max(2, behind - startFrame, ahead);
}

function searchStretch(
  kernels: Kernels,
  columns: readonly Column[],
  [start, end]: readonly [number, number],
  { lag, penalty, portion }: Search,
): readonly number[] {
  if (end - start < 4 * lag) return [];
  const search = kernels.searchChangePoints(columns.length, { penalty, minLength: 2 * lag });
  for (let from = start; from < end; from += portion) {
    const to = Math.min(end, from + portion);
    search.push(columns.map((column) => column.subarray(from, to)));
  }
  return transitions([...search.finish()], 4 * lag).map((sample) => start + sample);
}

/**
 * Change points that lie within two smoothing windows of the first of them are the foot, the middle and the head of one step
 * that smoothing has made a ramp: the middle one stands for them.
 */
function transitions(samples: readonly number[], widest: number): readonly number[] {
  const found: number[] = [];
  for (let from = 0; from < samples.length; ) {
    let to = from + 1;
    while (to < samples.length && (samples[to] ?? 0) - (samples[from] ?? 0) <= widest) to += 1;
    found.push(samples[(from + to - 1) >> 1] ?? 0);
    from = to;
  }
  return found;
}

function varianceOf(columns: readonly Column[], cost: ChangeCost, lag: number): number {
  if (cost === 'rank') return rankVariance;
  return Math.max(leastVariance, noiseVariance(columns, lag));
}

function searchColumns(
  times: Times,
  kernels: Kernels,
  given: ChannelColumns,
  cost: ChangeCost,
  { strictness = 1, portion = defaultPortion }: ChangePointSettings,
): readonly number[] {
  const { startFrame } = given;
  const columns = cost === 'rank' ? given.columns.map(midRanks) : given.columns;
  const lag = memoryFrames(times, startFrame);
  const stretches = knownStretches(columns)
    .map(([start, end]) => [start + lag, end - lag] as const)
    .filter(([start, end]) => end > start);
  const samples = stretches.reduce((sum, [start, end]) => sum + end - start, 0);
  const variance = varianceOf(columns, cost, lag);
  const penalty = strictness * penaltyOf(variance, samples, lag, columns.length);
  return stretches
    .flatMap((stretch) => searchStretch(kernels, columns, stretch, { lag, penalty, portion }))
    .map((sample) => startFrame + sample);
}

/**
 * The change points of a track by channel and then frame: exact minima of penalised cost (PELT, Killick et al., 2012) over
 * each maximal known stretch, but for half a smoothing window (n frames) at its ends, where fits are one-sided and noisier.
 * Segments last at least a whole window, which is how wide smoothing makes a step; its ramp counts as one change. The penalty is that of Schwarz (1978),
 * 2 s^2 log(N) (channels + 1), where smoothing makes every n frames one independent sample: it is n times as high, and N
 * counts those samples. s^2 is the variance where nothing changes, of all columns together.
 */
export function changePointsOf(
  reader: SeriesReader,
  track: number,
  kernels: Kernels,
  settings: ChangePointSettings = {},
): readonly ChangePoint[] {
  return changeChannels.flatMap((channel) => {
    const given = channelOf(reader, track, channel);
    if (given === undefined) return [];
    const cost = settings.cost ?? costs[channel];
    const frames = searchColumns(reader.source, kernels, given, cost, settings);
    return frames.map((frame) => ({ channel, frame }));
  });
}

/**
 * The same of any one series of a feature: frames ascending, none where no known stretch is two smoothing windows long. An
 * angle is searched as the direction it points to.
 */
export function changesOfSeries(
  times: Times,
  feature: FeatureDeclaration,
  series: Series,
  kernels: Kernels,
  settings: ChangePointSettings = {},
): readonly number[] {
  const cost = settings.cost ?? usualCost(feature);
  return searchColumns(times, kernels, shownColumns(feature, series), cost, settings);
}
