import { z } from 'zod';

/** Every way in which Aftertrack says no. Closed: screens, exit codes and HTTP statuses are chosen by it. */
export const errorCodes = [
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
  'bad_request',
  'not_found',
  'already_exists',
  'stale_revision',
  'invalid_state',
  'nothing_to_undo',
  'privacy_not_passed',
  'not_allowed',
  'cancelled',
  'busy',
  'disk_full',
  'too_large',
  'checksum_mismatch',
  'corrupt_workspace',
  'internal',
] as const;

export const errorCodeSchema = z.enum(errorCodes);
export type ErrorCode = z.infer<typeof errorCodeSchema>;

/** One refusal or failure: a sentence for a person, and where in their input it lies (`line` and `column` count from 1). */
export const problemSchema = z.object({
  code: errorCodeSchema,
  message: z.string().min(1),
  file: z.string().optional(),
  line: z.int().min(1).optional(),
  column: z.int().min(1).optional(),
  field: z.string().optional(),
  hint: z.string().optional(),
});
export type Problem = Readonly<z.infer<typeof problemSchema>>;

export type ProblemPlace = Omit<Problem, 'code' | 'message'>;

export type Ok<T> = { readonly ok: true; readonly value: T };
export type Err<E = Problem> = { readonly ok: false; readonly error: E };
/** An expected outcome: a value or a problem. Broken invariants are thrown instead, as `AftertrackError`. */
export type Result<T, E = Problem> = Ok<T> | Err<E>;

/** The only error class thrown by our code; carries its problem across every boundary. */
export class AftertrackError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.message, options);
    this.name = 'AftertrackError';
    this.problem = problem;
  }
}

/** Makes a problem; `place` says file, line, column and field where they are known. */
export function problem(code: ErrorCode, message: string, place: ProblemPlace = {}): Problem {
  return { code, message, ...place };
}

export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

export function err<E = Problem>(error: E): Err<E> {
  return { ok: false, error };
}

/** An expected failure as a value: `err(problem(...))`. */
export function refuse(code: ErrorCode, message: string, place: ProblemPlace = {}): Err {
  return err(problem(code, message, place));
}

/** Throws the problem: for broken invariants, and at boundaries that speak in exceptions. */
export function raise(fault: Problem, cause?: unknown): never {
  throw new AftertrackError(fault, cause === undefined ? undefined : { cause });
}

/** The value, or the problem thrown. */
export function unwrap<T>(result: Result<T>): T {
  return result.ok ? result.value : raise(result.error);
}

const systemCodes: Readonly<Record<string, ErrorCode>> = {
  ENOENT: 'missing_file',
  ENOSPC: 'disk_full',
  SQLITE_FULL: 'disk_full',
  SQLITE_CORRUPT: 'corrupt_workspace',
  SQLITE_NOTADB: 'corrupt_workspace',
  SQLITE_BUSY: 'busy',
  EACCES: 'unreadable_file',
  EISDIR: 'unreadable_file',
};

/** Any thrown thing as a problem; system errors keep their meaning, the unknown becomes `internal`. */
export function toProblem(thrown: unknown): Problem {
  if (thrown instanceof AftertrackError) return thrown.problem;
  const parsed = problemSchema.safeParse(thrown);
  if (parsed.success) return parsed.data;
  if (!(thrown instanceof Error)) return problem('internal', String(thrown));
  if (thrown.name === 'AbortError') return problem('cancelled', 'Cancelled.');
  const system = 'code' in thrown && typeof thrown.code === 'string' ? systemCodes[thrown.code] : undefined;
  return problem(system ?? 'internal', thrown.message === '' ? thrown.name : thrown.message);
}

/** A problem in one line, the way a compiler prints it: `file:line:column field: message`. */
export function formatProblem(fault: Problem): string {
  const line =
    fault.line === undefined ? '' : `:${fault.line}${fault.column === undefined ? '' : `:${fault.column}`}`;
  const place = `${fault.file ?? ''}${line}`;
  const where = [place, fault.field].filter((part) => part !== undefined && part !== '').join(' ');
  const hint = fault.hint === undefined ? '' : ` ${fault.hint}`;
  return `${where === '' ? '' : `${where}: `}${fault.message}${hint}`;
}
