import type { AnyExpression, ValueExpression } from './expression.ts';
import { constantValue, everyPart } from './expression-parts.ts';
import type { Parameter } from './model.ts';

/** The distance to another of whom only the frame says who it is. */
function isNearestDistance(expression: ValueExpression): boolean {
  if (expression.op === 'named') return isNearestDistance(expression.of);
  return expression.op === 'nearest' && isDistance(expression.of);
}

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

/** The other side of a comparison of which one side is a distance, to the nearest too. */
function reachBound(part: AnyExpression): ValueExpression | undefined {
  if (part.op !== 'compare') return undefined;
  if (isNearestDistance(part.left)) return part.right;
  return isNearestDistance(part.right) ? part.left : distanceBound(part);
}

/** The largest distance (m or body heights) that these expressions compare with, each parameter at its range's end; 0 for none. */
export function largestDistance(
  expressions: readonly AnyExpression[],
  parameters: readonly Parameter[],
): number {
  const highest = new Map(parameters.map(({ name, high, value }) => [name, Math.max(high ?? value, value)]));
  const bounds = expressions
    .flatMap(everyPart)
    .map(reachBound)
    .map((bound) => (bound === undefined ? 0 : constantValue(bound, highest)));
  return bounds.reduce((largest, bound) => (bound > largest ? bound : largest), 0);
}
