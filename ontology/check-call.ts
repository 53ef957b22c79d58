import { features, findFeature, type UnitPowers } from '#contract/features';
import { expectArguments } from './check-arguments.ts';
import { checkFeature } from './check-feature.ts';
import { checkInGroup, complainOfGroup } from './check-group.ts';
import { complainOfNearest } from './check-nearest.ts';
import { complainOfUnits } from './check-value.ts';
import { checkSays } from './check-says.ts';
import { checkRepeat } from './check-relations.ts';
import { checkPastBy, checkWindowBy } from './check-window.ts';
import type {
  BoutsExpression,
  EventUse,
  TruthExpression,
  Typed,
  ValueExpression,
  WindowValue,
} from './expression.ts';
import { complain, roleSlot, roleSlots, type Scope, zoneArgument } from './scope.ts';
import { substitute } from './substitute.ts';
import { suggestName } from './suggest.ts';
import type { CallSyntax, Syntax } from './syntax.ts';
import { noUnit, sameUnit, timeUnit } from './units.ts';

/** How arguments that are expressions are checked; given by the expression checker, which calls back here. */
export interface ArgumentChecks {
  readonly value: (scope: Scope, syntax: Syntax) => ValueExpression | undefined;
  readonly truth: (scope: Scope, syntax: Syntax) => TruthExpression | undefined;
  readonly bouts: (scope: Scope, syntax: Syntax) => BoutsExpression | undefined;
}

const firstFunctions = ['abs', 'min', 'max', 'inside', 'onset', 'offset', 'crosses'] as const;
const functionNames = [
  ...firstFunctions,
  'mean',
  'lag',
  'change',
  'known',
  'repeat',
  'in_group_with',
  'says',
] as const;
type FunctionName = (typeof functionNames)[number];

/** Features that were words of the language from the start. */
const firstFeatures =
  'x y vx vy speed accel_along heading turn_rate distance approach_speed inside zone_distance line_side';

/**
 * Names of the language itself, which no document may take. A feature or function that came later yields its name to a
 * document that uses it otherwise, so that documents written before it still load.
 */
export const builtInNames: ReadonlySet<string> = new Set([...firstFunctions, ...firstFeatures.split(' ')]);

/** Every name that the language knows, for suggestions. */
export const knownNames: readonly string[] = [
  ...new Set([...functionNames, 'nearest', 'group', ...features.map(({ name }) => name)]),
];

function truthOf(expression: TruthExpression | undefined): Typed | undefined {
  return expression === undefined ? undefined : { sort: 'truth', expression };
}

function valueOf(expression: ValueExpression | undefined): Typed | undefined {
  return expression === undefined ? undefined : { sort: 'value', expression };
}

function checkInside(scope: Scope, call: CallSyntax): TruthExpression | undefined {
  const [role, zone] = call.args;
  if (!expectArguments(scope, call, ['role', 'zone']) || role === undefined || zone === undefined)
    return undefined;
  const slot = roleSlot(scope, role);
  const zoneId = zoneArgument(scope, zone, 'area');
  return slot === undefined || zoneId === undefined ? undefined : { op: 'inside', slot, zoneId };
}

const directions = ['left_to_right', 'right_to_left'] as const;
type Direction = (typeof directions)[number];

function crossing(
  slot: number,
  zoneId: string,
  unit: UnitPowers,
  direction: Direction | undefined,
): TruthExpression {
  const onTheRight: TruthExpression = {
    op: 'compare',
    comparison: '<',
    left: { op: 'feature', feature: 'line_side', subject: 'track_zone', slots: [slot], zoneId, unit },
    right: { op: 'literal', value: 0, unit, factor: 1, unitText: '', text: '0' },
  };
  const toRight: TruthExpression = { op: 'onset', of: onTheRight };
  const toLeft: TruthExpression = { op: 'offset', of: onTheRight };
  if (direction === undefined) return { op: 'or', of: [toRight, toLeft] };
  return direction === 'left_to_right' ? toRight : toLeft;
}

function directionOf(syntax: Syntax | undefined): Direction | undefined {
  return directions.find((name) => syntax?.kind === 'name' && syntax.name === name);
}

