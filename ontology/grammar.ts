import type { Syntax } from './syntax.ts';
import type { TokenReader } from './token-reader.ts';

/** What every rule of the grammar reads from, and how a whole rule is read where one stands in brackets. */
export interface Grammar {
  readonly text: string;
  readonly reader: TokenReader;
  rule(grammar: Grammar): Syntax;
}
