import type { DiagnosticSink, TextRange } from './diagnostics.ts';
import type { Grammar } from './grammar.ts';
import { reservedWords } from './lexer.ts';
import { chain } from './parse-bouts.ts';
import { whole } from './parse-expression.ts';
import { primary, sum } from './parse-value.ts';
import type { Edge, Syntax } from './syntax.ts';
import { tokenText } from './token-reader.ts';

export interface StimulusSyntax {
  readonly event: Syntax;
  readonly alias: string;
  readonly where?: Syntax | undefined;
}

/** `crossing(other) as c where distance(actor, other) < 5 m`. */
export function parseStimulus(
  text: string,
  range: TextRange,
  sink: DiagnosticSink,
): StimulusSyntax | undefined {
  return whole(text, range, sink, (grammar) => {
    const event = sum(grammar);
    grammar.reader.expect('as', 'and a short name for the stimulus');
    const token = grammar.reader.next();
    if (token.kind !== 'name' || reservedWords.has(token.text))
      grammar.reader.complain(token, `Expected a short name, found ${tokenText(token, text)}.`);
    const alias = text.slice(token.start, token.end);
    if (grammar.reader.take('where') === undefined) return { event, alias };
    return { event, alias, where: grammar.rule(grammar) };
  });
}

export interface FollowedSyntax {
  readonly of: Syntax;
  readonly within: Syntax;
}

/** `crosses_road(actor) within 2 s`. */
export function parseFollowed(
  text: string,
  range: TextRange,
  sink: DiagnosticSink,
): FollowedSyntax | undefined {
  return whole(text, range, sink, (grammar) => {
    const of = chain(grammar);
    grammar.reader.expect('within', 'and how long after');
    return { of, within: sum(grammar) };
  });
}

export interface SnapSyntax extends FollowedSyntax {
  readonly to: 'step' | 'change point';
}

function takeTarget({ reader }: Grammar): SnapSyntax['to'] {
  if (reader.take('to') === undefined) return 'step';
  reader.expect('change', 'as in "to change point of speed(actor)"');
  reader.expect('point', 'as in "to change point of speed(actor)"');
  reader.expect('of', 'and the feature whose change points are meant');
  return 'change point';
}

/** `snap speed(actor) within 0.3 s`, `snap to change point of speed(actor) within 0.3 s`. */
export function parseSnap(text: string, range: TextRange, sink: DiagnosticSink): SnapSyntax | undefined {
  return whole(text, range, sink, (grammar) => {
    grammar.reader.expect('snap', 'and the value whose change the edges move to');
    const to = takeTarget(grammar);
    const of = sum(grammar);
    grammar.reader.expect('within', 'and how far an edge may move');
    return { to, of, within: sum(grammar) };
  });
}

export interface LengthSyntax {
  readonly low: Syntax;
  readonly high: Syntax;
}

/** `0.5 s to 60 s`. */
export function parseLength(text: string, range: TextRange, sink: DiagnosticSink): LengthSyntax | undefined {
  return whole(text, range, sink, (grammar) => {
    const low = sum(grammar);
    grammar.reader.expect('to', 'between the shortest and the longest length');
    return { low, high: sum(grammar) };
  });
}

export interface LatencySyntax {
  readonly edge: Edge;
  readonly alias: string;
}

/** `start - start(c)` or `start - end(c)`. */
export function parseLatency(
  text: string,
  range: TextRange,
  sink: DiagnosticSink,
): LatencySyntax | undefined {
  return whole(text, range, sink, ({ reader }) => {
    reader.expect('start', 'of the reaction');
    reader.expect('-', 'and the edge of the stimulus it is measured from');
    const edge: Edge = reader.take('end') === undefined ? 'start' : 'end';
    if (edge === 'start') reader.expect('start', 'or "end" of the stimulus');
    reader.expect('(', 'and the name of the stimulus');
    const token = reader.next();
    reader.expect(')', 'after the name of the stimulus');
    return { edge, alias: text.slice(token.start, token.end) };
  });
}

export interface SignatureSyntax {
  readonly name: string;
  readonly nameRange: TextRange;
  readonly roles: readonly { readonly name: string; readonly range: TextRange }[];
}

/** The key of a definition, `closing(a, b)`. */
export function parseSignature(
  text: string,
  range: TextRange,
  sink: DiagnosticSink,
): SignatureSyntax | undefined {
  return whole(text, range, sink, (grammar) => {
    const call = primary(grammar);
    const roles = call.kind === 'call' ? call.args : [];
    if (call.kind !== 'call' || roles.length === 0 || roles.some((role) => role.kind !== 'name')) {
      grammar.reader.complain(call, 'A definition is named with its roles.', 'Write it as "crossing(p)".');
      return undefined;
    }
    return {
      name: call.name,
      nameRange: call.nameRange,
      roles: roles.flatMap((role) =>
        role.kind === 'name' ? [{ name: role.name, range: { start: role.start, end: role.end } }] : [],
      ),
    };
  });
}
