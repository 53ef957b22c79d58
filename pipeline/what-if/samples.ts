import type { FrameSpan } from '#contract/interval';
import { overlapFrames, temporalIou } from '#contract/interval';
import type { Parameter } from '#ontology/model';
import { spanUs, type TimeAxis } from '#pipeline/candidates/time-axis';
import type { Place } from './places.ts';
import type { RuleStudy, Values } from './rule-study.ts';
import type { RuleSpan } from './type-study.ts';

/** Something to review that the rule leaves out, and the chance with which it was drawn. */
export interface Sample extends RuleSpan {
  readonly origin: 'below_threshold' | 'random_window';
  /** In (0, 1]. */
  readonly probability: number;
}

/** How far every parameter goes towards the end of its range that lets in more. */
const loosenedShare = 0.5;
const leastIou = 0.5;

function framesOf(spans: readonly FrameSpan[]): number {
  return spans.reduce((sum, { startFrame, endFrame }) => sum + endFrame - startFrame, 0);
}

/** Values half way from those in force to the end of each range at which the rule covers more frames. */
export function looseValues(study: RuleStudy, values: Values, parameters: readonly Parameter[]): Values {
  const loose = new Map(values);
  for (const { name, low, high } of parameters) {
    if (low === undefined || high === undefined) continue;
    const now = values.get(name) ?? low;
    const covered = (value: number): number => framesOf(study.spans(new Map(values).set(name, value)));
    const end = covered(low) > covered(high) ? low : high;
    loose.set(name, now + loosenedShare * (end - now));
  }
  return loose;
}

/** Draws `count` of the items, each with the same chance, in their order (selection sampling; Fan and others, 1962). */
export function drawOf<Item>(items: readonly Item[], count: number, random: () => number): readonly Item[] {
  let wanted = Math.min(count, items.length);
  return items.filter((_, number) => {
    const isDrawn = random() * (items.length - number) < wanted;
    if (isDrawn) wanted -= 1;
    return isDrawn;
  });
}

function keyOf({ tracks }: { readonly tracks: readonly number[] }): string {
  return tracks.join(' ');
}

/** Those of `spans` that share less than half with each of `others` of the same tracks. */
function unlike(spans: readonly RuleSpan[], others: readonly RuleSpan[]): readonly RuleSpan[] {
  const byKey = Map.groupBy(others, keyOf);
  return spans.filter((span) =>
    (byKey.get(keyOf(span)) ?? []).every((other) => temporalIou(span, other) < leastIou),
  );
}

/** The windows of this length in the places, whole ones only. */
function windowsIn(places: readonly Place[], axis: TimeAxis, windowUs: number): readonly RuleSpan[] {
  const windows: RuleSpan[] = [];
  for (const { tracks, stretches } of places)
    for (const { startFrame, endFrame } of stretches) {
      let from = startFrame;
      for (let to = from + 1; to <= endFrame; to++)
        if (spanUs(axis, from, to) >= windowUs) {
          windows.push({ tracks, startFrame: from, endFrame: to });
          from = to;
        }
    }
  return windows;
}

/** Those of `spans` that share no frame with any of `others` of the same tracks. */
function apart(spans: readonly RuleSpan[], others: readonly RuleSpan[]): readonly RuleSpan[] {
  const byKey = Map.groupBy(others, keyOf);
  return spans.filter((span) =>
    (byKey.get(keyOf(span)) ?? []).every((other) => overlapFrames(span, other) === 0),
  );
}

/** What samples are drawn from. */
export interface Population {
  /** Candidates of the rule as it stands. */
  readonly found: readonly RuleSpan[];
  /** Candidates of the loosened rule. */
  readonly loose: readonly RuleSpan[];
  /** What a person has seen already, samples too. */
  readonly seen: readonly RuleSpan[];
  readonly places: readonly Place[];
  readonly axis: TimeAxis;
  readonly windowUs: number;
}

/**
 * Draws what the rule leaves out: half of `count` from what only the loosened rule finds, half from windows in which not even
 * that finds anything, so that no event belongs to both. What was seen before is not drawn again, and counts as drawn.
 */
export function drawSamples(from: Population, count: number, random: () => number): readonly Sample[] {
  const strata = [
    { origin: 'below_threshold', all: unlike(from.loose, from.found) },
    {
      origin: 'random_window',
      all: apart(windowsIn(from.places, from.axis, from.windowUs), [...from.loose, ...from.found]),
    },
  ] as const;
  return strata.flatMap(({ origin, all }, number) => {
    const fresh = unlike(all, from.seen);
    const drawn = drawOf(fresh, number === 0 ? Math.ceil(count / 2) : Math.floor(count / 2), random);
    const probability = (all.length - fresh.length + drawn.length) / Math.max(1, all.length);
    return drawn.map((span) => ({ ...span, origin, probability }));
  });
}
