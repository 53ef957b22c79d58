import { problem, raise } from '#contract/errors';
import type { Operation, StoreContext } from './operation.ts';
import { operations } from './operations.ts';

const byName: Readonly<Record<string, Operation<never, unknown>>> = operations;

/** Runs the named operation as one immediate transaction; what it throws leaves nothing written. */
export function runOperation(context: StoreContext, name: string, input: never): unknown {
  const operation = Object.hasOwn(byName, name) ? byName[name] : undefined;
  if (operation === undefined) return raise(problem('internal', `There is no store operation "${name}".`));
  return context.db.transaction(() => operation(context, input)).immediate();
}
