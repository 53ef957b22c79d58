import type { Grammar } from './grammar.ts';
import { reservedWords } from './lexer.ts';
import { each, sum, timeWindow } from './parse-value.ts';
import type { Comparison, Syntax } from './syntax.ts';
import { isToken, tokenText, type TokenReader } from './token-reader.ts';

const comparisons: readonly Comparison[] = ['<=', '>=', '<', '>'];

function takeComparison(reader: TokenReader): Comparison | undefined {
  return comparisons.find((comparison) => reader.take(comparison) !== undefined);
}

/** `a is vehicle`; the word was read. */
function classTest({ text, reader }: Grammar, role: Syntax): Syntax {
  const token = reader.next();
  const { start, end } = token;
  if (token.kind !== 'name' || reservedWords.has(token.text))
    return reader.complain(token, `Expected the name of a class, found ${tokenText(token, text)}.`);
  const classRange = { start, end };
  return { kind: 'is', role, className: token.text, classRange, start: role.start, end };
}

function relation(grammar: Grammar): Syntax {
  const { reader } = grammar;
  const left = sum(grammar);
  if (reader.take('is') !== undefined) return classTest(grammar, left);
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

const windowedWords = ['always', 'eventually'] as const;

/** `always[0 s, 2 s] p`. */
function windowed(grammar: Grammar): Syntax | undefined {
  const word = windowedWords.find((candidate) => isToken(grammar.reader.peek(), candidate));
  if (word === undefined) return undefined;
  const { start } = grammar.reader.next();
  const { low, high } = timeWindow(grammar);
  const of = grammar.reader.nested(
    () => negation(grammar),
    (broken) => broken,
  );
  return { kind: word, of, low, high, start, end: of.end };
}

const quantifiers = ['some', 'every'] as const;

/** `some person other where p`; more than one relation stands in brackets. */
function quantified(grammar: Grammar): Syntax | undefined {
  const { text, reader } = grammar;
  const kind = quantifiers.find((word) => isToken(reader.peek(), word));
  if (kind === undefined) return undefined;
  const { start } = reader.next();
  const other = each(grammar, () => negation(grammar));
  if (other !== undefined) return { kind, each: other, start, end: other.end };
  const token = reader.peek();
  return reader.complain(
    token,
    `Expected a class and a name, found ${tokenText(token, text)}.`,
    `Write it as "${kind} person other where ...".`,
  );
}

function negation(grammar: Grammar): Syntax {
  const word = grammar.reader.take('not');
  if (word === undefined) return windowed(grammar) ?? quantified(grammar) ?? relation(grammar);
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

const untilWords = ['until', 'since'] as const;

/** `p until[0 s, 2 s] q`: two conditions, with a window for the second. */
function untilOrSince(grammar: Grammar): Syntax {
  const { reader } = grammar;
  const holds = disjunction(grammar);
  const word = untilWords.find((candidate) => isToken(reader.peek(), candidate));
  if (word === undefined) return holds;
  reader.next();
  const { low, high } = timeWindow(grammar);
  const reaches = disjunction(grammar);
  return { kind: word, holds, reaches, low, high, start: holds.start, end: reaches.end };
}

/** A condition, also one that remembers. */
export function condition(grammar: Grammar): Syntax {
  const word = grammar.reader.take('enters');
  if (word === undefined) return untilOrSince(grammar);
  const enters = disjunction(grammar);
  grammar.reader.expect('leaves', 'and the condition that ends what "enters" begins');
  const leaves = disjunction(grammar);
  return { kind: 'hysteresis', enters, leaves, start: word.start, end: leaves.end };
}
