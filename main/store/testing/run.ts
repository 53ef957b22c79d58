import { AftertrackError } from '#contract/errors';
import type { Problem } from '#contract/errors';
import type { StoreContext } from '../operation.ts';
import type { Operations } from '../operations.ts';
import { runOperation } from '../run-operation.ts';

/** Runs an operation on an open database as the store thread does. */
export function run<Name extends keyof Operations>(
  context: StoreContext,
  name: Name,
  input: Parameters<Operations[Name]>[1],
): ReturnType<Operations[Name]> {
  return runOperation(context, name, input as never) as ReturnType<Operations[Name]>;
}

/** The problem that the call refuses with; undefined when it does not refuse. */
export function refusalOf(call: () => unknown): Problem | undefined {
  try {
    call();
    return undefined;
  } catch (thrown) {
    if (thrown instanceof AftertrackError) return thrown.problem;
    throw thrown;
  }
}
