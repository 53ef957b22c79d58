import { CommanderError } from 'commander';
import { formatProblem, toProblem } from '#contract/errors';
import { exitCodeOf, exitCodes } from './cli/exit-codes.ts';
import { buildProgram } from './cli/program.ts';
import { createTerminal } from './cli/terminal.ts';

const interrupt = new AbortController();
process.once('SIGINT', () => interrupt.abort());
process.once('SIGTERM', () => interrupt.abort());

/** Commander prints its own message; its help and version are no errors. */
function exitCodeOfThrown(thrown: unknown): number {
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  const fault = toProblem(thrown);
  process.stderr.write(`aftertrack: ${formatProblem(fault)}\n`);
  return exitCodeOf(fault.code);
}

/** Whoever reads may stop reading, as `head` does: the command then goes on without an answer and ends as it would have. */
function endQuietlyUnread(stream: NodeJS.WriteStream): void {
  stream.on('error', (fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'EPIPE') process.exitCode = exitCodeOfThrown(fault);
  });
}

endQuietlyUnread(process.stdout);
endQuietlyUnread(process.stderr);
const program = buildProgram(createTerminal(), interrupt.signal);
for (const command of [program, ...program.commands]) command.exitOverride();
try {
  await program.parseAsync();
} catch (thrown) {
  process.exitCode = exitCodeOfThrown(thrown);
}
