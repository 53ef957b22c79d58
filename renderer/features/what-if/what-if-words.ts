import type { WhatIfCurve, WhatIfSpan, WhatIfView } from '#contract/rpc/what-if';
import { formatNumber, formatScore, formatTimecode, plural } from '../../shared-ui/format.ts';

export type Point = WhatIfCurve['points'][number];
type Share = Point['precision'];

/** A share with half the width of its interval: `.56 ±.09`. */
export function shareWords(share: Share): string {
  return share === undefined
    ? '–'
    : `${formatScore(share.value)} ±${formatScore((share.high - share.low) / 2)}`;
}

/** The point of a curve at a value, or the nearest to it. */
export function pointAt(points: readonly Point[], value: number | undefined): Point | undefined {
  if (value === undefined) return undefined;
  return points.reduce<Point | undefined>(
    (best, point) =>
      best === undefined || Math.abs(point.value - value) < Math.abs(best.value - value) ? point : best,
    undefined,
  );
}

/** What becomes of the reviewed ones: `Of the 188 reviewed, 61 rejected and 6 accepted go`. */
export function reviewedWords(reviewed: number, before: Point | undefined, now: Point | undefined): string {
  if (reviewed === 0) return 'Nothing of this type is decided yet: review some to learn what a value costs.';
  if (before === undefined || now === undefined) return `${plural(reviewed, 'one is', 'ones are')} reviewed.`;
  const changes = [
    [before.rejected - now.rejected, 'rejected'],
    [before.accepted - now.accepted, 'accepted'],
  ] as const;
  const gone = changes.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word} go`);
  const come = changes.filter(([count]) => count < 0).map(([count, word]) => `${-count} ${word} come back`);
  const said = [...gone, ...come].join(' and ');
  return `Of the ${formatNumber(reviewed)} reviewed, ${said === '' ? 'all stay as they are' : said}.`;
}

/** Why a value is proposed, with what it would do. */
export function suggestionWords(
  { reason }: WhatIfCurve['suggestions'][number],
  point: Point | undefined,
  now: Point | undefined,
): string {
  if (reason === 'best_balance')
    return `best balance: precision ${shareWords(point?.precision)}, recall ${shareWords(point?.recall)}`;
  if (point === undefined || now === undefined) return 'drops rejected ones and no accepted one';
  const dropped = now.rejected - point.rejected;
  return `drops ${dropped} of ${now.rejected} rejected and none of ${now.accepted} accepted`;
}

/** Who and when: `p01, p04 · 00:12.300 to 00:15.000`. */
export function spanWords({ trackIds, startS, endS }: WhatIfSpan): string {
  return `${trackIds.join(', ')} · ${formatTimecode(startS)} to ${formatTimecode(endS)}`;
}

export interface Mark extends WhatIfSpan {
  readonly kind: 'same' | 'move' | 'vanish' | 'appear';
}

/** Marks of the two rows of a strip: as it was, and as it would be with what vanishes in its place. */
export function marksOf(view: WhatIfView): {
  readonly before: readonly Mark[];
  readonly after: readonly Mark[];
} {
  const as = (kind: Mark['kind']) => (span: WhatIfSpan) => ({ ...span, kind });
  const same = view.same.map(as('same'));
  return {
    before: [...same, ...view.vanish.map(as('same')), ...view.move.map(({ from }) => as('same')(from))],
    after: [
      ...same,
      ...view.vanish.map(as('vanish')),
      ...view.move.map(({ to }) => as('move')(to)),
      ...view.appear.map(as('appear')),
    ],
  };
}

/** Values over a range at equal steps, its ends included, rounded as the slider writes them. */
export function valuesOver(low: number, high: number, step: number, count: number): readonly number[] {
  const even = Array.from({ length: count + 1 }, (_, number) => low + ((high - low) * number) / count);
  return [...new Set(even.map((value) => Number((Math.round(value / step) * step).toPrecision(9))))];
}
