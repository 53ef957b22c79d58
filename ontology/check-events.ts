import { expressionRange } from './check-declarations.ts';
import { checkCast } from './check-cast.ts';
import { maxParts } from './check-definitions.ts';
import { checkBouts, checkTime, checkValue } from './check-expression.ts';
import type { CheckContext } from './check-fields.ts';
import { rolesSpokenOf } from './check-roles.ts';
import { checkStimulus } from './check-stimulus.ts';
import type { EventHead, FieldPlace } from './event-head.ts';
import type { BoutsExpression } from './expression.ts';
import type { EventType, Snap } from './model.ts';
import { namesWithin } from './names-within.ts';
import { parseRule } from './parse-expression.ts';
import { parseFollowed, parseLength, parseSnap } from './parse-fields.ts';
import { complain, type Names, written, zoneArgument } from './scope.ts';

function fieldPlace(context: CheckContext, names: Names, head: EventHead, field: string): FieldPlace {
  const path = ['events', head.name, field];
  const roles = rolesSpokenOf(head.roles).map(({ name }) => name);
  const seen = namesWithin(names, context.source.prefixOf(path));
  return {
    scope: { context, names: seen, roles, budget: { left: maxParts } },
    text: context.source.text,
    range: expressionRange(context, path),
  };
}

function checkWhen({ scope, text, range }: FieldPlace): BoutsExpression | undefined {
  const syntax = parseRule(text, range, scope.context.sink);
  return syntax === undefined ? undefined : checkBouts(scope, syntax);
}

function checkSnap({ scope, text, range }: FieldPlace): Snap | undefined {
  const syntax = parseSnap(text, range, scope.context.sink);
  if (syntax === undefined) return undefined;
  const value = checkValue(scope, syntax.of);
  const within = checkTime(scope, syntax.within);
  if (value === undefined || within === undefined) return undefined;
  if (syntax.to === 'step' || value.op === 'feature') return { to: syntax.to, value, within };
  return complain(
    scope,
    'bad_expression',
    syntax.of,
    `Change points are those of one feature, ${written(scope, syntax.of)} is made from others.`,
    'Name a feature, such as "snap to change point of speed(actor) within 0.3 s".',
  );
}

function checkLength({ scope, text, range }: FieldPlace): EventType['length'] {
  const syntax = parseLength(text, range, scope.context.sink);
  if (syntax === undefined) return undefined;
  const low = checkTime(scope, syntax.low);
  const high = checkTime(scope, syntax.high);
  return low === undefined || high === undefined ? undefined : { low, high };
}

function checkFollowed({ scope, text, range }: FieldPlace): EventType['andThen'] {
  const syntax = parseFollowed(text, range, scope.context.sink);
  if (syntax === undefined) return undefined;
  const of = checkBouts(scope, syntax.of);
  const within = checkTime(scope, syntax.within);
  return of === undefined || within === undefined ? undefined : { of, within };
}

function checkObjectZones(context: CheckContext, names: Names, head: EventHead): readonly string[] {
  const zones = head.fields.objects ?? [];
  for (const [index, name] of zones.entries()) {
    const { scope, range } = fieldPlace(context, names, head, 'objects');
    const at = context.source.scalarRange(['events', head.name, 'objects', String(index)]) ?? range;
    if (!names.zones.has(name)) zoneArgument(scope, { kind: 'name', name, ...at }, 'area');
  }
  return zones;
}

/** The event with its expressions checked; undefined where its rule is wrong. Every complaint goes to the sink. */
export function checkEvent(context: CheckContext, names: Names, head: EventHead): EventType | undefined {
  const { fields, roles } = head;
  const place = (field: string): FieldPlace => fieldPlace(context, names, head, field);
  const { when, stimulus } =
    fields.kind === 'reaction' || fields.stimulus !== undefined
      ? checkStimulus(head, place)
      : { when: checkWhen(place('when')), stimulus: undefined };
  const snap = fields.edges === undefined ? undefined : checkSnap(place('edges'));
  const length = fields.length === undefined ? undefined : checkLength(place('length'));
  const andThen = fields.and_then === undefined ? undefined : checkFollowed(place('and_then'));
  const objectZones = checkObjectZones(context, names, head);
  if (when === undefined) return undefined;
  const event: EventType = {
    name: head.name,
    kind: fields.kind,
    roles: roles.roles,
    gathers: roles.gathers,
    symmetric: roles.symmetric,
    helper: fields.helper === true,
    objectZones,
    says: fields.says,
    starts: fields.starts,
    ends: fields.ends,
    when,
    snap,
    length,
    andThen,
    stimulus,
  };
  return checkCast(event, place);
}
