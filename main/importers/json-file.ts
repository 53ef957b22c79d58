import { LineCounter, isNode, parseDocument } from 'yaml';
import type { z } from 'zod';
import { ok, refuse, type Result } from '#contract/errors';

type Path = readonly PropertyKey[];

/** Line and column, from 1, of the value at `path`, or of the nearest value around it that exists. */
function placeOf(text: string, path: Path): { readonly line: number; readonly column: number } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, keepSourceTokens: false });
  for (let depth = path.length; depth >= 0; depth--) {
    const node: unknown = document.getIn(path.slice(0, depth), true);
    if (!isNode(node) || node.range === undefined || node.range === null) continue;
    const { line, col } = lines.linePos(node.range[0]);
    return { line, column: col };
  }
  return { line: 1, column: 1 };
}

/** A path as people write it: `features[2].geometry`. */
export function fieldName(path: Path): string {
  return path.reduce<string>((name, part) => {
    if (typeof part === 'number') return `${name}[${part}]`;
    return name === '' ? String(part) : `${name}.${String(part)}`;
  }, '');
}

function syntaxPlace(message: string): { readonly line?: number; readonly column?: number } {
  const found = /line (\d+) column (\d+)/.exec(message);
  return found === null ? {} : { line: Number(found[1]), column: Number(found[2]) };
}

function lastPlace(text: string): { readonly line: number; readonly column: number } {
  const lines = text.split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

function refuseSyntax(text: string, file: string, thrown: unknown): Result<never> {
  const words = thrown instanceof Error ? thrown.message : String(thrown);
  const cut = /end of JSON/.test(words);
  const place = cut ? lastPlace(text) : syntaxPlace(words);
  return refuse(cut ? 'truncated_file' : 'bad_value', `The file is not JSON: ${words}.`, {
    file,
    ...place,
    field: 'file',
  });
}

/** Parses JSON by a schema; what is wrong is told with its line, column and field. */
export function parseJsonFile<T>(text: string, schema: z.ZodType<T>, file: string): Result<T> {
  if (text.trim() === '')
    return refuse('truncated_file', 'The file is empty.', { file, line: 1, field: 'file' });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (thrown) {
    return refuseSyntax(text, file, thrown);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  return refuseAt(
    text,
    file,
    issue?.path ?? [],
    issue?.message ?? 'The file does not have the expected form.',
  );
}

/** The refusal of a value inside a JSON file that its schema cannot judge. */
export function refuseAt(text: string, file: string, path: Path, message: string): Result<never> {
  return refuse('bad_value', message, { file, ...placeOf(text, path), field: fieldName(path) || 'file' });
}
