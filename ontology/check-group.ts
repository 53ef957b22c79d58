import { expectArguments } from './check-arguments.ts';
import type { Slot, TruthExpression, ValueExpression } from './expression.ts';
import { complain, roleSlots, type Scope, written } from './scope.ts';
import type { CallSyntax } from './syntax.ts';
import { noUnit } from './units.ts';

function firstOf(slot: Slot): ValueExpression {
  return { op: 'feature', feature: 'group_first', subject: 'track', slots: [slot], unit: noUnit };
}

/** Two tracks are in one group in the frames in which their groups have the same first track. */
export function inGroupWith(a: Slot, b: Slot): TruthExpression {
  const apart: ValueExpression = {
    op: 'arithmetic',
    sign: '-',
    left: firstOf(a),
    right: firstOf(b),
    unit: noUnit,
  };
  return {
    op: 'named',
    name: 'in_group_with',
    slots: [a, b],
    of: {
      op: 'compare',
      comparison: '<',
      left: { op: 'abs', of: apart, unit: noUnit },
      right: { op: 'literal', value: 0.5, unit: noUnit, factor: 1, unitText: '', text: '0.5' },
    },
  };
}

/** `in_group_with(actor, other)`. */
export function checkInGroup(scope: Scope, call: CallSyntax): TruthExpression | undefined {
  if (!expectArguments(scope, call, ['role', 'role'])) return undefined;
  const [a, b] = roleSlots(scope, call.args) ?? [];
  return a === undefined || b === undefined ? undefined : inGroupWith(a, b);
}

/** `group(actor)` where a value or a condition is wanted. */
export function complainOfGroup(scope: Scope, call: CallSyntax): undefined {
  return complain(
    scope,
    'bad_expression',
    call,
    `${written(scope, call)} is a group, not a value.`,
    'It stands in "some person other in group(actor) where ..."; ask of one track by group_size(actor) or in_group_with(actor, other).',
  );
}
