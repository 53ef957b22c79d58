import { findFeature, type UnitPowers } from '#contract/features';
import { reservedWords, type Token, tokenize } from '#ontology/lexer';
import { relationNames } from '#ontology/syntax';

/** What may come next in an expression. */
export type Wanted =
  | 'operand'
  | 'value'
  | 'time'
  | 'operator'
  | 'parameter'
  | 'unit'
  | 'class'
  | 'alias'
  | 'where'
  | 'argument'
  | 'anchor'
  | 'at_least'
  | 'at_most'
  | 'window';

/** An opened bracket: of a call, a group or a window. */
export interface Bracket {
  readonly sign: '(' | '[';
  /** The name before a `(`, or the word before a `[`. */
  readonly name: string;
  /** How many commas stand in it so far. */
  argument: number;
  /** Where its present argument begins among the tokens. */
  from: number;
}

/** A place in an expression. */
export interface ExpressionPlace {
  readonly wanted: Wanted;
  /** Where the word that is being written begins; the caret where none is. */
  readonly start: number;
  /** The tokens before that word. */
  readonly tokens: readonly Token[];
  readonly bracket: Bracket | undefined;
  /** Unit that a value must have here, where one can be told. */
  readonly unit: UnitPowers | undefined;
  /** Whether the present clause compares something already: a condition then, not a value. */
  readonly compared: boolean;
}

const comparisons = new Set(['<', '<=', '>', '>=']);
const arithmetic = new Set(['+', '-', '*', '/']);
const beginsClause = new Set(
  'and or not enters leaves where then except snap'.split(' ').concat(relationNames),
);
const notOperands = new Set([...reservedWords, ...relationNames, 'except', 'by']);

function textOf(token: Token | undefined): string {
  return token === undefined || token.kind === 'quantity' ? '' : token.text;
}

function isSign(token: Token | undefined, sign: string): boolean {
  return token?.kind === 'sign' && token.text === sign;
}

function bracketsOf(tokens: readonly Token[]): readonly Bracket[] {
  const open: Bracket[] = [];
  tokens.forEach((token, i) => {
    if (isSign(token, '(') || isSign(token, '[')) {
      const before = tokens[i - 1];
      const isWord = before?.kind === 'name' && (textOf(token) === '[' || !reservedWords.has(before.text));
      open.push({
        sign: isSign(token, '(') ? '(' : '[',
        name: isWord ? before.text : '',
        argument: 0,
        from: i + 1,
      });
    } else if (isSign(token, ')') || isSign(token, ']')) open.pop();
    const top = open.at(-1);
    if (top !== undefined && isSign(token, ',')) {
      top.argument += 1;
      top.from = i + 1;
    }
  });
  return open;
}

/** The tokens of the clause that is being written: behind the last word that begins one. */
function clauseOf(tokens: readonly Token[], from: number): readonly Token[] {
  let depth = 0;
  for (let i = tokens.length - 1; i >= from; i--) {
    const token = tokens[i];
    if (isSign(token, ')') || isSign(token, ']')) depth += 1;
    else if (isSign(token, '(') || isSign(token, '[')) depth -= 1;
    else if (depth <= 0 && token?.kind === 'name' && beginsClause.has(token.text) && !isBetweenAnd(tokens, i))
      return tokens.slice(i + 1);
  }
  return tokens.slice(from);
}

/** Whether the `and` at `at` is that of `between a and b`. */
function isBetweenAnd(tokens: readonly Token[], at: number): boolean {
  if (textOf(tokens[at]) !== 'and') return false;
  for (let i = at - 1; i >= 0; i--) {
    const word = textOf(tokens[i]);
    if (word === 'between') return true;
    if (word === 'and' || word === 'or') return false;
  }
  return false;
}

function isComparison(token: Token): boolean {
  return token.kind === 'sign' && comparisons.has(token.text);
}

/** The unit of what a clause compares, told from the one feature it names. */
function unitOf(clause: readonly Token[]): UnitPowers | undefined {
  const at = clause.findIndex((token) => isComparison(token) || textOf(token) === 'between');
  const left = at < 0 ? [] : clause.slice(0, at);
  if (left.some((token) => isSign(token, '*') || isSign(token, '/'))) return undefined;
  const found = left.flatMap((token) => (token.kind === 'name' ? (findFeature(token.text) ?? []) : []));
  return found[0]?.unit;
}

