import { suggestName } from './suggest.ts';
import type { DiagnosticSink, TextRange } from './diagnostics.ts';
import { reservedWords } from './lexer.ts';
import type { ArithmeticSign, Comparison, Edge, Syntax } from './syntax.ts';
import { isToken, readTokens, tokenText, type TokenReader } from './token-reader.ts';

interface Grammar {
  readonly text: string;
  readonly reader: TokenReader;
}

const comparisons: readonly Comparison[] = ['<=', '>=', '<', '>'];

interface ArgumentList {
  readonly args: readonly Syntax[];
  readonly end: number;
}

function argumentList(grammar: Grammar): ArgumentList {
  const { text, reader } = grammar;
  const empty = reader.take(')');
  if (empty !== undefined) return { args: [], end: empty.end };
  const args = [rule(grammar)];
  while (reader.take(',') !== undefined) args.push(rule(grammar));
  const close = reader.peek();
  if (!isToken(close, ')')) reader.complain(close, `Expected "," or ")", found ${tokenText(close, text)}.`);
  return { args, end: reader.next().end };
}

function nameOrCall(grammar: Grammar): Syntax {
  const { reader } = grammar;
  const { start, end } = reader.next();
  const name = grammar.text.slice(start, end);
  if (reader.take('(') === undefined) return { kind: 'name', name, start, end };
  const list = reader.nested<ArgumentList>(
    () => argumentList(grammar),
    (broken) => ({ args: [], end: broken.end }),
  );
  return { kind: 'call', name, nameRange: { start, end }, args: list.args, start, end: list.end };
}

function primary(grammar: Grammar): Syntax {
  const { text, reader } = grammar;
  const token = reader.peek();
  const { start, end } = token;
  if (token.kind === 'quantity') {
    reader.next();
    return { ...token, text: text.slice(start, end) };
  }
  if (token.kind === 'parameter') {
    reader.next();
    return { kind: 'parameter', name: token.text.slice(1), start, end };
  }
  if (token.kind === 'text') {
    reader.next();
    return { kind: 'text', value: token.text, start, end };
  }
  if (token.kind === 'name' && !reservedWords.has(token.text)) return nameOrCall(grammar);
  if (reader.take('(') !== undefined) {
    const inner = reader.nested(
      () => rule(grammar),
      (broken) => broken,
    );
    reader.expect(')', 'to close the bracket');
    return inner;
  }
  return reader.complain(
    token,
    `Expected a feature, a number or a bracket, found ${tokenText(token, text)}.`,
  );
}

function unary(grammar: Grammar): Syntax {
  const minus = grammar.reader.take('-');
  if (minus === undefined) return primary(grammar);
  const of = grammar.reader.nested(
    () => unary(grammar),
    (broken) => broken,
  );
  return { kind: 'negate', of, start: minus.start, end: of.end };
}

function leftChain(grammar: Grammar, signs: readonly ArithmeticSign[], operand: () => Syntax): Syntax {
  let left = operand();
  for (;;) {
    const sign = signs.find((candidate) => isToken(grammar.reader.peek(), candidate));
    if (sign === undefined) return left;
    grammar.reader.next();
    const right = operand();
    left = { kind: 'arithmetic', sign, left, right, start: left.start, end: right.end };
  }
}

function product(grammar: Grammar): Syntax {
  return leftChain(grammar, ['*', '/'], () => unary(grammar));
}

function sum(grammar: Grammar): Syntax {
  return leftChain(grammar, ['+', '-'], () => product(grammar));
}

function takeComparison(reader: TokenReader): Comparison | undefined {
  return comparisons.find((comparison) => reader.take(comparison) !== undefined);
}

function relation(grammar: Grammar): Syntax {
  const { reader } = grammar;
  const left = sum(grammar);
  if (reader.take('between') !== undefined) {
    const low = sum(grammar);
    reader.expect('and', 'between the two bounds');
    const high = sum(grammar);
    return { kind: 'between', of: left, low, high, start: left.start, end: high.end };
  }
  const comparison = takeComparison(reader);
  if (comparison === undefined) return left;
  const right = sum(grammar);
  const second = reader.peek();
  if (takeComparison(reader) !== undefined)
    return reader.complain(
      second,
      'A comparison has two sides.',
      'Write "x between a and b", or join two with "and".',
    );
  return { kind: 'compare', comparison, left, right, start: left.start, end: right.end };
}

function negation(grammar: Grammar): Syntax {
  const word = grammar.reader.take('not');
  if (word === undefined) return relation(grammar);
  const of = grammar.reader.nested(
    () => negation(grammar),
    (broken) => broken,
  );
  return { kind: 'not', of, start: word.start, end: of.end };
}

