import type { ValueExpression } from './expression.ts';
import { constantValue, everyPart, isConstant } from './expression-parts.ts';
import { complain, kindInWords, type Scope, written } from './scope.ts';
import type { Syntax } from './syntax.ts';
import { sameUnit, timeUnit } from './units.ts';

type CheckValue = (scope: Scope, syntax: Syntax) => ValueExpression | undefined;

/** A time that no feature takes part in. */
export function checkTimeBy(value: CheckValue, scope: Scope, syntax: Syntax): ValueExpression | undefined {
  const time = value(scope, syntax);
  if (time === undefined) return undefined;
  const text = written(scope, syntax);
  if (!sameUnit(time.unit, timeUnit)) {
    const hint = syntax.kind === 'quantity' ? `did you mean "${text} s"?` : undefined;
    return complain(
      scope,
      'unit_mismatch',
      syntax,
      `Expected a time, ${text} is ${kindInWords(scope, time.unit)}.`,
      hint,
    );
  }
  if (isConstant(time)) return time;
  return complain(
    scope,
    'bad_expression',
    syntax,
    `${text} changes from frame to frame.`,
    'Give a time or a parameter.',
  );
}

/** A time to look back by, from 0 s on. */
export function checkPastBy(value: CheckValue, scope: Scope, syntax: Syntax): ValueExpression | undefined {
  const time = checkTimeBy(value, scope, syntax);
  if (time === undefined || (fixedS(time) ?? 0) >= 0) return time;
  return complain(
    scope,
    'bad_expression',
    syntax,
    `${written(scope, syntax)} lies ahead; this looks back.`,
    'Give a time from 0 s on, or a window such as [0 s, 1 s].',
  );
}

export interface TimeWindow {
  readonly low: ValueExpression;
  readonly high: ValueExpression;
}

/** The time in seconds where no parameter takes part in it. */
function fixedS(time: ValueExpression): number | undefined {
  return everyPart(time).some(({ op }) => op === 'parameter') ? undefined : constantValue(time, new Map());
}

/** The ends of a window of time, which must not end before it begins; nor begin before `leastS`, where that is given. */
export function checkWindowBy(
  value: CheckValue,
  scope: Scope,
  syntax: { readonly low: Syntax; readonly high: Syntax },
  leastS = Number.NEGATIVE_INFINITY,
): TimeWindow | undefined {
  const low = checkTimeBy(value, scope, syntax.low);
  const high = checkTimeBy(value, scope, syntax.high);
  if (low === undefined || high === undefined) return undefined;
  const [from, to] = [fixedS(low), fixedS(high)];
  if (from !== undefined && to !== undefined && from > to)
    return complain(scope, 'bad_expression', syntax.high, 'The window ends before it begins.');
  if (from !== undefined && from < leastS)
    return complain(
      scope,
      'bad_expression',
      syntax.low,
      'This window may not begin below zero.',
      '"until" looks ahead and "since" looks back, each by times from 0 s on.',
    );
  return { low, high };
}
