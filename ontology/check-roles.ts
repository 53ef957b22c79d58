import { type CheckContext, checkFields } from './check-fields.ts';
import { checkName } from './check-declarations.ts';
import { roleFieldsSchema } from './document-schema.ts';
import type { Role } from './model.ts';
import { suggestName } from './suggest.ts';

type Classes = ReadonlyMap<string, readonly string[] | undefined>;

export interface Roles {
  readonly roles: readonly Role[];
  readonly symmetric: boolean;
}

interface RoleFields {
  readonly classes: readonly string[];
  readonly is?: 'actor' | 'object' | undefined;
}

function listed(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

function readRole(context: CheckContext, path: readonly string[], value: unknown): RoleFields | undefined {
  const fields = checkFields(context, roleFieldsSchema, value, path, ['class', 'is']);
  if (fields === undefined) return undefined;
  if (typeof fields === 'object' && 'class' in fields)
    return { classes: listed(fields.class), is: fields.is };
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

function readSymmetric(
  context: CheckContext,
  path: readonly string[],
  value: unknown,
  roles: readonly Role[],
): boolean {
  if (value === undefined || value === false) return false;
  const place = context.source.placeOf([...path, 'symmetric']);
  const [a, b] = roles;
  if (value !== true) context.sink.error('bad_value', place, '"symmetric" is true or false.');
  else if (a === undefined || b === undefined)
    context.sink.error('bad_value', place, 'Only an event of two roles can be symmetric.');
  else if (a.classes.toSorted().join() !== b.classes.toSorted().join())
    context.sink.error('bad_value', place, 'Roles that may be swapped must have the same classes.');
  return true;
}

function actorName(names: readonly string[]): string | undefined {
  return names.includes('actor') ? 'actor' : names[0];
}

/**
 * The roles of an event, one or two. The role called `actor` (else the first) is an actor, the other an object unless it
 * says `is: actor`; both are actors where they are symmetric.
 */
export function checkRoles(
  context: CheckContext,
  path: readonly string[],
  record: Readonly<Record<string, unknown>>,
  classes: Classes,
): Roles | undefined {
  const names = Object.keys(record).filter((name) => name !== 'symmetric');
  if (names.length < 1 || names.length > 2) {
    context.sink.error(
      'bad_value',
      context.source.keyRange(path),
      `An event has one role or two, found ${names.length}.`,
    );
    return undefined;
  }
  const roles = names.flatMap((name) => {
    const here = [...path, name];
    const named = checkName(context, name, context.source.keyRange(here), 'a role');
    const fields = readRole(context, here, record[name]);
    if (!named || fields === undefined || !checkClassNames(context, here, fields.classes, classes)) return [];
    const is: Role['is'] =
      fields.is ?? (record['symmetric'] === true || name === actorName(names) ? 'actor' : 'object');
    const sourceClasses = fields.classes.flatMap((className) => classes.get(className) ?? []);
    return [{ name, classes: fields.classes, sourceClasses, is }];
  });
  if (roles.length < names.length) return undefined;
  if (roles.every((role) => role.is === 'object'))
    context.sink.error(
      'bad_value',
      context.source.keyRange(path),
      'An event needs an actor among its roles.',
    );
  return { roles, symmetric: readSymmetric(context, path, record['symmetric'], roles) };
}
