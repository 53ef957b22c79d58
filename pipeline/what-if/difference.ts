import { overlapFrames, temporalIou } from '#contract/interval';
import { bestPairs, type Likeness } from '#pipeline/review/best-pairs';
import type { RuleSpan } from './type-study.ts';

/** One candidate with other edges. */
export interface Move {
  readonly from: RuleSpan;
  readonly to: RuleSpan;
}

/** What other values of parameters do to the candidates of a type. */
export interface Difference {
  /** With the same edges before and after. */
  readonly same: readonly RuleSpan[];
  readonly move: readonly Move[];
  readonly vanish: readonly RuleSpan[];
  readonly appear: readonly RuleSpan[];
}

function bindingOf({ tracks }: RuleSpan): string {
  return tracks.join(' ');
}

function isAt(a: RuleSpan, b: RuleSpan): boolean {
  return a.startFrame === b.startFrame && a.endFrame === b.endFrame;
}

/** Those of two lists by start that share frames; each list may hold spans that share frames among themselves. */
function overlapping(before: readonly RuleSpan[], after: readonly RuleSpan[]) {
  const likenesses: Likeness<RuleSpan, RuleSpan>[] = [];
  let first = 0;
  for (const to of after) {
    while (first < before.length && (before[first]?.endFrame ?? 0) <= to.startFrame) first += 1;
    for (let i = first; i < before.length; i++) {
      const from = before[i];
      if (from === undefined || from.startFrame >= to.endFrame) break;
      if (overlapFrames(from, to) === 0) continue;
      const tie = `${String(from.startFrame).padStart(9, '0')} ${String(to.startFrame).padStart(9, '0')}`;
      likenesses.push({ one: from, other: to, iou: temporalIou(from, to), tie });
    }
  }
  return likenesses;
}

function byStart(a: RuleSpan, b: RuleSpan): number {
  return a.startFrame - b.startFrame || a.endFrame - b.endFrame;
}

/** The same candidates are those of the same tracks that share frames, one to one, those that share most first. */
function inBinding(before: readonly RuleSpan[], after: readonly RuleSpan[]): Difference {
  const [old, now] = [before.toSorted(byStart), after.toSorted(byStart)];
  const pairs = bestPairs(overlapping(old, now), Number.MIN_VALUE);
  const kept = new Set(pairs.values());
  const both = [...pairs].map(([from, to]) => ({ from, to }));
  return {
    same: both.filter(({ from, to }) => isAt(from, to)).map(({ to }) => to),
    move: both.filter(({ from, to }) => !isAt(from, to)),
    vanish: old.filter((span) => !pairs.has(span)),
    appear: now.filter((span) => !kept.has(span)),
  };
}

/** What is different between two lists of candidates of one type. */
export function differenceOf(before: readonly RuleSpan[], after: readonly RuleSpan[]): Difference {
  const old = Map.groupBy(before, bindingOf);
  const now = Map.groupBy(after, bindingOf);
  const each = [...new Set([...old.keys(), ...now.keys()])].map((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    // A place that nothing has changed in is told the very same spans again.
    if (
      was !== undefined &&
      is !== undefined &&
      was.length === is.length &&
      was.every((span, i) => span === is[i])
    )
      return { same: is, move: [], vanish: [], appear: [] };
    return inBinding(was ?? [], is ?? []);
  });
  return {
    same: each.flatMap(({ same }) => same),
    move: each.flatMap(({ move }) => move),
    vanish: each.flatMap(({ vanish }) => vanish),
    appear: each.flatMap(({ appear }) => appear),
  };
}