/** `crosses(a, line)` is the change of the sign of `line_side`, optionally one way only. */
function checkCrosses(scope: Scope, call: CallSyntax): TruthExpression | undefined {
  const [role, line, way] = call.args;
  const usage = call.args.length === 3 ? ['role', 'line', 'direction'] : ['role', 'line'];
  if (!expectArguments(scope, call, usage) || role === undefined || line === undefined) return undefined;
  const slot = roleSlot(scope, role);
  const zoneId = zoneArgument(scope, line, 'line');
  const direction = directionOf(way);
  if (way !== undefined && direction === undefined)
    return complain(scope, 'bad_expression', way, `The direction must be ${directions.join(' or ')}.`);
  if (slot === undefined || zoneId === undefined) return undefined;
  const after = direction === undefined ? zoneId : `${zoneId}, ${direction}`;
  const of = crossing(slot, zoneId, { ...noUnit, length: 1 }, direction);
  return { op: 'named', name: 'crosses', slots: [slot], after, of };
}

/** `mean(speed(a), [-1 s, 0 s])`; a time alone is the window that ends now. */
function checkWindowValue(
  scope: Scope,
  call: CallSyntax,
  take: WindowValue['take'],
  checks: ArgumentChecks,
): ValueExpression | undefined {
  const [value, window] = call.args;
  if (!expectArguments(scope, call, ['value', 'window']) || value === undefined || window === undefined)
    return undefined;
  const of = checks.value(scope, value);
  if (window.kind === 'window') {
    const ends = checkWindowBy(checks.value, scope, window);
    return of === undefined || ends === undefined
      ? undefined
      : { op: 'window', take, of, ...ends, unit: of.unit };
  }
  const length = checkPastBy(checks.value, scope, window);
  if (of === undefined || length === undefined) return undefined;
  return { op: 'window', take, of, low: negated(length), high: now, unit: of.unit };
}

const now: ValueExpression = {
  op: 'literal',
  value: 0,
  unit: timeUnit,
  factor: 1,
  unitText: 's',
  text: '0 s',
};

function negated(of: ValueExpression): ValueExpression {
  return { op: 'negate', of, unit: of.unit };
}

/** `lag(x, 1 s)` is x as it was 1 s before, `change(x, 1 s)` what it has changed by since then. */
function checkLag(scope: Scope, call: CallSyntax, checks: ArgumentChecks): ValueExpression | undefined {
  const [value, time] = call.args;
  if (!expectArguments(scope, call, ['value', 'time']) || value === undefined || time === undefined)
    return undefined;
  const of = checks.value(scope, value);
  const by = checkPastBy(checks.value, scope, time);
  if (of === undefined || by === undefined) return undefined;
  const lag: ValueExpression = { op: 'lag', of, by, unit: of.unit };
  if (call.name === 'lag') return lag;
  return { op: 'arithmetic', sign: '-', left: of, right: lag, unit: of.unit };
}

function checkExtreme(
  scope: Scope,
  call: CallSyntax,
  op: 'min' | 'max',
  checks: ArgumentChecks,
): ValueExpression | undefined {
  const [first] = call.args;
  if (call.args.length < 2 && !expectArguments(scope, call, ['a', 'b'])) return undefined;
  const values = call.args.map((arg) => checks.value(scope, arg));
  const of = values.filter((value) => value !== undefined);
  const unit = of[0]?.unit;
  if (of.length < values.length || unit === undefined || first === undefined) return undefined;
  const odd = of.findIndex((value) => !sameUnit(value.unit, unit));
  const syntax = call.args[odd];
  const value = of[odd];
  if (syntax !== undefined && value !== undefined)
    return complainOfUnits(scope, first, unit, syntax, value.unit);
  return { op, of, unit };
}

/** `min(a, b)` of values, or `min(a, [-1 s, 0 s])` of one over time. */
function checkExtremeOf(
  scope: Scope,
  call: CallSyntax,
  op: 'min' | 'max',
  checks: ArgumentChecks,
): ValueExpression | undefined {
  const overTime = call.args[1]?.kind === 'window';
  return overTime ? checkWindowValue(scope, call, op, checks) : checkExtreme(scope, call, op, checks);
}

function checkAbs(scope: Scope, call: CallSyntax, checks: ArgumentChecks): ValueExpression | undefined {
  const [arg] = call.args;
  if (!expectArguments(scope, call, ['value']) || arg === undefined) return undefined;
  const of = checks.value(scope, arg);
  return of === undefined ? undefined : { op: 'abs', of, unit: of.unit };
}

function checkEdge(
  scope: Scope,
  call: CallSyntax,
  op: 'onset' | 'offset' | 'known',
  checks: ArgumentChecks,
): TruthExpression | undefined {
  const [arg] = call.args;
  if (!expectArguments(scope, call, ['condition']) || arg === undefined) return undefined;
  const of = checks.truth(scope, arg);
  return of === undefined ? undefined : { op, of };
}

