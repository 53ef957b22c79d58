import type { Problem } from '#contract/errors';
import { asSentence } from './format.ts';

function place(problem: Problem): string {
  const position = [problem.file, problem.line, problem.column]
    .filter((part) => part !== undefined)
    .join(':');
  return [position, problem.field].filter((part) => part !== undefined && part !== '').join(' ');
}

/** A problem in full: where it lies in mono, its sentence, its hint. */
export function ProblemText({ problem }: { readonly problem: Problem }) {
  const where = place(problem);
  return (
    <p className="break-words text-fg-1">
      {where === '' ? null : <span className="mono mr-2 text-fg-0">{where}</span>}
      {problem.message}
      {problem.hint === undefined ? null : <span className="text-fg-2"> {asSentence(problem.hint)}</span>}
    </p>
  );
}
