import { findFeature } from '#contract/features';
import { byKind, type ByKind } from './by-op.ts';
import { type ArgumentChecks, checkCall, checkEventUse, knownNames } from './check-call.ts';
import { featureUsage } from './check-feature.ts';
import { checkArithmetic, checkParameter, checkQuantity, complainOfUnits } from './check-value.ts';
import type { BoutsExpression, EventUse, TruthExpression, Typed, ValueExpression } from './expression.ts';
import { isConstant } from './expression-parts.ts';
import { checkCount, checkQuantified, isCount } from './check-quantified.ts';
import { checkExcept, checkRelated, type PartChecks } from './check-relations.ts';
import { checkTimeBy, checkWindowBy } from './check-window.ts';
import { complain, roleSlot, type Scope, written } from './scope.ts';
import { suggestName } from './suggest.ts';
import type {
  ArithmeticSyntax,
  BetweenSyntax,
  CompareSyntax,
  Comparison,
  ExceptSyntax,
  ForSyntax,
  GapsSyntax,
  HysteresisSyntax,
  IsSyntax,
  JunctionSyntax,
  NameSyntax,
  NegateSyntax,
  NotSyntax,
  ParameterSyntax,
  QuantifiedSyntax,
  RelatedSyntax,
  StartsSyntax,
  Syntax,
  ThenSyntax,
  UntilSyntax,
  WindowedSyntax,
} from './syntax.ts';
import { sameUnit } from './units.ts';

const checks: ArgumentChecks = { value: checkValue, truth: checkTruth, bouts: checkBouts };
const parts: PartChecks = checks;

function checkName(scope: Scope, syntax: NameSyntax): undefined {
  const { name } = syntax;
  if (scope.roles.includes(name))
    return complain(
      scope,
      'bad_expression',
      syntax,
      `"${name}" is a role, not a value.`,
      `Ask for one of its features, such as speed(${name}).`,
    );
  const feature = findFeature(name);
  if (feature !== undefined)
    return complain(
      scope,
      'bad_expression',
      syntax,
      `"${name}" needs to know of whom.`,
      `Write it as ${featureUsage(feature)}.`,
    );
  const known = [...knownNames, ...scope.names.definitions, ...scope.names.events.keys()];
  return complain(scope, 'unknown_symbol', syntax, `"${name}" is unknown.`, suggestName(name, known));
}

/** The value; complains where the expression is a condition or an event. */
export function checkValue(scope: Scope, syntax: Syntax): ValueExpression | undefined {
  const typed = checkSyntax(scope, syntax);
  if (typed === undefined || typed.sort === 'value') return typed?.expression;
  const what = typed.sort === 'truth' ? 'a condition' : 'a set of bouts';
  return complain(scope, 'bad_expression', syntax, `${written(scope, syntax)} is ${what}, not a number.`);
}

/** Bouts that are also a condition: their unknown frames are known. Other event types and what is made of them are not. */
function readsAsCondition(expression: BoutsExpression): boolean {
  if (expression.op === 'runs') return true;
  const isThin = expression.op === 'for' || expression.op === 'gaps' || expression.op === 'named';
  return isThin && readsAsCondition(expression.of);
}

function conditionOf(scope: Scope, syntax: Syntax, typed: Typed): TruthExpression | undefined {
  if (typed.sort === 'truth') return typed.expression;
  const text = written(scope, syntax);
  if (typed.sort === 'value')
    return complain(
      scope,
      'bad_expression',
      syntax,
      `${text} is a number, not a condition.`,
      `Compare it, such as "${text} > ...".`,
    );
  if (readsAsCondition(typed.expression)) return { op: 'during', of: typed.expression };
  return complain(
    scope,
    'bad_expression',
    syntax,
    `${text} is a set of bouts, not a condition.`,
    'Join it with "then", "and_then", "stimulus" or "starts within".',
  );
}

/** The condition; bouts made of `for` and `gaps` count as one, true within them. */
export function checkTruth(scope: Scope, syntax: Syntax): TruthExpression | undefined {
  const typed = checkSyntax(scope, syntax);
  return typed === undefined ? undefined : conditionOf(scope, syntax, typed);
}

function boutsOf(scope: Scope, syntax: Syntax, typed: Typed): BoutsExpression | undefined {
  if (typed.sort === 'bouts') return typed.expression;
  const of = conditionOf(scope, syntax, typed);
  return of === undefined ? undefined : { op: 'runs', of };
}

/** The bouts; a condition stands for the runs of frames in which it is true. */
export function checkBouts(scope: Scope, syntax: Syntax): BoutsExpression | undefined {
  const typed = checkSyntax(scope, syntax);
  return typed === undefined ? undefined : boutsOf(scope, syntax, typed);
}

/** A time that no feature takes part in. */
export function checkTime(scope: Scope, syntax: Syntax): ValueExpression | undefined {
  return checkTimeBy(checkValue, scope, syntax);
}

function compare(comparison: Comparison, left: ValueExpression, right: ValueExpression): TruthExpression {
  return { op: 'compare', comparison, left, right };
}

