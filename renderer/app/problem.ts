import { ORPCError } from '@orpc/client';
import { problem, problemSchema, toProblem } from '#contract/errors';
import type { Problem } from '#contract/errors';

/** What every call answers while the workstation cannot be reached. */
export const connectionLost: Problem = problem(
  'busy',
  'The connection to the workstation is lost. It is tried again by itself.',
);

/** The problem behind anything a call, an upload or a query failed with. */
export function asProblem(error: unknown): Problem {
  if (!(error instanceof ORPCError)) return toProblem(error);
  const parsed = problemSchema.safeParse(error.data);
  return parsed.success ? parsed.data : problem('internal', error.message);
}
