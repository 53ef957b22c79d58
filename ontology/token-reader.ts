import type { DiagnosticSink, TextRange } from './diagnostics.ts';
import { type Token, tokenize } from './lexer.ts';
import type { BrokenSyntax } from './syntax.ts';

const maxTokens = 2_000;
const maxDepth = 60;

/**
 * Walks the tokens of one expression. After the first complaint it is `broken` and stays at the end, so that every
 * rule of the grammar returns at once and one mistake gives one diagnostic.
 */
export interface TokenReader {
  peek(): Token;
  peekAfter(): Token;
  next(): Token;
  /** Takes the word or sign if it comes next. */
  take(text: string): Token | undefined;
  /** Takes the word or sign, or complains that it is missing. */
  expect(text: string, why: string): Token;
  complain(range: TextRange, message: string, hint?: string): BrokenSyntax;
  /** Runs a rule one level deeper; complains where brackets are nested out of reason. */
  nested<T>(rule: () => T, otherwise: (broken: BrokenSyntax) => T): T;
  readonly broken: boolean;
}

/** How a token is named in a message. */
export function tokenText(token: Token, text: string): string {
  return token.kind === 'end' ? 'the end of the expression' : `"${text.slice(token.start, token.end)}"`;
}

/** Whether the token is this word or sign. */
export function isToken(token: Token, text: string): boolean {
  return (token.kind === 'name' || token.kind === 'sign') && token.text === text;
}

class Reader implements TokenReader {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #sink: DiagnosticSink;
  readonly #end: Token;
  #at = 0;
  #depth = 0;
  broken = false;

  constructor(text: string, range: TextRange, sink: DiagnosticSink) {
    const tokens = tokenize(text, range);
    this.#text = text;
    this.#tokens = tokens;
    this.#sink = sink;
    this.#end = tokens.at(-1) ?? { kind: 'end', text: '', start: range.start, end: range.start };
    const strange = tokens.find((token) => token.kind === 'strange');
    if (tokens.length > maxTokens) this.complain(range, `An expression may have at most ${maxTokens} words.`);
    else if (strange !== undefined)
      this.complain(strange, `${tokenText(strange, text)} has no meaning in an expression.`);
  }

  peek(): Token {
    return this.broken ? this.#end : (this.#tokens[this.#at] ?? this.#end);
  }

  peekAfter(): Token {
    return this.broken ? this.#end : (this.#tokens[this.#at + 1] ?? this.#end);
  }

  next(): Token {
    const token = this.peek();
    this.#at += 1;
    return token;
  }

  take(text: string): Token | undefined {
    return isToken(this.peek(), text) ? this.next() : undefined;
  }

  expect(text: string, why: string): Token {
    const taken = this.take(text);
    if (taken !== undefined) return taken;
    const token = this.peek();
    this.complain(token, `Expected "${text}" ${why}, found ${tokenText(token, this.#text)}.`);
    return token;
  }

  complain(range: TextRange, message: string, hint?: string): BrokenSyntax {
    if (!this.broken) this.#sink.error('bad_expression', range, message, hint);
    this.broken = true;
    return { kind: 'broken', start: range.start, end: range.end };
  }

  nested<T>(rule: () => T, otherwise: (broken: BrokenSyntax) => T): T {
    if (this.#depth >= maxDepth)
      return otherwise(
        this.complain(this.peek(), `This is nested more than ${maxDepth} deep.`, 'Name a part in `define`.'),
      );
    this.#depth += 1;
    const result = rule();
    this.#depth -= 1;
    return result;
  }
}

/** A reader at the first token of `text[range)`. */
export function readTokens(text: string, range: TextRange, sink: DiagnosticSink): TokenReader {
  return new Reader(text, range, sink);
}
