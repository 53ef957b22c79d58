import type { FeatureSubject, UnitPowers } from '#contract/features';
import { byOp, type ByOp } from './by-op.ts';
import type { ArithmeticSign, Comparison, Edge } from './syntax.ts';

/** A role by its place in the event's roles (in a definition: in its arguments). */
export type Slot = number;

export interface Literal {
  readonly op: 'literal';
  /** In canonical units. */
  readonly value: number;
  readonly unit: UnitPowers;
  /** Canonical units in one of the written unit, and the unit as written. */
  readonly factor: number;
  readonly unitText: string;
  readonly text: string;
}
export interface ParameterUse {
  readonly op: 'parameter';
  readonly name: string;
  readonly unit: UnitPowers;
}
export interface FeatureUse {
  readonly op: 'feature';
  readonly feature: string;
  readonly subject: FeatureSubject;
  readonly slots: readonly Slot[];
  readonly zoneId?: string | undefined;
  /** Name of the keypoint that a `track_keypoint` feature is about. */
  readonly keypoint?: string | undefined;
  readonly unit: UnitPowers;
}
export interface UnaryValue {
  readonly op: 'negate' | 'abs';
  readonly of: ValueExpression;
  readonly unit: UnitPowers;
}
export interface Arithmetic {
  readonly op: 'arithmetic';
  readonly sign: ArithmeticSign;
  readonly left: ValueExpression;
  readonly right: ValueExpression;
  readonly unit: UnitPowers;
}
export interface Extreme {
  readonly op: 'min' | 'max';
  readonly of: readonly ValueExpression[];
  readonly unit: UnitPowers;
}
/** A value over the frames whose time lies from `low` to `high` away, both ends included; missing where one of them is. */
export interface WindowValue {
  readonly op: 'window';
  readonly take: 'mean' | 'min' | 'max';
  readonly of: ValueExpression;
  /** Constant times; before the frame where negative. */
  readonly low: ValueExpression;
  readonly high: ValueExpression;
  readonly unit: UnitPowers;
}
/** A value as it was a while before. */
export interface Lag {
  readonly op: 'lag';
  readonly of: ValueExpression;
  /** A constant time. */
  readonly by: ValueExpression;
  readonly unit: UnitPowers;
}
export interface NamedValue extends NameUse {
  readonly op: 'named';
  readonly of: ValueExpression;
  readonly unit: UnitPowers;
}
/** A use of a definition, kept so that reasons can be told in its name. */
interface NameUse {
  readonly name: string;
  readonly slots: readonly Slot[];
  /** What stands after its roles, as in `crosses(a, kerb, left_to_right)`. */
  readonly after?: string | undefined;
}

/** A number with a unit for every frame, or missing. */
export type ValueExpression =
  | Literal
  | ParameterUse
  | FeatureUse
  | UnaryValue
  | Arithmetic
  | Extreme
  | WindowValue
  | Lag
  | NamedValue;

export interface Compare {
  readonly op: 'compare';
  readonly comparison: Comparison;
  readonly left: ValueExpression;
  readonly right: ValueExpression;
}
export interface Inside {
  readonly op: 'inside';
  readonly slot: Slot;
  readonly zoneId: string;
}
/** A condition turned around, or whether it is known. */
export interface Turned {
  readonly op: 'not' | 'known';
  readonly of: TruthExpression;
}
/** The frame in which a condition begins or ends. */
export interface Changed {
  readonly op: 'onset' | 'offset';
  readonly of: TruthExpression;
}
export type UnaryTruth = Turned | Changed;
/** Whether the track in a role is of a class. */
export interface Is {
  readonly op: 'is';
  readonly slot: Slot;
  readonly className: string;
  /** Class names in the sources that it stands for. */
  readonly sourceClasses: readonly string[];
}
/** A condition in every frame, or in one, whose time lies from `low` to `high` away, both ends included. */
export interface Windowed {
  readonly op: 'always' | 'eventually';
  readonly of: TruthExpression;
  readonly low: ValueExpression;
  readonly high: ValueExpression;
}
/**
 * `holds until[a, b] reaches`: `reaches` is true in a frame from a to b ahead, and `holds` from now up to it. `since` looks
 * back: `reaches` was true from a to b ago, and `holds` ever since, now included.
 */
export interface Until {
  readonly op: 'until' | 'since';
  readonly holds: TruthExpression;
  readonly reaches: TruthExpression;
  readonly low: ValueExpression;
  readonly high: ValueExpression;
}
export interface Junction {
  readonly op: 'and' | 'or' | 'between';
  readonly of: readonly TruthExpression[];
}
export interface Hysteresis {
  readonly op: 'hysteresis';
  readonly enters: TruthExpression;
  readonly leaves: TruthExpression;
}
export interface NamedTruth extends NameUse {
  readonly op: 'named';
  readonly of: TruthExpression;
}
/** Bouts read as a condition: true within them. */
export interface During {
  readonly op: 'during';
  readonly of: BoutsExpression;
}

/** A robustness interval within [-1, 1] for every frame. */
export type TruthExpression =
  | Compare
  | Inside
  | Is
  | UnaryTruth
  | Junction
  | Hysteresis
  | Windowed
  | Until
  | NamedTruth
  | During;

/** The maximal runs of frames in which a condition is true. */
export interface Runs {
  readonly op: 'runs';
  readonly of: TruthExpression;
}
export interface Lasting {
  readonly op: 'for' | 'gaps';
  readonly of: BoutsExpression;
  /** A constant time. */
  readonly bound: ValueExpression;
}
export interface Sequence {
  readonly op: 'sequence';
  readonly first: BoutsExpression;
  readonly second: BoutsExpression;
  readonly within: ValueExpression;
}
export interface EventUse {
  readonly op: 'event';
  readonly type: string;
  readonly slots: readonly Slot[];
}
export interface StartsWithin {
  readonly op: 'starts';
  readonly of: BoutsExpression;
  readonly low: ValueExpression;
  readonly high: ValueExpression;
  readonly edge: Edge;
  readonly anchor: EventUse;
}
export interface NamedBouts extends NameUse {
  readonly op: 'named';
  readonly of: BoutsExpression;
}

/** A set of half-open intervals, each with a robustness. */
export type BoutsExpression = Runs | Lasting | Sequence | EventUse | StartsWithin | NamedBouts;

/** An expression with its sort. */
export type Typed =
  | { readonly sort: 'value'; readonly expression: ValueExpression }
  | { readonly sort: 'truth'; readonly expression: TruthExpression }
  | { readonly sort: 'bouts'; readonly expression: BoutsExpression };

/** Any expression. */
export type AnyExpression = ValueExpression | TruthExpression | BoutsExpression;

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
  inside: leaf,
  is: leaf,
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
