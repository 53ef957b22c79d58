import { expectArguments } from './check-arguments.ts';
import { checkTimeBy, checkWindowBy } from './check-window.ts';
import type { BoutsExpression, Related, ValueExpression } from './expression.ts';
import { complain, type Scope, written } from './scope.ts';
import type { CallSyntax, ExceptSyntax, RelatedSyntax, Syntax } from './syntax.ts';

/** How parts are checked; given by the expression checker, which calls back here. */
export interface PartChecks {
  readonly value: (scope: Scope, syntax: Syntax) => ValueExpression | undefined;
  readonly bouts: (scope: Scope, syntax: Syntax) => BoutsExpression | undefined;
}

export function checkExcept(
  checks: PartChecks,
  scope: Scope,
  syntax: ExceptSyntax,
): BoutsExpression | undefined {
  const first = checks.bouts(scope, syntax.first);
  const second = checks.bouts(scope, syntax.second);
  return first === undefined || second === undefined ? undefined : { op: 'except', first, second };
}

const bounded = new Set<string>(['before', 'after', 'overlaps', 'overlapped_by']);

function checkBounds(checks: PartChecks, scope: Scope, { by, relation }: RelatedSyntax): Related['by'] {
  if (by === undefined) return undefined;
  if (bounded.has(relation)) return checkWindowBy(checks.value, scope, by, 0);
  return complain(
    scope,
    'bad_expression',
    { start: by.low.start, end: by.high.end },
    `"${relation}" has no time between the two to bound.`,
    'Bounds go with "before" and "after" (the gap) and "overlaps" and "overlapped_by" (what they share).',
  );
}

/** `A before B by [0 s, 2 s]`: one of Allen's thirteen relations. */
export function checkRelated(
  checks: PartChecks,
  scope: Scope,
  syntax: RelatedSyntax,
): BoutsExpression | undefined {
  const first = checks.bouts(scope, syntax.first);
  const second = checks.bouts(scope, syntax.second);
  const by = checkBounds(checks, scope, syntax);
  const tolerance = syntax.tolerance && checkTimeBy(checks.value, scope, syntax.tolerance);
  const isWrong =
    (syntax.by !== undefined && by === undefined) ||
    (syntax.tolerance !== undefined && tolerance === undefined);
  if (first === undefined || second === undefined || isWrong) return undefined;
  return { op: 'related', relation: syntax.relation, first, second, by, tolerance };
}

function leastCount(scope: Scope, syntax: Syntax): number | undefined {
  const of = syntax.kind === 'at_least' ? syntax.of : undefined;
  if (of?.kind === 'quantity' && of.unit === '' && Number.isInteger(of.value) && of.value >= 2)
    return of.value;
  return complain(
    scope,
    'bad_expression',
    syntax,
    `${written(scope, syntax)} is not how often at least.`,
    'Write a whole number from 2 on, such as ">= 3".',
  );
}

/** `repeat(A, >= 3, within 10 s)`. */
export function checkRepeat(checks: PartChecks, scope: Scope, call: CallSyntax): BoutsExpression | undefined {
  const [bouts, count, limit] = call.args;
  const usage = ['bouts', '>= 3', 'within 10 s'];
  if (!expectArguments(scope, call, usage) || bouts === undefined || count === undefined) return undefined;
  const of = checks.bouts(scope, bouts);
  const least = leastCount(scope, count);
  if (limit?.kind !== 'limit')
    return complain(
      scope,
      'bad_expression',
      limit ?? call,
      'It is not said within what time.',
      `Write it as repeat(${usage.join(', ')}).`,
    );
  const within = checkTimeBy(checks.value, scope, limit.of);
  if (of === undefined || least === undefined || within === undefined) return undefined;
  return { op: 'repeat', of, least, within };
}
