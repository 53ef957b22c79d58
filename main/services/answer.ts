import { err, ok, toProblem } from '#contract/errors';
import type { Result } from '#contract/errors';

/** The outcome of a piece of work as a value; whatever it throws becomes a refusal. */
export async function answer<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work());
  } catch (thrown) {
    return err(toProblem(thrown));
  }
}
