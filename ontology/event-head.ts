import { checkName } from './check-declarations.ts';
import { type CheckContext, checkFields } from './check-fields.ts';
import { checkRoles, type Roles } from './check-roles.ts';
import type { TextRange } from './diagnostics.ts';
import { type EventFields, eventFieldsSchema } from './document-schema.ts';
import type { Scope } from './scope.ts';

/** An event whose fields and roles could be read; its expressions are checked when all names are known. */
export interface EventHead {
  readonly name: string;
  readonly fields: EventFields;
  readonly roles: Roles;
}

/** What is known of an event before its expressions are. */
export function readEventHead(
  context: CheckContext,
  name: string,
  value: unknown,
  classes: ReadonlyMap<string, readonly string[] | undefined>,
): EventHead | undefined {
  const path = ['events', name];
  const named = checkName(context, name, context.source.keyRange(path), 'an event');
  const fields = checkFields(context, eventFieldsSchema, value, path, Object.keys(eventFieldsSchema.shape));
  if (fields === undefined) return undefined;
  const roles = checkRoles(context, [...path, 'roles'], fields.roles, classes);
  return named && roles !== undefined ? { name, fields, roles } : undefined;
}

/** One field of an event with what its check needs. */
export interface FieldPlace {
  readonly scope: Scope;
  readonly text: string;
  readonly range: TextRange;
}
