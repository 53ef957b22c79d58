import type { AnyExpression, ValueExpression } from './expression.ts';
import { constantValue, everyPart } from './expression-parts.ts';
import type { Parameter } from './model.ts';

function isDistance(expression: ValueExpression): boolean {
  if (expression.op === 'named') return isDistance(expression.of);
  return expression.op === 'feature' && expression.feature === 'distance';
}

/** The other side of a comparison of which one side is the distance of a pair; undefined for any other part. */
export function distanceBound(part: AnyExpression): ValueExpression | undefined {
  if (part.op !== 'compare') return undefined;
  if (isDistance(part.left)) return part.right;
  return isDistance(part.right) ? part.left : undefined;
}

/** The largest distance (m or body heights) that these expressions compare with, each parameter at its range's end; 0 for none. */
export function largestDistance(
  expressions: readonly AnyExpression[],
  parameters: readonly Parameter[],
): number {
  const highest = new Map(parameters.map(({ name, high, value }) => [name, Math.max(high ?? value, value)]));
  const bounds = expressions
    .flatMap(everyPart)
    .map(distanceBound)
    .map((bound) => (bound === undefined ? 0 : constantValue(bound, highest)));
  return bounds.reduce((largest, bound) => (bound > largest ? bound : largest), 0);
}
