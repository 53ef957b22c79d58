import type { ErrorCode } from '#contract/errors';
import type { UnitPowers } from '#contract/features';
import type { TextRange } from './diagnostics.ts';
import type { CheckContext } from './check-fields.ts';
import type { Slot, Typed } from './expression.ts';
import type { Parameter, ZoneDeclaration } from './model.ts';
import { suggestName } from './suggest.ts';
import type { Syntax } from './syntax.ts';
import { type Space, unitKind, unitText } from './units.ts';

/** A use of a definition: its body over its own roles, and how many parts it has. */
export interface DefinitionBody {
  /** Its name in the whole document: with the prefix it was included under. */
  readonly name: string;
  readonly roles: readonly string[];
  readonly typed: Typed;
  readonly size: number;
}

export interface EventSignature {
  /** Its name in the whole document. */
  readonly name: string;
  readonly roles: number;
}

/**
 * Every name a document declares. A name that is declared but wrong maps to undefined: its own complaint was given, and
 * what uses it is passed over in silence.
 */
export interface Names {
  readonly space: Space;
  readonly zones: ReadonlyMap<string, ZoneDeclaration | undefined>;
  /** Class names in the sources that each class stands for. */
  readonly classes: ReadonlyMap<string, readonly string[] | undefined>;
  readonly parameters: ReadonlyMap<string, Parameter | undefined>;
  readonly definitions: ReadonlySet<string>;
  readonly events: ReadonlyMap<string, EventSignature | undefined>;
  /** The body of a definition, checked when first asked for; undefined where it is wrong. */
  definition(name: string, use: TextRange): DefinitionBody | undefined;
}

/** Where an expression stands: the names it sees and the roles it speaks of. */
export interface Scope {
  readonly context: CheckContext;
  readonly names: Names;
  readonly roles: readonly string[];
  /** Parts that definitions may still add to this expression. */
  readonly budget: { left: number };
}

/** Gives the complaint; undefined stands for a part that is wrong. */
export function complain(
  scope: Scope,
  code: ErrorCode,
  range: TextRange,
  message: string,
  hint?: string,
): undefined {
  scope.context.sink.error(code, range, message, hint);
  return undefined;
}

/** The text as written, on one line. */
export function written(scope: Scope, range: TextRange): string {
  const text = scope.context.source.text.slice(range.start, range.end).replace(/\s+/g, ' ').trim();
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** The unit in words, such as "m/s" or "a plain number". */
export function unitInWords(scope: Scope, unit: UnitPowers): string {
  const text = unitText(unit, scope.names.space);
  return text === '' ? 'a plain number' : text;
}

/** The kind of the unit in words where it has one, such as "a time". */
export function kindInWords(scope: Scope, unit: UnitPowers): string {
  return unitKind(unit) ?? `in ${unitInWords(scope, unit)}`;
}

function hintOf(syntax: Syntax): string | undefined {
  const isTrack = syntax.kind === 'call' && syntax.name === 'nearest';
  return isTrack ? 'It stands in features of one track, and second in those of two.' : undefined;
}

/** The slot of a role named as an argument. */
export function roleSlot(scope: Scope, syntax: Syntax): Slot | undefined {
  if (syntax.kind === 'broken') return undefined;
  if (syntax.kind !== 'name')
    return complain(
      scope,
      'bad_expression',
      syntax,
      `"${written(scope, syntax)}" is not a role.`,
      hintOf(syntax),
    );
  const slot = scope.roles.indexOf(syntax.name);
  if (slot !== -1) return slot;
  return complain(
    scope,
    'unknown_symbol',
    syntax,
    `"${syntax.name}" is not a role here.`,
    suggestName(syntax.name, scope.roles),
  );
}

/** The slots of arguments that must be distinct roles; undefined where one of them is wrong. */
export function roleSlots(scope: Scope, args: readonly Syntax[]): readonly Slot[] | undefined {
  const slots = args.map((arg) => roleSlot(scope, arg));
  const found = slots.filter((slot) => slot !== undefined);
  if (found.length < slots.length) return undefined;
  const repeated = args.find((_, index) => slots.indexOf(slots[index]) < index);
  if (repeated === undefined) return found;
  return complain(scope, 'bad_expression', repeated, `"${written(scope, repeated)}" is named twice.`);
}

/** The keypoint named as an argument, in quotes or as a plain name; which keypoints there are, only a source knows. */
export function keypointArgument(scope: Scope, syntax: Syntax): string | undefined {
  if (syntax.kind === 'broken') return undefined;
  const name = syntax.kind === 'text' ? syntax.value.trim() : syntax.kind === 'name' ? syntax.name : '';
  const taken = syntax.kind === 'name' && (scope.roles.includes(name) || scope.names.zones.has(name));
  if (name !== '' && !taken) return name;
  return complain(
    scope,
    'bad_expression',
    syntax,
    taken
      ? `"${name}" is ${scope.roles.includes(name) ? 'a role' : 'a zone'}, not a keypoint.`
      : `${written(scope, syntax)} is not a keypoint.`,
    'Name one in quotes, such as "left_elbow".',
  );
}

/** The declared zone named as an argument; undefined where it is unknown or wrong. */
export function zoneArgument(
  scope: Scope,
  syntax: Syntax,
  kind: ZoneDeclaration['kind'],
): string | undefined {
  if (syntax.kind !== 'name')
    return complain(scope, 'bad_expression', syntax, `"${written(scope, syntax)}" is not a zone.`);
  const { zones } = scope.names;
  if (!zones.has(syntax.name)) {
    const hint = suggestName(syntax.name, [...zones.keys()]) ?? 'Declare it under `zones`.';
    return complain(scope, 'unknown_symbol', syntax, `The zone "${syntax.name}" is not declared.`, hint);
  }
  const zone = zones.get(syntax.name);
  if (zone === undefined || zone.kind === kind) return zone?.zoneId;
  const message = `The zone "${zone.zoneId}" is ${zone.kind === 'area' ? 'an area' : 'a line'}, not ${kind === 'area' ? 'an area' : 'a line'}.`;
  return complain(scope, 'bad_expression', syntax, message);
}
