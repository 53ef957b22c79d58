import type { z } from 'zod';
import type { ErrorCode } from '#contract/errors';
import type { DiagnosticSink } from './diagnostics.ts';
import { suggestName } from './suggest.ts';
import type { YamlSource } from './yaml-source.ts';

/** What every check needs: the text with its places, and where complaints go. */
export interface CheckContext {
  readonly source: YamlSource;
  readonly sink: DiagnosticSink;
}

type Issue = z.core.$ZodIssue;

function isMissing(issue: Issue): boolean {
  return (
    (issue.code === 'invalid_type' || issue.code === 'invalid_value' || issue.code === 'invalid_union') &&
    issue.input === undefined
  );
}

function sentence(issue: Issue, field: string): string {
  if (isMissing(issue)) return `The field "${field}" is missing.`;
  if (issue.code === 'invalid_value')
    return `"${field}" must be one of ${issue.values.map(String).join(', ')}.`;
  if (issue.code === 'invalid_type')
    return `"${field}" must be ${issue.expected === 'record' ? 'a mapping' : `of type ${issue.expected}`}.`;
  if (issue.code === 'invalid_format' && field === 'version')
    return '"version" must be major.minor.patch, such as 1.0.0.';
  if (issue.code === 'invalid_format')
    return `"${field}" must be a name: a letter, then letters, digits and "_".`;
  return `"${field}" is not as expected: ${issue.message.replace(/\.$/, '')}.`;
}

function complainOfKeys(
  context: CheckContext,
  path: readonly string[],
  keys: readonly string[],
  known: readonly string[],
): void {
  for (const key of keys) {
    const place = context.source.keyRange([...path, key]);
    context.sink.error('bad_value', place, `The field "${key}" is unknown.`, suggestName(key, known));
  }
}

function complain(
  context: CheckContext,
  base: readonly string[],
  issue: Issue,
  known: readonly string[],
): void {
  const path = [...base, ...issue.path.map(String)];
  if (issue.code === 'unrecognized_keys') {
    complainOfKeys(context, path, issue.keys, known);
    return;
  }
  const code: ErrorCode = 'bad_value';
  const place = isMissing(issue) ? context.source.keyRange(path.slice(0, -1)) : context.source.placeOf(path);
  context.sink.error(code, place, sentence(issue, path.at(-1) ?? 'document'));
}

/** The value without fields that are only unknown, so that the rest of it is still checked; undefined where more is wrong. */
function withoutUnknown(value: unknown, issues: readonly Issue[]): unknown {
  const unknown = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : [],
  );
  const onlyUnknown = issues.every((issue) => issue.code === 'unrecognized_keys' && issue.path.length === 0);
  if (!onlyUnknown || typeof value !== 'object' || value === null) return undefined;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !unknown.includes(key)));
}

/** Parses the part at `path`; every issue goes to the sink with its place, `known` names the fields for suggestions. */
export function checkFields<Schema extends z.ZodType>(
  context: CheckContext,
  schema: Schema,
  value: unknown,
  path: readonly string[],
  known: readonly string[] = [],
): z.infer<Schema> | undefined {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) complain(context, path, issue, known);
  const rest = schema.safeParse(withoutUnknown(value, parsed.error.issues));
  return rest.success ? rest.data : undefined;
}