type CheckFunction = (scope: Scope, call: CallSyntax, checks: ArgumentChecks) => Typed | undefined;

const functions: Readonly<Record<FunctionName, CheckFunction>> = {
  abs: (scope, call, checks) => valueOf(checkAbs(scope, call, checks)),
  min: (scope, call, checks) => valueOf(checkExtremeOf(scope, call, 'min', checks)),
  max: (scope, call, checks) => valueOf(checkExtremeOf(scope, call, 'max', checks)),
  mean: (scope, call, checks) => valueOf(checkWindowValue(scope, call, 'mean', checks)),
  lag: (scope, call, checks) => valueOf(checkLag(scope, call, checks)),
  change: (scope, call, checks) => valueOf(checkLag(scope, call, checks)),
  inside: (scope, call) => truthOf(checkInside(scope, call)),
  crosses: (scope, call) => truthOf(checkCrosses(scope, call)),
  onset: (scope, call, checks) => truthOf(checkEdge(scope, call, 'onset', checks)),
  offset: (scope, call, checks) => truthOf(checkEdge(scope, call, 'offset', checks)),
  says: (scope, call) => truthOf(checkSays(scope, call)),
  in_group_with: (scope, call) => truthOf(checkInGroup(scope, call)),
  known: (scope, call, checks) => truthOf(checkEdge(scope, call, 'known', checks)),
  repeat(scope, call, checks) {
    const expression = checkRepeat(checks, scope, call);
    return expression && { sort: 'bouts', expression };
  },
};

function checkDefinition(scope: Scope, call: CallSyntax): Typed | undefined {
  const body = scope.names.definition(call.name, call.nameRange);
  if (body === undefined || !expectArguments(scope, call, body.roles)) return undefined;
  const slots = roleSlots(scope, call.args);
  if (slots === undefined) return undefined;
  scope.budget.left -= body.size;
  if (scope.budget.left < 0)
    return complain(
      scope,
      'bad_expression',
      call,
      'With its definitions unfolded this expression is too large.',
    );
  const typed = substitute(body.typed, slots);
  const use = { op: 'named', name: body.name, slots } as const;
  switch (typed.sort) {
    case 'value':
      return { sort: 'value', expression: { ...use, of: typed.expression, unit: typed.expression.unit } };
    case 'truth':
      return { sort: 'truth', expression: { ...use, of: typed.expression } };
    case 'bouts':
      return { sort: 'bouts', expression: { ...use, of: typed.expression } };
  }
}

/** Another event type with roles as its arguments. */
export function checkEventUse(scope: Scope, call: CallSyntax): EventUse | undefined {
  const signature = scope.names.events.get(call.name);
  if (signature === undefined) return undefined;
  if (
    !expectArguments(
      scope,
      call,
      Array.from({ length: signature.roles }, () => 'role'),
    )
  )
    return undefined;
  const slots = roleSlots(scope, call.args);
  return slots === undefined ? undefined : { op: 'event', type: signature.name, slots };
}

function complainOfName(scope: Scope, call: CallSyntax): undefined {
  if (call.name === 'group') return complainOfGroup(scope, call);
  if (call.name === 'count')
    return complain(
      scope,
      'bad_expression',
      call,
      'A count is no value by itself: it is compared with a whole number.',
      'Write it first, such as "count(person other where ...) >= 3".',
    );
  const { definitions, events } = scope.names;
  const known = [...knownNames, ...definitions, ...events.keys()];
  const hint = suggestName(call.name, known);
  return complain(scope, 'unknown_symbol', call.nameRange, `"${call.name}" is unknown.`, hint);
}

/** A definition or event type of the document, else a function or feature of the language, with its arguments. */
export function checkCall(scope: Scope, call: CallSyntax, checks: ArgumentChecks): Typed | undefined {
  const { definitions, events } = scope.names;
  if (definitions.has(call.name)) return checkDefinition(scope, call);
  if (events.has(call.name)) {
    const expression = checkEventUse(scope, call);
    return expression === undefined ? undefined : { sort: 'bouts', expression };
  }
  if (call.name === 'nearest') return complainOfNearest(scope, call);
  const known = functionNames.find((name) => name === call.name);
  if (known !== undefined) return functions[known](scope, call, checks);
  const feature = findFeature(call.name);
  return feature === undefined ? complainOfName(scope, call) : valueOf(checkFeature(scope, call, feature));
}