function endsOperand(tokens: readonly Token[]): boolean {
  const last = tokens.at(-1);
  if (last === undefined) return false;
  if (last.kind === 'name') return !notOperands.has(last.text);
  if (isSign(last, ']')) return !opensCondition(tokens);
  return last.kind === 'quantity' || last.kind === 'parameter' || last.kind === 'text' || isSign(last, ')');
}

/** Whether the last `]` closes the window of an operator that a condition follows. */
function opensCondition(tokens: readonly Token[]): boolean {
  const opener = tokens.findLastIndex((token) => isSign(token, '['));
  return ['always', 'eventually', 'until', 'since'].includes(textOf(tokens[opener - 1]));
}

const afterWord: Readonly<Record<string, Wanted>> = {
  is: 'class',
  some: 'class',
  every: 'class',
  for: 'at_least',
  gaps: 'at_most',
  within: 'time',
  to: 'time',
  by: 'window',
  snap: 'value',
  between: 'value',
};

function afterComparison(tokens: readonly Token[]): Wanted {
  const word = textOf(tokens.at(-2));
  return word === 'for' || word === 'gaps' ? 'time' : 'value';
}

function quantified(tokens: readonly Token[]): Wanted | undefined {
  const words = tokens.map(textOf);
  const counts = words.at(-2) === 'count' && words.at(-1) === '(';
  if (counts) return 'class';
  const opens = (at: number): boolean =>
    words.at(at) === 'some' ||
    words.at(at) === 'every' ||
    (words.at(at) === '(' && words.at(at - 1) === 'count');
  if (tokens.at(-1)?.kind !== 'name') return undefined;
  if (opens(-2)) return 'alias';
  return tokens.at(-2)?.kind === 'name' && opens(-3) ? 'where' : undefined;
}

function isAnchor(tokens: readonly Token[]): boolean {
  return textOf(tokens.at(-1)) === 'after' && tokens.some((token) => textOf(token) === 'starts');
}

function wantedAfter(tokens: readonly Token[], bracket: Bracket | undefined): Wanted {
  const last = tokens.at(-1);
  const special = quantified(tokens);
  if (special !== undefined) return special;
  if (isAnchor(tokens)) return 'anchor';
  if (endsOperand(tokens)) return 'operator';
  if (last?.kind === 'name')
    return afterWord[last.text] ?? (isBetweenAnd(tokens, tokens.length - 1) ? 'value' : 'operand');
  if (last !== undefined && isComparison(last)) return afterComparison(tokens);
  if (last?.kind === 'sign' && arithmetic.has(last.text)) return 'value';
  if (bracket?.sign === '[') return 'time';
  return bracket !== undefined && bracket.name !== '' ? 'argument' : 'operand';
}

function wordBefore(tokens: readonly Token[], offset: number): Token | undefined {
  const last = tokens.at(-1);
  const isWord = last?.kind === 'name' || last?.kind === 'parameter';
  return isWord && last.end === offset ? last : undefined;
}

/** Reads the expression that begins at `start` up to the caret. */
export function expressionPlace(text: string, start: number, offset: number): ExpressionPlace {
  const all = tokenize(text, { start, end: offset }).filter(({ kind }) => kind !== 'end');
  const word = wordBefore(all, offset);
  const tokens = word === undefined ? all : all.slice(0, -1);
  const bracket = bracketsOf(tokens).at(-1);
  const clause = clauseOf(tokens, bracket?.from ?? 0);
  const shared = {
    tokens,
    bracket,
    unit: unitOf(clause),
    compared: clause.some((token) => isComparison(token) || textOf(token) === 'between'),
  };
  const last = tokens.at(-1);
  if (last?.kind === 'quantity' && last.unit !== '' && last.end === offset)
    return { ...shared, wanted: 'unit', start: last.unitRange.start };
  if (last?.kind === 'quantity' && last.unit === '' && word === undefined)
    return { ...shared, wanted: 'unit', start: offset };
  if (text[offset - 1] === '$') return { ...shared, wanted: 'parameter', start: offset - 1 };
  if (word?.kind === 'parameter') return { ...shared, wanted: 'parameter', start: word.start };
  return { ...shared, wanted: wantedAfter(tokens, bracket), start: word?.start ?? offset };
}
