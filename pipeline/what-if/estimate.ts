import type { FrameSpan } from '#contract/interval';
import { temporalIou } from '#contract/interval';
import { bestPairs, type Likeness } from '#pipeline/review/best-pairs';
import { type Interval, shareOf } from '#pipeline/review/type-record';

/** How something came to be reviewed: proposed by the rule, or drawn as a sample of what the rule leaves out. */
export type Origin = 'rule' | 'below_threshold' | 'random_window';

/** What a person decided about a place in time. */
export interface Reviewed {
  /** Tells bindings apart, over all sources: only what has the same key can be the same. */
  readonly key: string;
  /** As it was proposed, and as it was decided where that differs. */
  readonly forms: readonly FrameSpan[];
  readonly isAccepted: boolean;
  readonly origin: Origin;
  /** Chance that it came to be reviewed, in (0, 1]. */
  readonly probability: number;
}

/** A candidate of the rule with some values. */
export interface Found extends FrameSpan {
  readonly key: string;
}

/** How good a rule is as far as reviews tell. Both shares are absent where nothing that tells about them was reviewed. */
export interface Estimate {
  /** Of what the rule finds, how much is right. */
  readonly precision?: Interval | undefined;
  /** Of what there is to find, how much the rule finds. */
  readonly recall?: Interval | undefined;
  /** Reviewed things that the rule finds, by what was decided. */
  readonly accepted: number;
  readonly rejected: number;
}

/** Least temporal intersection over union at which a candidate is what was reviewed; as where a job is run again. */
const leastIou = 0.5;

/** The reviewed things that are among the candidates, one to one. */
function among(reviewed: readonly Reviewed[], found: readonly Found[]): ReadonlySet<Reviewed> {
  const byKey = Map.groupBy(found, ({ key }) => key);
  const likenesses: Likeness<Reviewed, Found>[] = [];
  for (const [number, one] of reviewed.entries())
    for (const other of byKey.get(one.key) ?? []) {
      const iou = Math.max(...one.forms.map((form) => temporalIou(form, other)));
      const tie = `${String(number).padStart(9, '0')} ${other.startFrame}`;
      if (iou >= leastIou) likenesses.push({ one, other, iou, tie });
    }
  return new Set(bestPairs(likenesses, leastIou).keys());
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/**
 * The weighted share of those that `isHit`, each weighted by one over its chance of being reviewed (Hajek, 1971), with Wilson's
 * interval at the effective number of reviews (Kish, 1965); undefined of none.
 */
export function weightedShare(
  all: readonly Reviewed[],
  isHit: (one: Reviewed) => boolean,
): Interval | undefined {
  const weights = all.map(({ probability }) => 1 / probability);
  const total = sum(weights);
  if (total === 0) return undefined;
  const effective = total ** 2 / sum(weights.map((weight) => weight ** 2));
  const hits = sum(all.map((one, number) => (isHit(one) ? (weights[number] ?? 0) : 0)));
  return shareOf((hits / total) * effective, effective);
}

/**
 * Precision from the reviewed candidates among those found, recall from all that was accepted. Recall is told only where
 * something was drawn from what the rule leaves out: without it what the rule misses cannot be known.
 */
export function estimate(reviewed: readonly Reviewed[], found: readonly Found[]): Estimate {
  const hit = among(reviewed, found);
  const told = [...hit].filter(({ origin }) => origin !== 'random_window');
  const right = reviewed.filter(({ isAccepted }) => isAccepted);
  const isSampled = reviewed.some(({ origin }) => origin !== 'rule');
  return {
    precision: weightedShare(told, ({ isAccepted }) => isAccepted),
    recall: isSampled ? weightedShare(right, (one) => hit.has(one)) : undefined,
    accepted: [...hit].filter(({ isAccepted }) => isAccepted).length,
    rejected: [...hit].filter(({ isAccepted }) => !isAccepted).length,
  };
}
