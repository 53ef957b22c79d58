import type { Compare, NamedTruth, TruthExpression, ValueExpression } from '#ontology/expression';
import type { Column } from './columns.ts';
import { compareStretch, joinStretches, knownMask, type Mask, notMask } from './masks.ts';
import type { Comparing, FrameRange, MaskUpdates } from './mask-updates.ts';
import type { Orientation } from './orientation.ts';

/** What a mask is made of. */
export interface MaskParts {
  orientation(compare: Compare): Orientation;
  comparedValue(compare: Compare): Column;
  mask(expression: TruthExpression): Mask;
  nodeOf(part: TruthExpression | ValueExpression): number;
}

type Unnamed = Exclude<TruthExpression, NamedTruth>;

/** A mask as it was, and what it is of. */
interface Old {
  readonly node: number;
  readonly mask: Mask;
}

function unnamed(expression: TruthExpression): TruthExpression {
  return expression.op === 'named' ? unnamed(expression.of) : expression;
}

/** The value of a comparison with a number, and that number; undefined for any other part. */
export function comparingOf(parts: MaskParts, expression: TruthExpression): Comparing | undefined {
  if (expression.op !== 'compare') return undefined;
  const { value, constant } = parts.orientation(expression);
  if (constant === undefined) return undefined;
  return { valueNode: parts.nodeOf(value), values: parts.comparedValue(expression), constant };
}

function compareAgain(
  parts: MaskParts,
  updates: MaskUpdates,
  { node, mask }: Old,
  compare: Compare,
): boolean {
  const comparing = comparingOf(parts, compare);
  if (comparing === undefined) return false;
  const { comparison } = parts.orientation(compare);
  const { values, constant } = comparing;
  return updates.compared(node, comparing, (stretch) =>
    compareStretch(mask, stretch, values, constant, comparison),
  );
}

type Joining = Extract<Unnamed, { readonly op: 'and' | 'or' | 'between' | 'not' | 'known' }>;

function isJoining(expression: Unnamed): expression is Joining {
  return ['and', 'or', 'between', 'not', 'known'].includes(expression.op);
}

function joinIn(out: Mask, { op }: Joining, masks: readonly Mask[], ranges: readonly FrameRange[]): void {
  const [first = out] = masks;
  if (op === 'not') for (const { from, to } of ranges) notMask(out, to, first, from);
  else if (op === 'known') for (const { from, to } of ranges) knownMask(out, to, first, from);
  else joinStretches(out, ranges, masks, op === 'or' ? 'or' : 'and');
}

function joinAgain(
  parts: MaskParts,
  updates: MaskUpdates,
  { node, mask }: Old,
  expression: Joining,
): boolean {
  const under = ('op' in expression.of ? [expression.of] : expression.of).map(unnamed);
  const masks = under.map((part) => parts.mask(part));
  const ranges = updates.joined(
    node,
    under.map((part) => parts.nodeOf(part)),
  );
  joinIn(mask, expression, masks, ranges);
  return true;
}

/** Brings a mask up to date in the frames in which it may have changed; false where it has to be made as a whole. */
export function bringUpToDate(
  parts: MaskParts,
  updates: MaskUpdates,
  old: Old,
  expression: Unnamed,
): boolean {
  if (expression.op === 'compare') return compareAgain(parts, updates, old, expression);
  return isJoining(expression) && joinAgain(parts, updates, old, expression);
}
