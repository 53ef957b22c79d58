import type { Grammar } from './grammar.ts';
import { reservedWords, type Token } from './lexer.ts';
import type { ArithmeticSign, EachSyntax, Syntax } from './syntax.ts';
import { isToken, tokenText } from './token-reader.ts';

interface ArgumentList {
  readonly args: readonly Syntax[];
  readonly end: number;
}

/** A window of time such as `[-1 s, 0 s]`; the word that it follows was read. */
export function timeWindow(grammar: Grammar): {
  readonly low: Syntax;
  readonly high: Syntax;
  readonly end: number;
} {
  const { reader } = grammar;
  reader.expect('[', 'to open the window, as in "[0 s, 3 s]"');
  const low = sum(grammar);
  reader.expect(',', 'between the ends of the window');
  const high = sum(grammar);
  const { end } = reader.expect(']', 'to close the window');
  return { low, high, end };
}

/** An argument such as `>= 3` or `within 10 s`. */
function argumentBound(grammar: Grammar): Syntax | undefined {
  const { reader } = grammar;
  const { start } = reader.peek();
  const kind =
    reader.take('>=') !== undefined ? 'at_least' : reader.take('within') === undefined ? undefined : 'limit';
  if (kind === undefined) return undefined;
  const of = sum(grammar);
  return { kind, of, start, end: of.end };
}

function isName(token: Token): boolean {
  return token.kind === 'name' && !reservedWords.has(token.text);
}

/** `person other where p`, `person other in group(actor) where p`; `body` reads the condition. */
export function each(grammar: Grammar, body: () => Syntax): EachSyntax | undefined {
  const { text, reader } = grammar;
  const [first, second] = [reader.peek(), reader.peekAfter()];
  if (!isName(first) || !isName(second)) return undefined;
  reader.next();
  reader.next();
  const among = reader.take('in') === undefined ? undefined : primary(grammar);
  reader.expect('where', 'and what is so of each');
  const where = reader.nested(body, (broken) => broken);
  return {
    kind: 'each',
    className: text.slice(first.start, first.end),
    classRange: { start: first.start, end: first.end },
    alias: text.slice(second.start, second.end),
    aliasRange: { start: second.start, end: second.end },
    among,
    where,
    start: first.start,
    end: where.end,
  };
}

function argument(grammar: Grammar): Syntax {
  const opening = grammar.reader.peek();
  const other = each(grammar, () => grammar.rule(grammar));
  if (other !== undefined) return other;
  const bound = argumentBound(grammar);
  if (bound !== undefined) return bound;
  if (!isToken(opening, '[')) return grammar.rule(grammar);
  return { kind: 'window', ...timeWindow(grammar), start: opening.start };
}

function argumentList(grammar: Grammar): ArgumentList {
  const { text, reader } = grammar;
  const empty = reader.take(')');
  if (empty !== undefined) return { args: [], end: empty.end };
  const args = [argument(grammar)];
  while (reader.take(',') !== undefined) args.push(argument(grammar));
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

export function primary(grammar: Grammar): Syntax {
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
      () => grammar.rule(grammar),
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

export function sum(grammar: Grammar): Syntax {
  return leftChain(grammar, ['+', '-'], () => product(grammar));
}
