import { findFeature } from '#contract/features';
import { type ArgumentChecks, checkCall, checkEventUse, knownNames } from './check-call.ts';
import { featureUsage } from './check-feature.ts';
import { checkArithmetic, checkParameter, checkQuantity, complainOfUnits } from './check-value.ts';
import {
  type BoutsExpression,
  type EventUse,
  isConstant,
  type TruthExpression,
  type Typed,
  type ValueExpression,
} from './expression.ts';
import { checkTimeBy, checkWindowBy } from './check-window.ts';
import { complain, roleSlot, type Scope, written } from './scope.ts';
import { suggestName } from './suggest.ts';
import type {
  BetweenSyntax,
  CompareSyntax,
  Comparison,
  IsSyntax,
  JunctionSyntax,
  NameSyntax,
  StartsSyntax,
  Syntax,
  ThenSyntax,
  UntilSyntax,
  WindowedSyntax,
} from './syntax.ts';
import { sameUnit } from './units.ts';

const checks: ArgumentChecks = { value: checkValue, truth: checkTruth };

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

/** Bouts that are also a condition: their unknown frames are known. Other event types and sequences are not. */
function readsAsCondition(expression: BoutsExpression): boolean {
  switch (expression.op) {
    case 'runs':
      return true;
    case 'for':
    case 'gaps':
    case 'named':
      return readsAsCondition(expression.of);
    case 'then':
    case 'event':
    case 'starts':
      return false;
  }
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

/** The bouts; a condition stands for the runs of frames in which it is true. */
export function checkBouts(scope: Scope, syntax: Syntax): BoutsExpression | undefined {
  const typed = checkSyntax(scope, syntax);
  if (typed === undefined || typed.sort === 'bouts') return typed?.expression;
  const of = conditionOf(scope, syntax, typed);
  return of === undefined ? undefined : { op: 'runs', of };
}

/** A time that no feature takes part in. */
export function checkTime(scope: Scope, syntax: Syntax): ValueExpression | undefined {
  return checkTimeBy(checkValue, scope, syntax);
}

function compare(comparison: Comparison, left: ValueExpression, right: ValueExpression): TruthExpression {
  return { op: 'compare', comparison, left, right };
}

function checkCompare(scope: Scope, syntax: CompareSyntax): TruthExpression | undefined {
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

function checkJunction(scope: Scope, syntax: JunctionSyntax): TruthExpression | undefined {
  const parts = syntax.of.map((part) => checkTruth(scope, part));
  const of = parts.filter((part) => part !== undefined);
  return of.length < parts.length ? undefined : { op: syntax.word, of };
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
  return { op: 'then', first, second, within };
}

function checkLasting(
  scope: Scope,
  syntax: Syntax & { readonly kind: 'for' | 'gaps' },
): BoutsExpression | undefined {
  const of = checkBouts(scope, syntax.of);
  const bound = checkTime(scope, syntax.bound);
  return of === undefined || bound === undefined ? undefined : { op: syntax.kind, of, bound };
}

function checkHysteresis(scope: Scope, enters: Syntax, leaves: Syntax): TruthExpression | undefined {
  const on = checkTruth(scope, enters);
  const off = checkTruth(scope, leaves);
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

type ValueSyntax = Syntax & { readonly kind: 'quantity' | 'parameter' | 'negate' | 'arithmetic' };
type TruthSyntax = Syntax & { readonly kind: (typeof truthKinds)[number] };
type BoutsSyntax = Syntax & { readonly kind: 'for' | 'gaps' | 'starts' | 'then' };

function valueSyntax(scope: Scope, syntax: ValueSyntax): ValueExpression | undefined {
  if (syntax.kind === 'quantity') return checkQuantity(scope, syntax);
  if (syntax.kind === 'parameter') return checkParameter(scope, syntax.name, syntax);
  if (syntax.kind === 'negate') {
    const of = checkValue(scope, syntax.of);
    return of === undefined ? undefined : { op: 'negate', of, unit: of.unit };
  }
  const left = checkValue(scope, syntax.left);
  const right = checkValue(scope, syntax.right);
  if (left === undefined || right === undefined) return undefined;
  return checkArithmetic(scope, syntax.sign, [syntax.left, left], [syntax.right, right]);
}

function truthSyntax(scope: Scope, syntax: TruthSyntax): TruthExpression | undefined {
  switch (syntax.kind) {
    case 'compare':
      return checkCompare(scope, syntax);
    case 'between':
      return checkBetween(scope, syntax);
    case 'junction':
      return checkJunction(scope, syntax);
    case 'always':
    case 'eventually':
      return checkWindowed(scope, syntax);
    case 'until':
    case 'since':
      return checkUntil(scope, syntax);
    case 'is':
      return checkIs(scope, syntax);
    case 'hysteresis':
      return checkHysteresis(scope, syntax.enters, syntax.leaves);
    case 'not': {
      const of = checkTruth(scope, syntax.of);
      return of === undefined ? undefined : { op: 'not', of };
    }
  }
}

function boutsSyntax(scope: Scope, syntax: BoutsSyntax): BoutsExpression | undefined {
  if (syntax.kind === 'then') return checkThen(scope, syntax);
  return syntax.kind === 'starts' ? checkStarts(scope, syntax) : checkLasting(scope, syntax);
}

function typed(sort: 'value', expression: ValueExpression | undefined): Typed | undefined {
  return expression === undefined ? undefined : { sort, expression };
}

const textHint = 'Only a keypoint is named in quotes, such as joint_angle(actor, "left_elbow").';

const valueKinds = ['quantity', 'parameter', 'negate', 'arithmetic'] as const;
const truthKinds = [
  'compare',
  'between',
  'not',
  'junction',
  'hysteresis',
  'always',
  'eventually',
  'until',
  'since',
  'is',
] as const;

function isValueSyntax(syntax: Syntax): syntax is ValueSyntax {
  return valueKinds.some((kind) => kind === syntax.kind);
}

function isTruthSyntax(syntax: Syntax): syntax is TruthSyntax {
  return truthKinds.some((kind) => kind === syntax.kind);
}

/** The sort and meaning of an expression; undefined where it is wrong, the sink then says why. */
export function checkSyntax(scope: Scope, syntax: Syntax): Typed | undefined {
  if (syntax.kind === 'broken') return undefined;
  if (syntax.kind === 'name') return checkName(scope, syntax);
  if (syntax.kind === 'text')
    return complain(
      scope,
      'bad_expression',
      syntax,
      `${written(scope, syntax)} is a text, not a value.`,
      textHint,
    );
  if (syntax.kind === 'window')
    return complain(
      scope,
      'bad_expression',
      syntax,
      `${written(scope, syntax)} is a window of time, not a value.`,
      'A window stands behind a value, such as mean(speed(actor), [-1 s, 0 s]).',
    );
  if (syntax.kind === 'call') return checkCall(scope, syntax, checks);
  if (isValueSyntax(syntax)) return typed('value', valueSyntax(scope, syntax));
  if (isTruthSyntax(syntax)) {
    const expression = truthSyntax(scope, syntax);
    return expression === undefined ? undefined : { sort: 'truth', expression };
  }
  const expression = boutsSyntax(scope, syntax);
  return expression === undefined ? undefined : { sort: 'bouts', expression };
}
