import type { Problem } from '#contract/errors';
import { formatProblem } from '#contract/errors';

/** Writes a fault that is ours to the error stream, for the person who started the program. */
export function reportFault(fault: Problem): void {
  process.stderr.write(`aftertrack: ${fault.code}: ${formatProblem(fault)}\n`);
}
