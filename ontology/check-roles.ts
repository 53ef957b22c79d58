import { type CheckContext, checkFields } from './check-fields.ts';
import { checkName } from './check-declarations.ts';
import { roleFieldsSchema } from './document-schema.ts';
import type { GatheredRole, Role } from './model.ts';
import { suggestName } from './suggest.ts';

type Classes = ReadonlyMap<string, readonly string[] | undefined>;

export interface Roles {
  /** Those that one track fills each. */
  readonly roles: readonly Role[];
  readonly gathers: GatheredRole | undefined;
  readonly symmetric: boolean;
}

interface RoleFields {
  readonly classes: readonly string[];
  readonly is?: 'actor' | 'object' | undefined;
  readonly optional?: boolean | undefined;
  readonly repeated?: boolean | undefined;
  readonly least?: number | undefined;
}

function listed(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

function readRole(context: CheckContext, path: readonly string[], value: unknown): RoleFields | undefined {
  const known = ['class', 'is', 'optional', 'repeated', 'at_least'];
  const fields = checkFields(context, roleFieldsSchema, value, path, known);
  if (fields === undefined) return undefined;
  if (typeof fields === 'object' && 'class' in fields)
    return {
      classes: listed(fields.class),
      is: fields.is,
      optional: fields.optional,
      repeated: fields.repeated,
      least: fields.at_least,
    };
  return { classes: listed(fields) };
}

function checkClassNames(
  context: CheckContext,
  path: readonly string[],
  names: readonly string[],
  classes: Classes,
): boolean {
  const unknown = names.filter((name) => !classes.has(name));
  for (const name of unknown)
    context.sink.error(
      'unknown_symbol',
      context.source.placeOf(path),
      `The class "${name}" is not declared.`,
      suggestName(name, [...classes.keys()]) ?? 'Declare it under `classes`.',
    );
  return unknown.length === 0;
}

function whyNotSymmetric([a, b]: readonly Role[]): string | undefined {
  if (a === undefined || b === undefined) return 'Only an event of two roles can be symmetric.';
  if (a.optional === true || b.optional === true) return 'Roles that may be swapped are both there.';
  const isAlike = a.classes.toSorted().join() === b.classes.toSorted().join();
  return isAlike ? undefined : 'Roles that may be swapped must have the same classes.';
}

function readSymmetric(
  context: CheckContext,
  path: readonly string[],
  value: unknown,
  roles: readonly Role[],
): boolean {
  if (value === undefined || value === false) return false;
  const place = context.source.placeOf([...path, 'symmetric']);
  const message = value === true ? whyNotSymmetric(roles) : '"symmetric" is true or false.';
  if (message !== undefined) context.sink.error('bad_value', place, message);
  return true;
}

function actorName(names: readonly string[]): string | undefined {
  return names.includes('actor') ? 'actor' : names[0];
}

/** Every role that an event's expressions may speak of, by slot: the repeated one stands last. */
export function rolesSpokenOf({ roles, gathers }: Roles): readonly Role[] {
  return gathers === undefined ? roles : [...roles, gathers.role];
}

interface RoleWritten extends RoleFields {
  readonly name: string;
}

/** Complains of roles that may be empty where no other is sure, and of words that do not go together. */
function complainOfKinds(
  context: CheckContext,
  path: readonly string[],
  written: readonly RoleWritten[],
): void {
  const bound = written.filter(({ repeated }) => repeated !== true);
  const told = (name: string, field: string, message: string): void =>
    context.sink.error('bad_value', context.source.placeOf([...path, name, field]), message);
  for (const { name, optional, repeated, least } of written) {
    if (optional === true && repeated === true)
      told(name, 'optional', 'A role is optional or repeated, not both.');
    if (least !== undefined && repeated !== true)
      told(name, 'at_least', '"at_least" is said of a role that is repeated.');
    const isSure = bound.some((other) => other.name !== name && other.optional !== true);
    if (optional === true && !isSure) told(name, 'optional', 'Only one of two roles can be optional.');
  }
  for (const { name } of written.filter(({ repeated }) => repeated === true).slice(1))
    told(name, 'repeated', 'Only one role can be repeated.');
}

function hasTooMany(
  context: CheckContext,
  path: readonly string[],
  written: readonly RoleWritten[],
): boolean {
  const bound = written.filter(({ repeated }) => repeated !== true).length;
  if (bound === 1 || bound === 2) return false;
  const beside = bound < written.length ? ' beside the one that is repeated' : '';
  context.sink.error(
    'bad_value',
    context.source.keyRange(path),
    `An event has one role or two${beside}, found ${bound}.`,
  );
  return true;
}

/**
 * The roles of an event, one or two, and one more that several tracks fill. The role called `actor` (else the first) is an
 * actor, the others objects unless they say `is: actor`; both are actors where they are symmetric.
 */
export function checkRoles(
  context: CheckContext,
  path: readonly string[],
  record: Readonly<Record<string, unknown>>,
  classes: Classes,
): Roles | undefined {
  const names = Object.keys(record).filter((name) => name !== 'symmetric');
  const written = names.flatMap((name): readonly RoleWritten[] => {
    const here = [...path, name];
    const named = checkName(context, name, context.source.keyRange(here), 'a role');
    const fields = readRole(context, here, record[name]);
    if (!named || fields === undefined || !checkClassNames(context, here, fields.classes, classes)) return [];
    return [{ name, ...fields }];
  });
  if (written.length < names.length || hasTooMany(context, path, written)) return undefined;
  complainOfKinds(context, path, written);
  const bound = written.filter(({ repeated }) => repeated !== true);
  const first = actorName(bound.map(({ name }) => name));
  const roleOf = ({ name, classes: own, is, optional }: RoleWritten, byDefault: Role['is']): Role => ({
    name,
    classes: own,
    sourceClasses: own.flatMap((className) => classes.get(className) ?? []),
    is: is ?? byDefault,
    ...(optional === true ? { optional } : {}),
  });
  const isBoth = record['symmetric'] === true;
  const roles = bound.map((role) => roleOf(role, isBoth || role.name === first ? 'actor' : 'object'));
  const many = written.find(({ repeated }) => repeated === true);
  if (roles.every((role) => role.is === 'object'))
    context.sink.error(
      'bad_value',
      context.source.keyRange(path),
      'An event needs an actor among its roles.',
    );
  return {
    roles,
    gathers: many && { role: roleOf(many, 'object'), least: many.least ?? 1 },
    symmetric: readSymmetric(context, path, record['symmetric'], roles),
  };
}
