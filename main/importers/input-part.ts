import { basename } from 'node:path';
import { AftertrackError, err, ok, problem, toProblem, type Problem, type Result } from '#contract/errors';
import type { SourceFileRole } from '#contract/entities/source';
import { pathProblem } from '#main/objects/file-hash';
import type { ReadWatch } from './read-watch.ts';

/** One file of a source to be read. `label` is how messages name it: the name under which it was given. */
export interface InputPart {
  readonly role: SourceFileRole;
  readonly path: string;
  readonly label: string;
  /** Follows the reading, where somebody wants to know. */
  readonly watch?: ReadWatch;
}

/** A problem found in the file at the part's path, told under its label. */
export function relabel(part: InputPart, fault: Problem): Problem {
  if (fault.file !== undefined && fault.file !== part.path && fault.file !== part.label) return fault;
  const message = fault.message.replaceAll(basename(part.path), basename(part.label));
  return { ...fault, message, file: part.label, field: fault.field ?? part.role };
}

/** Runs a reader of one file; what it throws comes back as a problem that names the file. */
export async function attempt<T>(part: InputPart, read: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await read());
  } catch (thrown) {
    const fault = thrown instanceof AftertrackError ? toProblem(thrown) : pathProblem(part.path, thrown);
    return err(relabel(part, fault));
  }
}

/** Lower-case ending of the file's name without `.gz`, without the dot; empty where there is none. */
export function extensionOf(part: Pick<InputPart, 'label'>): string {
  const name = part.label.replace(/\.gz$/i, '');
  return /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** The refusal of a file whose ending is not one of `known`. */
export function unknownFormat(part: InputPart, what: string, known: readonly string[]): Problem {
  const endings = known.map((ending) => `.${ending}`).join(', ');
  return problem('unsupported_format', `${what} cannot be read from a file like this.`, {
    file: part.label,
    field: part.role,
    hint: `Files ending in ${endings} can be read.`,
  });
}
