import type { FrameSpan } from '#contract/interval';
import { temporalIou } from '#contract/interval';
import type { Parameter } from '#ontology/model';
import type { RuleStudy, Values } from './rule-study.ts';

/** With which other value of a parameter a candidate would no longer be found; in canonical units. */
export interface VanishPoint {
  readonly parameter: string;
  /** The highest such value below the one in force, and the lowest above it, within the range. */
  readonly below?: number | undefined;
  readonly above?: number | undefined;
}

const leastIou = 0.5;
/** Steps over the range in which a change is looked for first, and halvings after it. */
const coarseSteps = 24;
const halvings = 12;

/** The value nearest to `from`, on the way to `to`, at which `isThere` no longer holds; undefined where it holds on all steps. */
export function firstGone(from: number, to: number, isThere: (value: number) => boolean): number | undefined {
  let there = from;
  for (let step = 1; step <= coarseSteps; step++) {
    const value = from + ((to - from) * step) / coarseSteps;
    if (isThere(value)) {
      there = value;
      continue;
    }
    let gone = value;
    for (let half = 0; half < halvings; half++) {
      const middle = (there + gone) / 2;
      if (isThere(middle)) there = middle;
      else gone = middle;
    }
    return gone;
  }
  return undefined;
}

/** For each parameter with a range, where a candidate vanishes when that parameter alone is moved. */
export function vanishPoints(
  study: RuleStudy,
  values: Values,
  candidate: FrameSpan & { readonly tracks: readonly number[] },
  parameters: readonly Parameter[],
): readonly VanishPoint[] {
  const key = candidate.tracks.join(' ');
  const isWanted = (tracks: readonly number[]): boolean => tracks.join(' ') === key;
  return parameters.flatMap(({ name, low, high }) => {
    if (low === undefined || high === undefined) return [];
    const now = values.get(name) ?? low;
    const isThere = (value: number): boolean =>
      study
        .spans(new Map(values).set(name, value), isWanted)
        .some((span) => temporalIou(span, candidate) >= leastIou);
    if (!isThere(now)) return [];
    return [{ parameter: name, below: firstGone(now, low, isThere), above: firstGone(now, high, isThere) }];
  });
}
