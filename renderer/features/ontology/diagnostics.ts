import type { Diagnostic } from '#contract/rpc/projects';
import { plural } from '../../shared-ui/format.ts';

/** The line a diagnostic speaks of, with a caret under its column; columns count from 1. */
export function caretLines(
  text: string,
  diagnostic: Diagnostic,
): { readonly line: string; readonly caret: string } {
  const line = text.split('\n')[diagnostic.line - 1] ?? '';
  const before = line.slice(0, diagnostic.column - 1).replaceAll(/[^\t]/g, ' ');
  return { line, caret: `${before.padEnd(diagnostic.column - 1, ' ')}^` };
}

/** How many errors and warnings there are, in words. */
export function countWords(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter((found) => found.severity === 'error').length;
  const warnings = diagnostics.length - errors;
  return `${plural(errors, 'error')}, ${plural(warnings, 'warning')}`;
}
