import { byOp, type ByOp } from './by-op.ts';
import type { AnyExpression, Lasting, Until, ValueExpression, Windowed, WindowValue } from './expression.ts';
import type { ArithmeticSign } from './syntax.ts';

const leaf = (): readonly AnyExpression[] => [];
const under = (_: undefined, { of }: { readonly of: AnyExpression }): readonly AnyExpression[] => [of];
const underAll = (
  _: undefined,
  { of }: { readonly of: readonly AnyExpression[] },
): readonly AnyExpression[] => of;
const twoSides = (
  _: undefined,
  { left, right }: { readonly left: AnyExpression; readonly right: AnyExpression },
): readonly AnyExpression[] => [left, right];
const windowed = (_: undefined, { of, low, high }: WindowValue | Windowed): readonly AnyExpression[] => [
  of,
  low,
  high,
];
const untilOrSince = (_: undefined, { holds, reaches, low, high }: Until): readonly AnyExpression[] => [
  holds,
  reaches,
  low,
  high,
];
const lasting = (_: undefined, { of, bound }: Lasting): readonly AnyExpression[] => [of, bound];

const parts: ByOp<AnyExpression, undefined, readonly AnyExpression[]> = {
  literal: leaf,
  parameter: leaf,
  feature: leaf,
  nearest: under,
  inside: leaf,
  is: leaf,
  says: leaf,
  some: under,
  every: under,
  at_least: under,
  event: leaf,
  negate: under,
  abs: under,
  not: under,
  known: under,
  onset: under,
  offset: under,
  named: under,
  during: under,
  runs: under,
  min: underAll,
  max: underAll,
  and: underAll,
  or: underAll,
  between: underAll,
  arithmetic: twoSides,
  compare: twoSides,
  window: windowed,
  always: windowed,
  eventually: windowed,
  until: untilOrSince,
  since: untilOrSince,
  lag: (_, { of, by }) => [of, by],
  hysteresis: (_, { enters, leaves }) => [enters, leaves],
  union: underAll,
  intersection: underAll,
  except: (_, { first, second }) => [first, second],
  repeat: (_, { of, within }) => [of, within],
  related: (_, { first, second, by, tolerance }) => [
    first,
    second,
    ...(by === undefined ? [] : [by.low, by.high]),
    ...(tolerance === undefined ? [] : [tolerance]),
  ],
  for: lasting,
  gaps: lasting,
  sequence: (_, { first, second, within }) => [first, second, within],
  starts: (_, { of, low, high, anchor }) => [of, low, high, anchor],
};

/** The direct parts of an expression, in writing order. */
export function partsOf(expression: AnyExpression): readonly AnyExpression[] {
  return byOp(parts, undefined, expression);
}

/** The expression and everything under it, parents first. */
export function everyPart(expression: AnyExpression): readonly AnyExpression[] {
  const parts: AnyExpression[] = [];
  const open: AnyExpression[] = [expression];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    parts.push(part);
    open.push(...partsOf(part).toReversed());
  }
  return parts;
}

/** Whether a value is the same in every frame of every binding. */
export function isConstant(expression: ValueExpression): boolean {
  return !everyPart(expression).some((part) => part.op === 'feature');
}

type Parameters = ReadonlyMap<string, number>;

const constantUnder = (parameters: Parameters, { of }: { readonly of: ValueExpression }): number =>
  constantValue(of, parameters);

const constants: ByOp<ValueExpression, Parameters, number> = {
  literal: (_, { value }) => value,
  parameter: (parameters, { name }) => parameters.get(name) ?? Number.NaN,
  feature: () => Number.NaN,
  nearest: () => Number.NaN,
  named: constantUnder,
  window: constantUnder,
  lag: constantUnder,
  negate: (parameters, { of }) => -constantValue(of, parameters),
  abs: (parameters, { of }) => Math.abs(constantValue(of, parameters)),
  min: (parameters, { of }) => Math.min(...of.map((part) => constantValue(part, parameters))),
  max: (parameters, { of }) => Math.max(...of.map((part) => constantValue(part, parameters))),
  arithmetic: (parameters, { sign, left, right }) =>
    calculate(sign, constantValue(left, parameters), constantValue(right, parameters)),
};

/** The value of a constant expression in canonical units; NaN where a feature takes part. */
export function constantValue(expression: ValueExpression, parameters: Parameters): number {
  return byOp(constants, parameters, expression);
}

/** One step of arithmetic; a quotient by zero is missing. */
export function calculate(sign: ArithmeticSign, left: number, right: number): number {
  switch (sign) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? Number.NaN : left / right;
  }
}

/** A part is a value, a condition or bouts; a use of a definition is told apart by what it stands for. */
export type Sort = 'value' | 'truth' | 'bouts' | 'named';

const sorts: Readonly<Record<AnyExpression['op'], Sort>> = {
  literal: 'value',
  parameter: 'value',
  feature: 'value',
  nearest: 'value',
  negate: 'value',
  abs: 'value',
  arithmetic: 'value',
  min: 'value',
  max: 'value',
  window: 'value',
  lag: 'value',
  compare: 'truth',
  inside: 'truth',
  is: 'truth',
  says: 'truth',
  some: 'truth',
  every: 'truth',
  at_least: 'truth',
  not: 'truth',
  known: 'truth',
  onset: 'truth',
  offset: 'truth',
  and: 'truth',
  or: 'truth',
  between: 'truth',
  hysteresis: 'truth',
  always: 'truth',
  eventually: 'truth',
  until: 'truth',
  since: 'truth',
  during: 'truth',
  runs: 'bouts',
  for: 'bouts',
  gaps: 'bouts',
  sequence: 'bouts',
  event: 'bouts',
  starts: 'bouts',
  union: 'bouts',
  intersection: 'bouts',
  except: 'bouts',
  repeat: 'bouts',
  related: 'bouts',
  named: 'named',
};

export function sortOf({ op }: AnyExpression): Sort {
  return sorts[op];
}
