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

function depthStep(token: Token | undefined): 1 | 0 | -1 {
  if (isSign(token, '(') || isSign(token, '[')) return 1;
  return isSign(token, ')') || isSign(token, ']') ? -1 : 0;
}

function opened(tokens: readonly Token[], at: number): Bracket {
  const sign = isSign(tokens[at], '(') ? '(' : '[';
  const before = tokens[at - 1];
  const isNamed = before?.kind === 'name' && (sign === '[' || !reservedWords.has(before.text));
  return { sign, name: isNamed ? before.text : '', argument: 0, from: at + 1 };
}

function bracketsOf(tokens: readonly Token[]): readonly Bracket[] {
  const open: Bracket[] = [];
  tokens.forEach((token, at) => {
    const step = depthStep(token);
    if (step === 1) open.push(opened(tokens, at));
    if (step === -1) open.pop();
    const top = open.at(-1);
    if (top === undefined || !isSign(token, ',')) return;
    top.argument += 1;
    top.from = at + 1;
  });
  return open;
}

/** The tokens of the clause that is being written: behind the last word that begins one. */
function clauseOf(tokens: readonly Token[], from: number): readonly Token[] {
  let depth = 0;
  for (let at = tokens.length - 1; at >= from; at--) {
    depth -= depthStep(tokens[at]);
    const begins = beginsClause.has(textOf(tokens[at])) && !isBetweenAnd(tokens, at);
    if (depth <= 0 && begins) return tokens.slice(at + 1);
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

type Rule = (tokens: readonly Token[], bracket: Bracket | undefined) => Wanted | undefined;

function afterName(tokens: readonly Token[]): Wanted | undefined {
  const last = tokens.at(-1);
  if (last?.kind !== 'name') return undefined;
  return afterWord[last.text] ?? (isBetweenAnd(tokens, tokens.length - 1) ? 'value' : 'operand');
}

function afterSign(tokens: readonly Token[]): Wanted | undefined {
  const last = tokens.at(-1);
  if (last?.kind !== 'sign') return undefined;
  if (comparisons.has(last.text)) return afterComparison(tokens);
  return arithmetic.has(last.text) ? 'value' : undefined;
}

function inBracket(_tokens: readonly Token[], bracket: Bracket | undefined): Wanted {
  if (bracket?.sign === '[') return 'time';
  return bracket !== undefined && bracket.name !== '' ? 'argument' : 'operand';
}

/** What comes next by the tokens before it; the first rule that knows decides. */
const rules: readonly Rule[] = [
  quantified,
  (tokens) => (isAnchor(tokens) ? 'anchor' : undefined),
  (tokens) => (endsOperand(tokens) ? 'operator' : undefined),
  afterName,
  afterSign,
];

function wantedAfter(tokens: readonly Token[], bracket: Bracket | undefined): Wanted {
  for (const rule of rules) {
    const wanted = rule(tokens, bracket);
    if (wanted !== undefined) return wanted;
  }
  return inBracket(tokens, bracket);
}

function wordBefore(tokens: readonly Token[], offset: number): Token | undefined {
  const last = tokens.at(-1);
  const isWord = last?.kind === 'name' || last?.kind === 'parameter';
  return isWord && last.end === offset ? last : undefined;
}

type Begun = Pick<ExpressionPlace, 'wanted' | 'start'>;

/** A unit or a parameter that is being written, which only the last characters tell. */
function begun(
  text: string,
  offset: number,
  tokens: readonly Token[],
  word: Token | undefined,
): Begun | undefined {
  const last = tokens.at(-1);
  if (last?.kind === 'quantity' && word === undefined) {
    if (last.unit === '') return { wanted: 'unit', start: offset };
    if (last.end === offset) return { wanted: 'unit', start: last.unitRange.start };
  }
  if (text[offset - 1] === '$') return { wanted: 'parameter', start: offset - 1 };
  return word?.kind === 'parameter' ? { wanted: 'parameter', start: word.start } : undefined;
}

/** Reads the expression that begins at `start` up to the caret. */
export function expressionPlace(text: string, start: number, offset: number): ExpressionPlace {
  const all = tokenize(text, { start, end: offset }).filter(({ kind }) => kind !== 'end');
  const word = wordBefore(all, offset);
  const tokens = word === undefined ? all : all.slice(0, -1);
  const bracket = bracketsOf(tokens).at(-1);
  const clause = clauseOf(tokens, bracket?.from ?? 0);
  const next = { wanted: wantedAfter(tokens, bracket), start: word?.start ?? offset };
  return {
    tokens,
    bracket,
    unit: unitOf(clause),
    compared: clause.some((token) => isComparison(token) || textOf(token) === 'between'),
    ...(begun(text, offset, tokens, word) ?? next),
  };
}
