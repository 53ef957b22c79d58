import { type Ranked, matchRanked, rankPredictions, reachedBy } from './match.ts';
import { type GivenEvent, type GivenSet, type Runs } from './given-set.ts';

/** True positives, false positives and false negatives. */
export type Counts = readonly [hits: number, spurious: number, missed: number];

/** How a type's predictions compare with the truth at one overlap. */
export interface LevelScore {
  /** By recording, in the order of the scorer's `sequences`. */
  readonly counts: readonly Counts[];
  readonly f1: number;
  /** Area under precision and recall, interpolated at all points; of equal scores all count at once. */
  readonly ap: number;
  /** Share of the true events that any prediction reaches. */
  readonly reached: number;
  /** Absolute errors in frames of the edges of pairs, where the truth's edge is not the track's own. */
  readonly edgeErrors: readonly number[];
}

export interface TypeScore {
  readonly truth: number;
  readonly predictions: number;
  readonly levels: ReadonlyMap<number, LevelScore>;
  readonly frameF1: number;
}

/** Compares predictions of one type with the truth of a set, as the reference scorer does. */
export interface TypeScorer {
  readonly type: string;
  /** Ids of the recordings that count, sorted. */
  readonly sequences: readonly string[];
  truthOf(sequence: string): readonly GivenEvent[];
  /** Predictions that count: those of labelled tracks and annotated recordings. */
  counted(predictions: readonly GivenEvent[]): readonly GivenEvent[];
  /** The counts of one recording at each overlap; `predictions` are its own, and all count. */
  countsOf(
    sequence: string,
    predictions: readonly GivenEvent[],
    levels: readonly number[],
  ): readonly Counts[];
  score(predictions: readonly GivenEvent[], levels: readonly number[]): TypeScore;
}

export function f1Of([hits, spurious, missed]: Counts): number {
  const all = 2 * hits + spurious + missed;
  return all === 0 ? 0 : (2 * hits) / all;
}

export function addCounts(all: readonly Counts[]): Counts {
  let [hits, spurious, missed] = [0, 0, 0];
  for (const [a, b, c] of all) {
    hits += a;
    spurious += b;
    missed += c;
  }
  return [hits, spurious, missed];
}

interface Hit {
  readonly score: number;
  readonly isHit: boolean;
}

function averagePrecision(hits: readonly Hit[], truth: number): number {
  if (truth === 0) return 0;
  const sorted = hits.toSorted((a, b) => b.score - a.score);
  const points: (readonly [recall: number, precision: number])[] = [];
  let found = 0;
  for (const [i, hit] of sorted.entries()) {
    if (hit.isHit) found += 1;
    if (sorted[i + 1]?.score !== hit.score) points.push([found / truth, found / (i + 1)]);
  }
  let [area, best] = [0, 0];
  for (let i = points.length - 1; i >= 0; i -= 1) {
    const [recall, precision] = points[i] ?? [0, 0];
    best = Math.max(best, precision);
    area += best * (recall - (points[i - 1]?.[0] ?? 0));
  }
  return area;
}

function unionOf(events: readonly GivenEvent[]): readonly (readonly [number, number])[] {
  const out: [number, number][] = [];
  for (const { startFrame, endFrame } of events.toSorted((a, b) => a.startFrame - b.startFrame)) {
    const last = out.at(-1);
    if (last !== undefined && startFrame <= last[1]) last[1] = Math.max(last[1], endFrame);
    else out.push([startFrame, endFrame]);
  }
  return out;
}

function framesIn(spans: Runs): number {
  return spans.reduce((sum, [start, end]) => sum + end - start, 0);
}

function frameCounts(truth: readonly GivenEvent[], predictions: readonly GivenEvent[]): Counts {
  const lines = new Set([...truth, ...predictions].map(({ actors }) => actors));
  return addCounts(
    [...lines].map((actors): Counts => {
      const ofLine = (events: readonly GivenEvent[]) =>
        unionOf(events.filter((one) => one.actors === actors));
      const [said, found] = [ofLine(truth), ofLine(predictions)];
      let both = 0;
      for (const [a, b] of said)
        for (const [c, d] of found) both += Math.max(0, Math.min(b, d) - Math.max(a, c));
      return [both, framesIn(found) - both, framesIn(said) - both];
    }),
  );
}

