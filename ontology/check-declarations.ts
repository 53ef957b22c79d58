import type { TextRange } from './diagnostics.ts';
import { builtInNames } from './check-call.ts';
import { checkFields, type CheckContext } from './check-fields.ts';
import { checkValue } from './check-expression.ts';
import { classSchema, parameterFieldsSchema, zoneFieldsSchema } from './document-schema.ts';
import type { ValueExpression } from './expression.ts';
import { constantValue, isConstant } from './expression-parts.ts';
import { reservedWords } from './lexer.ts';
import type { Parameter, ZoneDeclaration } from './model.ts';
import { parseValue } from './parse-expression.ts';
import { complain, kindInWords, type Names, type Scope, unitInWords, written } from './scope.ts';
import { isUnitName, sameUnit, type Space, unitText } from './units.ts';

const nothing: TextRange = { start: 0, end: 0 };

/** The characters of the expression at `path`. */
export function expressionRange(context: CheckContext, path: readonly string[]): TextRange {
  const { start, end } = context.source.scalarRange(path) ?? context.source.placeOf(path);
  const blanks = /^\s*/.exec(context.source.text.slice(start, end))?.[0].length ?? 0;
  return { start: start + (start + blanks < end ? blanks : 0), end };
}

/** Complains where a declared name is no name, or a word of the language. */
export function checkName(context: CheckContext, name: string, range: TextRange, what: string): boolean {
  if (!/^[A-Za-z_][A-Za-z0-9_]{0,79}$/.test(name)) {
    context.sink.error(
      'bad_value',
      range,
      `"${name}" cannot name ${what}.`,
      'Use a letter, then letters, digits and "_".',
    );
    return false;
  }
  if (!reservedWords.has(name) && !builtInNames.has(name)) return true;
  context.sink.error('bad_value', range, `"${name}" is a word of the language and cannot name ${what}.`);
  return false;
}

/** Classes by name with the class names of the sources they stand for. */
export function checkClasses(
  context: CheckContext,
  record: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, readonly string[] | undefined> {
  const classes = new Map<string, readonly string[] | undefined>();
  for (const [name, value] of Object.entries(record)) {
    const path = ['classes', name];
    const named = checkName(context, name, context.source.keyRange(path), 'a class');
    const fields = checkFields(context, classSchema, value, path);
    classes.set(name, named ? (typeof fields === 'string' ? [fields] : fields) : undefined);
  }
  return classes;
}

/** Zones by id; undefined for one that is declared but wrong. */
export function checkZones(
  context: CheckContext,
  record: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, ZoneDeclaration | undefined> {
  const zones = new Map<string, ZoneDeclaration | undefined>();
  for (const [zoneId, value] of Object.entries(record)) {
    const path = ['zones', zoneId];
    const named = checkName(context, zoneId, context.source.keyRange(path), 'a zone');
    const fields = checkFields(context, zoneFieldsSchema, value, path, Object.keys(zoneFieldsSchema.shape));
    const zone = fields && {
      zoneId,
      kind: fields.kind,
      optional: fields.optional ?? false,
      says: fields.says,
    };
    zones.set(zoneId, named ? zone : undefined);
  }
  return zones;
}

function constantScope(context: CheckContext, space: Space): Scope {
  const names: Names = {
    space,
    classes: new Map(),
    zones: new Map(),
    parameters: new Map(),
    definitions: new Set(),
    events: new Map(),
    definition: () => undefined,
  };
  return { context, names, roles: [], budget: { left: 0 } };
}

function checkConstant(scope: Scope, path: readonly string[]): ValueExpression | undefined {
  const range = expressionRange(scope.context, path);
  const syntax = parseValue(scope.context.source.text, range, scope.context.sink);
  const value = syntax === undefined ? undefined : checkValue(scope, syntax);
  if (value === undefined || isConstant(value)) return value;
  return complain(scope, 'bad_value', range, 'A parameter is a number with its unit.');
}

function displayUnit(
  value: ValueExpression,
  space: Space,
): { readonly factor: number; readonly unitText: string } {
  if (value.op === 'literal') return { factor: value.factor, unitText: value.unitText };
  if (value.op === 'negate') return displayUnit(value.of, space);
  return { factor: 1, unitText: unitText(value.unit, space) };
}

function numberAt(scope: Scope, path: readonly string[], like: ValueExpression): number | undefined {
  const value = checkConstant(scope, path);
  if (value === undefined) return undefined;
  if (sameUnit(value.unit, like.unit)) return constantValue(value, new Map());
  const message = `The value is ${unitInWords(scope, like.unit)}, this is ${kindInWords(scope, value.unit)}.`;
  return complain(scope, 'unit_mismatch', expressionRange(scope.context, path), message);
}

interface ParameterRange {
  readonly low: number;
  readonly high: number;
}

function checkRange(
  scope: Scope,
  path: readonly string[],
  value: ValueExpression,
): ParameterRange | undefined {
  const low = numberAt(scope, [...path, 'range', '0'], value);
  const high = numberAt(scope, [...path, 'range', '1'], value);
  if (low === undefined || high === undefined) return undefined;
  const place = scope.context.source.placeOf([...path, 'range']);
  if (!(low < high))
    return complain(scope, 'bad_value', place, 'A range goes from the lower to the higher value.');
  const number = constantValue(value, new Map());
  if (number >= low && number <= high) return { low, high };
  return complain(
    scope,
    'bad_value',
    expressionRange(scope.context, [...path, 'value']),
    'The value lies outside its range.',
  );
}

function checkScale(scope: Scope, path: readonly string[], value: ValueExpression): number | undefined {
  const scale = numberAt(scope, [...path, 'scale'], value);
  if (scale === undefined || scale > 0) return scale;
  return complain(
    scope,
    'bad_value',
    expressionRange(scope.context, [...path, 'scale']),
    'A scale is above zero.',
  );
}

function checkParameter(scope: Scope, name: string, fields: unknown): Parameter | undefined {
  const { context } = scope;
  const path = ['params', name];
  const parsed = checkFields(
    context,
    parameterFieldsSchema,
    fields,
    path,
    Object.keys(parameterFieldsSchema.shape),
  );
  const value = parsed && checkConstant(scope, [...path, 'value']);
  if (parsed === undefined || value === undefined) return undefined;
  const range = parsed.range && checkRange(scope, path, value);
  const given = parsed.scale === undefined ? undefined : checkScale(scope, path, value);
  const quarter = range && (range.high - range.low) / 4;
  return {
    name,
    value: constantValue(value, new Map()),
    text: written(scope, expressionRange(context, [...path, 'value'])),
    low: range?.low,
    high: range?.high,
    scale: given ?? quarter,
    unit: value.unit,
    ...displayUnit(value, scope.names.space),
    says: parsed.says,
  };
}

/** Parameters by name; undefined for one that is declared but wrong. */
export function checkParameters(
  context: CheckContext,
  record: Readonly<Record<string, unknown>>,
  space: Space,
): ReadonlyMap<string, Parameter | undefined> {
  const scope = constantScope(context, space);
  const parameters = new Map<string, Parameter | undefined>();
  for (const [name, fields] of Object.entries(record)) {
    const range = context.source.keyRange(['params', name]) ?? nothing;
    const named = checkName(context, name, range, 'a parameter');
    const clash = isUnitName(name);
    if (clash) context.sink.error('bad_value', range, `"${name}" is a unit and cannot name a parameter.`);
    const parameter = checkParameter(scope, name, fields);
    parameters.set(name, named && !clash ? parameter : undefined);
  }
  return parameters;
}