function checkCompare(scope: Scope, syntax: CompareSyntax): TruthExpression | undefined {
  if (isCount(scope, syntax)) return checkCount(checkTruth, scope, syntax);
  const left = checkValue(scope, syntax.left);
  const right = checkValue(scope, syntax.right);
  if (left === undefined || right === undefined) return undefined;
  if (!sameUnit(left.unit, right.unit))
    return complainOfUnits(scope, syntax.left, left.unit, syntax.right, right.unit);
  if (isConstant(left) && isConstant(right))
    return complain(scope, 'bad_expression', syntax, 'Both sides are constants: it is always the same.');
  return compare(syntax.comparison, left, right);
}

function checkBetween(scope: Scope, syntax: BetweenSyntax): TruthExpression | undefined {
  const low = checkCompare(scope, {
    ...syntax,
    kind: 'compare',
    comparison: '>=',
    left: syntax.of,
    right: syntax.low,
  });
  const high = checkCompare(scope, {
    ...syntax,
    kind: 'compare',
    comparison: '<=',
    left: syntax.of,
    right: syntax.high,
  });
  return low === undefined || high === undefined ? undefined : { op: 'between', of: [low, high] };
}

function isOnlyBouts(typed: Typed | undefined): boolean {
  return typed?.sort === 'bouts' && !readsAsCondition(typed.expression);
}

/** Conditions joined frame by frame; bouts where one of the parts cannot be read as a condition. */
function checkJunction(scope: Scope, syntax: JunctionSyntax): Typed | undefined {
  const parts = syntax.of.map((part) => ({ part, typed: checkSyntax(scope, part) }));
  const known = parts.flatMap(({ part, typed }) => (typed === undefined ? [] : [{ part, typed }]));
  if (known.length < parts.length) return undefined;
  if (known.some(({ typed }) => isOnlyBouts(typed))) {
    const of = known.flatMap(({ part, typed }) => boutsOf(scope, part, typed) ?? []);
    const op = syntax.word === 'or' ? 'union' : 'intersection';
    return of.length < parts.length ? undefined : { sort: 'bouts', expression: { op, of } };
  }
  const of = known.flatMap(({ part, typed }) => conditionOf(scope, part, typed) ?? []);
  return of.length < parts.length ? undefined : { sort: 'truth', expression: { op: syntax.word, of } };
}

/** The anchor of `starts within ... after start(...)`: another event type. */
function checkAnchor(scope: Scope, syntax: Syntax): EventUse | undefined {
  if (syntax.kind === 'call' && scope.names.events.has(syntax.name)) return checkEventUse(scope, syntax);
  if (syntax.kind === 'broken') return undefined;
  const text = written(scope, syntax);
  return complain(
    scope,
    'unknown_symbol',
    syntax,
    `"${text}" is not an event here.`,
    'Name an event with its roles, or the stimulus in the last "starts within" of "when".',
  );
}

function checkStarts(scope: Scope, syntax: StartsSyntax): BoutsExpression | undefined {
  const of = checkBouts(scope, syntax.of);
  const low = checkTime(scope, syntax.low);
  const high = checkTime(scope, syntax.high);
  const anchor = checkAnchor(scope, syntax.anchor);
  if (of === undefined || low === undefined || high === undefined || anchor === undefined) return undefined;
  return { op: 'starts', of, low, high, edge: syntax.edge, anchor };
}

function checkThen(scope: Scope, syntax: ThenSyntax): BoutsExpression | undefined {
  const first = checkBouts(scope, syntax.first);
  const second = checkBouts(scope, syntax.second);
  const within = checkTime(scope, syntax.within);
  if (first === undefined || second === undefined || within === undefined) return undefined;
  return { op: 'sequence', first, second, within };
}

function checkLasting(scope: Scope, syntax: ForSyntax | GapsSyntax): BoutsExpression | undefined {
  const of = checkBouts(scope, syntax.of);
  const bound = checkTime(scope, syntax.bound);
  return of === undefined || bound === undefined ? undefined : { op: syntax.kind, of, bound };
}

function checkHysteresis(scope: Scope, syntax: HysteresisSyntax): TruthExpression | undefined {
  const on = checkTruth(scope, syntax.enters);
  const off = checkTruth(scope, syntax.leaves);
  return on === undefined || off === undefined ? undefined : { op: 'hysteresis', enters: on, leaves: off };
}

function checkWindowed(scope: Scope, syntax: WindowedSyntax): TruthExpression | undefined {
  const of = checkTruth(scope, syntax.of);
  const window = checkWindowBy(checkValue, scope, syntax);
  return of === undefined || window === undefined ? undefined : { op: syntax.kind, of, ...window };
}

function checkUntil(scope: Scope, syntax: UntilSyntax): TruthExpression | undefined {
  const holds = checkTruth(scope, syntax.holds);
  const reaches = checkTruth(scope, syntax.reaches);
  const window = checkWindowBy(checkValue, scope, syntax, 0);
  if (holds === undefined || reaches === undefined || window === undefined) return undefined;
  return { op: syntax.kind, holds, reaches, ...window };
}

