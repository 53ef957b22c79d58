import type { DiagnosticSink, TextRange } from './diagnostics.ts';
import { relationNames } from './syntax.ts';
import type { Grammar } from './grammar.ts';
import { rule } from './parse-bouts.ts';
import { sum } from './parse-value.ts';
import { suggestName } from './suggest.ts';
import type { Syntax } from './syntax.ts';
import { readTokens, tokenText } from './token-reader.ts';

function describeLeftover(grammar: Grammar): void {
  const { text, reader } = grammar;
  const token = reader.peek();
  if (token.kind === 'end') return;
  const word = text.slice(token.start, token.end);
  const hint =
    token.kind === 'name'
      ? suggestName(
          word,
          [
            'and',
            'or',
            'for',
            'gaps',
            'then',
            'between',
            'until',
            'since',
            'except',
            ...relationNames,
          ].filter((known) => known !== word),
        )
      : undefined;
  reader.complain(token, `${tokenText(token, text)} does not continue the expression.`, hint);
}

/** Runs one rule of the grammar over `text[range)` and complains about what is left over. */
export function whole<T>(
  text: string,
  range: TextRange,
  sink: DiagnosticSink,
  run: (grammar: Grammar) => T,
): T | undefined {
  const grammar = { text, rule, reader: readTokens(text, range, sink) };
  const result = run(grammar);
  describeLeftover(grammar);
  return grammar.reader.broken ? undefined : result;
}

/** A whole rule, such as that of `when`. Undefined where it could not be read; the sink then says why. */
export function parseRule(text: string, range: TextRange, sink: DiagnosticSink): Syntax | undefined {
  return whole(text, range, sink, rule);
}

/** A value, such as the default of a parameter. */
export function parseValue(text: string, range: TextRange, sink: DiagnosticSink): Syntax | undefined {
  return whole(text, range, sink, sum);
}