function junction(grammar: Grammar, word: 'and' | 'or', operand: () => Syntax): Syntax {
  const first = operand();
  const of = [first];
  while (grammar.reader.take(word) !== undefined) of.push(operand());
  const end = of.at(-1)?.end ?? first.end;
  return of.length === 1 ? first : { kind: 'junction', word, of, start: first.start, end };
}

function disjunction(grammar: Grammar): Syntax {
  return junction(grammar, 'or', () => junction(grammar, 'and', () => negation(grammar)));
}

function hysteresisOrTruth(grammar: Grammar): Syntax {
  const word = grammar.reader.take('enters');
  if (word === undefined) return disjunction(grammar);
  const enters = disjunction(grammar);
  grammar.reader.expect('leaves', 'and the condition that ends what "enters" begins');
  const leaves = disjunction(grammar);
  return { kind: 'hysteresis', enters, leaves, start: word.start, end: leaves.end };
}

function takeEdge(grammar: Grammar): { readonly edge: Edge; readonly anchor: Syntax } {
  const { reader } = grammar;
  reader.expect('after', 'and what it starts after');
  const token = reader.next();
  const edge = grammar.text.slice(token.start, token.end);
  if (edge !== 'start' && edge !== 'end') {
    const anchor = reader.complain(
      token,
      `Expected "start(...)" or "end(...)", found ${tokenText(token, grammar.text)}.`,
      'Say which edge it is measured from, such as "after start(c)".',
    );
    return { edge: 'start', anchor };
  }
  reader.expect('(', `after "${edge}"`);
  const anchor = sum(grammar);
  reader.expect(')', `to close "${edge}("`);
  return { edge, anchor };
}

function starts(grammar: Grammar, of: Syntax): Syntax {
  const { reader } = grammar;
  reader.expect('within', 'after "starts"');
  reader.expect('[', 'to open the window, as in "[0 s, 3 s]"');
  const low = sum(grammar);
  reader.expect(',', 'between the ends of the window');
  const high = sum(grammar);
  reader.expect(']', 'to close the window');
  const { edge, anchor } = takeEdge(grammar);
  return { kind: 'starts', of, low, high, edge, anchor, start: of.start, end: anchor.end };
}

const modifiers = ['for', 'gaps', 'starts'] as const;

function modified(grammar: Grammar, word: (typeof modifiers)[number], of: Syntax): Syntax {
  const { reader } = grammar;
  if (word === 'starts') return starts(grammar, of);
  reader.expect(word === 'for' ? '>=' : '<=', `after "${word}"`);
  const bound = sum(grammar);
  return { kind: word, of, bound, start: of.start, end: bound.end };
}

/** Applies the modifiers that follow, in the order they are written. */
function withModifiers(grammar: Grammar, first: Syntax): Syntax {
  const { reader } = grammar;
  let of = first;
  for (;;) {
    const afterComma = isToken(reader.peek(), ',') ? reader.peekAfter() : reader.peek();
    const word = modifiers.find((candidate) => isToken(afterComma, candidate));
    if (word === undefined) return of;
    reader.take(',');
    reader.next();
    of = modified(grammar, word, of);
  }
}

function chain(grammar: Grammar): Syntax {
  return withModifiers(grammar, hysteresisOrTruth(grammar));
}

function rule(grammar: Grammar): Syntax {
  const { reader } = grammar;
  let first = chain(grammar);
  while (reader.take('then') !== undefined) {
    const second = chain(grammar);
    reader.expect('within', 'and how long after');
    const within = sum(grammar);
    const sequence: Syntax = { kind: 'then', first, second, within, start: first.start, end: within.end };
    first = withModifiers(grammar, sequence);
  }
  return first;
}

function describeLeftover(grammar: Grammar): void {
  const { text, reader } = grammar;
  const token = reader.peek();
  if (token.kind === 'end') return;
  const word = text.slice(token.start, token.end);
  const hint =
    token.kind === 'name' ? suggestName(word, ['and', 'or', 'for', 'gaps', 'then', 'between']) : undefined;
  reader.complain(token, `${tokenText(token, text)} does not continue the expression.`, hint);
}

/** Runs one rule of the grammar over `text[range)` and complains about what is left over. */
function whole<T>(
  text: string,
  range: TextRange,
  sink: DiagnosticSink,
  run: (grammar: Grammar) => T,
): T | undefined {
  const grammar = { text, reader: readTokens(text, range, sink) };
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
    return { event, alias, where: rule(grammar) };
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

/** `snap speed(actor) within 0.3 s`. */
export function parseSnap(text: string, range: TextRange, sink: DiagnosticSink): FollowedSyntax | undefined {
  return whole(text, range, sink, (grammar) => {
    grammar.reader.expect('snap', 'and the value whose change the edges move to');
    const of = sum(grammar);
    grammar.reader.expect('within', 'and how far an edge may move');
    return { of, within: sum(grammar) };
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