function checkIs(scope: Scope, { role, className, classRange }: IsSyntax): TruthExpression | undefined {
  const slot = roleSlot(scope, role);
  const { classes } = scope.names;
  if (!classes.has(className)) {
    const hint = suggestName(className, [...classes.keys()]) ?? 'Declare it under `classes`.';
    return complain(scope, 'unknown_symbol', classRange, `The class "${className}" is not declared.`, hint);
  }
  const sourceClasses = classes.get(className);
  return slot === undefined || sourceClasses === undefined
    ? undefined
    : { op: 'is', slot, className, sourceClasses };
}

function checkNegate(scope: Scope, syntax: NegateSyntax): ValueExpression | undefined {
  const of = checkValue(scope, syntax.of);
  return of === undefined ? undefined : { op: 'negate', of, unit: of.unit };
}

function checkSides(scope: Scope, syntax: ArithmeticSyntax): ValueExpression | undefined {
  const left = checkValue(scope, syntax.left);
  const right = checkValue(scope, syntax.right);
  if (left === undefined || right === undefined) return undefined;
  return checkArithmetic(scope, syntax.sign, [syntax.left, left], [syntax.right, right]);
}

function checkNot(scope: Scope, syntax: NotSyntax): TruthExpression | undefined {
  const of = checkTruth(scope, syntax.of);
  return of === undefined ? undefined : { op: 'not', of };
}

const textHint =
  'Only a keypoint is named in quotes, such as joint_angle(actor, "left_elbow"), and what a caption says, such as says(actor, "stop").';
const boundHint = 'A bound stands in repeat(BOUTS, >= 3, within 10 s).';
const eachHint = 'It stands in count(person other where ...), or behind "some" or "every".';
const windowHint = 'A window stands behind a value, such as mean(speed(actor), [-1 s, 0 s]).';

type Check<Part extends Syntax, Expression> = (scope: Scope, syntax: Part) => Expression | undefined;
type CheckTyped<Part extends Syntax> = (scope: Scope, syntax: Part) => Typed | undefined;

const asValue =
  <Part extends Syntax>(check: Check<Part, ValueExpression>): CheckTyped<Part> =>
  (scope, syntax) => {
    const expression = check(scope, syntax);
    return expression && { sort: 'value', expression };
  };
const asTruth =
  <Part extends Syntax>(check: Check<Part, TruthExpression>): CheckTyped<Part> =>
  (scope, syntax) => {
    const expression = check(scope, syntax);
    return expression && { sort: 'truth', expression };
  };
const asBouts =
  <Part extends Syntax>(check: Check<Part, BoutsExpression>): CheckTyped<Part> =>
  (scope, syntax) => {
    const expression = check(scope, syntax);
    return expression && { sort: 'bouts', expression };
  };
const noValue =
  (what: string, hint: string) =>
  (scope: Scope, syntax: Syntax): undefined =>
    complain(scope, 'bad_expression', syntax, `${written(scope, syntax)} is ${what}, not a value.`, hint);

const bySyntax: ByKind<Syntax, Scope, Typed | undefined> = {
  broken: () => undefined,
  name: checkName,
  text: noValue('a text', textHint),
  window: noValue('a window of time', windowHint),
  call: (scope, syntax) => checkCall(scope, syntax, checks),
  quantity: asValue(checkQuantity),
  parameter: asValue((scope, syntax: ParameterSyntax) => checkParameter(scope, syntax.name, syntax)),
  negate: asValue(checkNegate),
  arithmetic: asValue(checkSides),
  compare: asTruth(checkCompare),
  between: asTruth(checkBetween),
  not: asTruth(checkNot),
  junction: checkJunction,
  hysteresis: asTruth(checkHysteresis),
  always: asTruth(checkWindowed),
  eventually: asTruth(checkWindowed),
  until: asTruth(checkUntil),
  since: asTruth(checkUntil),
  is: asTruth(checkIs),
  some: asTruth((scope, syntax: QuantifiedSyntax) => checkQuantified(checkTruth, scope, syntax)),
  every: asTruth((scope, syntax: QuantifiedSyntax) => checkQuantified(checkTruth, scope, syntax)),
  each: noValue('a choice of tracks', eachHint),
  for: asBouts(checkLasting),
  gaps: asBouts(checkLasting),
  starts: asBouts(checkStarts),
  sequence: asBouts(checkThen),
  except: asBouts((scope, syntax: ExceptSyntax) => checkExcept(parts, scope, syntax)),
  related: asBouts((scope, syntax: RelatedSyntax) => checkRelated(parts, scope, syntax)),
  at_least: noValue('a bound', boundHint),
  limit: noValue('a bound', boundHint),
};

/** The sort and meaning of an expression; undefined where it is wrong, the sink then says why. */
export function checkSyntax(scope: Scope, syntax: Syntax): Typed | undefined {
  return byKind(bySyntax, scope, syntax);
}
