import { readFile } from 'node:fs/promises';
import { formatProblem, problem, raise, unwrap } from '#contract/errors';
import type { Services } from '#main/services/services';
import type { Terminal } from '../terminal.ts';

/** Checks an ontology and prints every problem with line and column. */
export async function checkCommand(
  services: Services,
  file: string,
  options: { json?: boolean },
  terminal: Terminal,
): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return raise(problem('missing_file', 'There is no such ontology.', { file }));
  const diagnostics = unwrap(await services.projects.checkOntology({ text }));
  if (options.json === true) terminal.out(JSON.stringify(diagnostics));
  else
    for (const { message, line, column, hint, severity } of diagnostics) {
      const place = { file, line, column, ...(hint === undefined ? {} : { hint }) };
      terminal.out(`${severity} ${formatProblem(problem('bad_expression', message, place))}`);
    }
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  if (errors > 0)
    raise(problem('bad_expression', `${errors} ${errors === 1 ? 'error' : 'errors'}.`, { file }));
  if (options.json !== true) terminal.out(`${file}: no errors`);
}
