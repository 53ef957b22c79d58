/** An event or a candidate as it is compared: frames half-open, actors as a sorted list joined by `|`. */
export interface ScoredSpan {
  readonly type: string;
  readonly startFrame: number;
  readonly endFrame: number;
  readonly actors: string;
  /** In [0, 1]; of no meaning for a true event. */
  readonly score: number;
}

/** How the candidates of a type compare with its true events. */
export interface TypeFigures {
  readonly type: string;
  readonly truth: number;
  readonly candidates: number;
  /** F1 at each asked tIoU, in the same order. */
  readonly f1: readonly number[];
  /** Share of the true events that any candidate reaches at the lowest tIoU. */
  readonly reached: number;
  /** Mean absolute distance of the edges of pairs at the lowest tIoU, in frames; undefined without a pair. */
  readonly edgeErrorFrames: number | undefined;
}

/** Overlap over union in time, in [0, 1]. */
export function temporalIou(a: ScoredSpan, b: ScoredSpan): number {
  const shared = Math.min(a.endFrame, b.endFrame) - Math.max(a.startFrame, b.startFrame);
  if (shared <= 0) return 0;
  return shared / (a.endFrame - a.startFrame + b.endFrame - b.startFrame - shared);
}

type Pair = readonly [ScoredSpan, ScoredSpan];

/** Pairs one to one, greedily: the best scored candidate first, each taking the free true event of highest tIoU with the same actors. */
export function matchSpans(
  truth: readonly ScoredSpan[],
  candidates: readonly ScoredSpan[],
  leastIou: number,
): readonly Pair[] {
  const free = new Set(truth);
  return candidates
    .toSorted((a, b) => b.score - a.score)
    .flatMap((candidate): readonly Pair[] => {
      const [best] = [...free]
        .filter(({ actors }) => actors === candidate.actors)
        .toSorted((a, b) => temporalIou(b, candidate) - temporalIou(a, candidate));
      if (best === undefined || temporalIou(best, candidate) < leastIou) return [];
      free.delete(best);
      return [[best, candidate]];
    });
}

function f1Of(pairs: number, truth: number, candidates: number): number {
  return truth + candidates === 0 ? 0 : (2 * pairs) / (truth + candidates);
}

function edgeError(pairs: readonly Pair[]): number | undefined {
  if (pairs.length === 0) return undefined;
  const sum = pairs.reduce(
    (total, [a, b]) => total + Math.abs(a.startFrame - b.startFrame) + Math.abs(a.endFrame - b.endFrame),
    0,
  );
  return sum / (2 * pairs.length);
}

/** The figures of one type at the asked tIoU thresholds, the lowest first. */
export function compareType(
  type: string,
  all: { readonly truth: readonly ScoredSpan[]; readonly candidates: readonly ScoredSpan[] },
  thresholds: readonly number[],
): TypeFigures {
  const truth = all.truth.filter((span) => span.type === type);
  const candidates = all.candidates.filter((span) => span.type === type);
  const lowest = thresholds[0] ?? 0.1;
  const reached = truth.filter((event) =>
    candidates.some((span) => span.actors === event.actors && temporalIou(event, span) >= lowest),
  );
  return {
    type,
    truth: truth.length,
    candidates: candidates.length,
    f1: thresholds.map((iou) =>
      f1Of(matchSpans(truth, candidates, iou).length, truth.length, candidates.length),
    ),
    reached: truth.length === 0 ? 0 : reached.length / truth.length,
    edgeErrorFrames: edgeError(matchSpans(truth, candidates, lowest)),
  };
}