function countsAt(ranked: Ranked, truth: number, level: number): Counts {
  const hits = matchRanked(ranked, level).reduce((sum, taken) => sum + (taken < 0 ? 0 : 1), 0);
  return [hits, ranked.predictions.length - hits, truth - hits];
}

/** Whether a labelled track begins (side 0) or ends (side 1) exactly there. */
function isTrackEdge(set: GivenSet, event: GivenEvent, frame: number, side: 0 | 1): boolean {
  const tracks = set.labelled?.get(event.sequence);
  return event.actors.split('|').some((id) => tracks?.get(id)?.some((run) => run[side] === frame) ?? false);
}

function edgeErrors(set: GivenSet, truth: GivenEvent, prediction: GivenEvent): readonly number[] {
  const starts = isTrackEdge(set, truth, truth.startFrame, 0)
    ? []
    : [Math.abs(truth.startFrame - prediction.startFrame)];
  const ends = isTrackEdge(set, truth, truth.endFrame, 1)
    ? []
    : [Math.abs(truth.endFrame - prediction.endFrame)];
  return [...starts, ...ends];
}

interface InSequence {
  readonly truth: readonly GivenEvent[];
  readonly ranked: Ranked;
}

function levelScore(set: GivenSet, all: readonly InSequence[], level: number): LevelScore {
  const counts = all.map(({ truth, ranked }) => countsAt(ranked, truth.length, level));
  const hits: Hit[] = [];
  const errors: number[] = [];
  let reached = 0;
  for (const { truth, ranked } of all) {
    reached += reachedBy(ranked, level).size;
    for (const [i, taken] of matchRanked(ranked, level).entries()) {
      const prediction = ranked.predictions[i];
      const event = truth[taken];
      if (prediction === undefined) continue;
      hits.push({ score: prediction.score, isHit: event !== undefined });
      if (event !== undefined) errors.push(...edgeErrors(set, event, prediction));
    }
  }
  const truthCount = all.reduce((sum, { truth }) => sum + truth.length, 0);
  return {
    counts,
    f1: f1Of(addCounts(counts)),
    ap: averagePrecision(hits, truthCount),
    reached: truthCount === 0 ? 0 : reached / truthCount,
    edgeErrors: errors,
  };
}

/** Ids of the tracks that any true event of a recording names: they count though no labelled track has their name. */
function namedActors({ truth }: GivenSet): ReadonlySet<string> {
  return new Set(
    truth.flatMap(({ sequence, actors }) => actors.split('|').map((id) => `${sequence}\n${id}`)),
  );
}

export function createTypeScorer(set: GivenSet, type: string): TypeScorer {
  const truthBy = Map.groupBy(
    set.truth.filter((event) => event.type === type),
    ({ sequence }) => sequence,
  );
  const named = namedActors(set);
  const sequences = [...new Set([...set.sequences.map(({ id }) => id), ...truthBy.keys()])].toSorted();
  const truthOf = (sequence: string) => truthBy.get(sequence) ?? [];
  const isLabelled = ({ sequence, actors }: GivenEvent): boolean => {
    const tracks = set.labelled?.get(sequence);
    return actors.split('|').every((id) => tracks?.has(id) === true || named.has(`${sequence}\n${id}`));
  };
  const isCounted = (event: GivenEvent): boolean =>
    event.type === type &&
    (set.scope === undefined || set.scope.has(`${event.sequence}\n${type}`)) &&
    (set.labelled === undefined || isLabelled(event));
  return {
    type,
    sequences,
    truthOf,
    counted: (predictions) => predictions.filter(isCounted),
    countsOf(sequence, predictions, levels) {
      const truth = truthOf(sequence);
      const ranked = rankPredictions(truth, predictions);
      return levels.map((level) => countsAt(ranked, truth.length, level));
    },
    score(predictions, levels) {
      const counted = predictions.filter(isCounted);
      const by = Map.groupBy(counted, ({ sequence }) => sequence);
      const all = sequences.map((sequence): InSequence => {
        const truth = truthOf(sequence);
        return { truth, ranked: rankPredictions(truth, by.get(sequence) ?? []) };
      });
      return {
        truth: all.reduce((sum, { truth }) => sum + truth.length, 0),
        predictions: counted.length,
        levels: new Map(levels.map((level) => [level, levelScore(set, all, level)])),
        frameF1: f1Of(addCounts(all.map(({ truth, ranked }) => frameCounts(truth, ranked.predictions)))),
      };
    },
  };
}
