import { type Relation, relationNames } from './syntax.ts';
import type { Grammar } from './grammar.ts';
import { condition } from './parse-truth.ts';
import { sum, timeWindow } from './parse-value.ts';
import type { Edge, Syntax } from './syntax.ts';
import { isToken, type TokenReader, tokenText } from './token-reader.ts';

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
  const { low, high } = timeWindow(grammar);
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

/** Whether `starts` is the relation of two events, not a modifier: "starts within [0 s, 1 s] after ...". */
function isRelation({ reader }: Grammar, word: (typeof modifiers)[number]): boolean {
  return word === 'starts' && isToken(reader.peek(), word) && !isToken(reader.peekAfter(), 'within');
}

/** Applies the modifiers that follow, in the order they are written. */
function withModifiers(grammar: Grammar, first: Syntax): Syntax {
  const { reader } = grammar;
  let of = first;
  for (;;) {
    const afterComma = isToken(reader.peek(), ',') ? reader.peekAfter() : reader.peek();
    const word = modifiers.find((candidate) => isToken(afterComma, candidate));
    if (word === undefined || isRelation(grammar, word)) return of;
    reader.take(',');
    reader.next();
    of = modified(grammar, word, of);
  }
}

export function chain(grammar: Grammar): Syntax {
  return withModifiers(grammar, condition(grammar));
}

function takeRelation(reader: TokenReader): Relation | undefined {
  return relationNames.find((name) => reader.take(name) !== undefined);
}

/** `A except B`, or `A before B by [0 s, 2 s] within 0.1 s`; undefined where neither follows. */
function related(grammar: Grammar, first: Syntax): Syntax | undefined {
  const { reader } = grammar;
  const { start } = first;
  if (reader.take('except') !== undefined) {
    const second = chain(grammar);
    return { kind: 'except', first, second, start, end: second.end };
  }
  const relation = takeRelation(reader);
  if (relation === undefined) return undefined;
  const second = chain(grammar);
  const by = reader.take('by') === undefined ? undefined : timeWindow(grammar);
  const tolerance = reader.take('within') === undefined ? undefined : sum(grammar);
  const end = tolerance?.end ?? by?.end ?? second.end;
  return { kind: 'related', relation, first, second, by, tolerance, start, end };
}

function sequence(grammar: Grammar, first: Syntax): Syntax | undefined {
  const { reader } = grammar;
  if (reader.take('then') === undefined) return undefined;
  const second = chain(grammar);
  reader.expect('within', 'and how long after');
  const within = sum(grammar);
  return { kind: 'sequence', first, second, within, start: first.start, end: within.end };
}

/** A whole rule: bouts, or a condition or value that stands alone. */
export function rule(grammar: Grammar): Syntax {
  let first = chain(grammar);
  for (;;) {
    const joined = sequence(grammar, first) ?? related(grammar, first);
    if (joined === undefined) return first;
    first = withModifiers(grammar, joined);
  }
}
