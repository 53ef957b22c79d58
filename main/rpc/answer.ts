import type { Problem, Result } from '#contract/errors';
import { toProblem } from '#contract/errors';

interface Call<Input> {
  readonly input: Input;
  readonly errors: {
    readonly PROBLEM: (options: { readonly data: Problem; readonly message: string }) => Error;
  };
}

async function outcome<Output>(work: Promise<Result<Output>>): Promise<Result<Output>> {
  try {
    return await work;
  } catch (thrown) {
    return { ok: false, error: toProblem(thrown) };
  }
}

/** A service's method as a procedure's handler: the value, or the defined error PROBLEM that carries the refusal. */
export function answer<Input, Output>(
  method: (input: Input) => Promise<Result<Output>>,
  report: (fault: Problem) => void,
): (call: Call<Input>) => Promise<Output> {
  return async ({ input, errors }) => {
    const result = await outcome(method(input));
    if (result.ok) return result.value;
    if (result.error.code === 'internal') report(result.error);
    throw errors.PROBLEM({ data: result.error, message: result.error.message });
  };
}
