import type { ErrorCode } from '#contract/errors';

/** Exit codes of the command line, documented in its help. */
export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  badInput: 3,
  notFound: 4,
  refused: 5,
  damaged: 6,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const inputCodes: ReadonlySet<ErrorCode> = new Set([
  'missing_file',
  'unreadable_file',
  'truncated_file',
  'unsupported_format',
  'missing_column',
  'bad_value',
  'unsorted_rows',
  'duplicate_row',
  'bad_yaml',
  'bad_expression',
  'unknown_symbol',
  'unknown_unit',
  'unit_mismatch',
  'space_mismatch',
  'frame_mismatch',
]);

const refusedCodes: ReadonlySet<ErrorCode> = new Set([
  'already_exists',
  'stale_revision',
  'invalid_state',
  'nothing_to_undo',
  'privacy_not_passed',
  'not_allowed',
  'busy',
]);

/** The exit code that a problem's code stands for. */
export function exitCodeOf(code: ErrorCode): ExitCode {
  if (inputCodes.has(code)) return exitCodes.badInput;
  if (refusedCodes.has(code)) return exitCodes.refused;
  if (code === 'not_found') return exitCodes.notFound;
  if (code === 'bad_request') return exitCodes.usage;
  if (code === 'checksum_mismatch' || code === 'corrupt_workspace') return exitCodes.damaged;
  return code === 'cancelled' ? exitCodes.interrupted : exitCodes.failed;
}

/** The exit codes as the help shows them. */
export const exitCodeHelp = `
Exit codes:
  0    done
  1    failed for a reason of this computer or ours
  2    wrong usage
  3    an input file is wrong: the message names file, line and field
  4    no such project, source, job or event
  5    refused: something has to be done first, and the message says what
  6    a dataset or the workspace is damaged
  130  interrupted`;
