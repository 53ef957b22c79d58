import {
  type Input,
  NodeSet,
  NodeType,
  type NodeType as Type,
  Parser,
  type PartialParse,
  type SyntaxNode,
  type SyntaxNodeRef,
  Tree,
  parseMixed,
} from '@lezer/common';
import { styleTags, tags } from '@lezer/highlight';
import { yamlLanguage } from '@codemirror/lang-yaml';
import { reservedWords, type Token, tokenize } from '#ontology/lexer';
import { relationNames } from '#ontology/syntax';
import { expressionAt } from '../language/fields.ts';

const names = [
  'Expression',
  'Words',
  'Number',
  'Unit',
  'Parameter',
  'Name',
  'Call',
  'Keyword',
  'Sign',
  'Keypoint',
  'Strange',
] as const;
type Name = (typeof names)[number];

const nodes = new NodeSet(
  names.map((name, id) => NodeType.define({ id, name, top: name === 'Expression' || name === 'Words' })),
).extend(
  styleTags({
    Words: tags.string,
    Number: tags.number,
    Unit: tags.unit,
    Parameter: tags.variableName,
    Name: tags.name,
    Call: tags.function(tags.variableName),
    Keyword: tags.keyword,
    Sign: tags.operator,
    Keypoint: tags.string,
    Strange: tags.invalid,
  }),
);

const types = new Map<Name, Type>(names.map((name, id) => [name, nodes.types[id] ?? NodeType.none]));
const keywords = new Set([...reservedWords, ...relationNames, 'except', 'by']);

interface Piece {
  readonly name: Name;
  readonly start: number;
  readonly end: number;
}

const ofKind: Readonly<Record<Exclude<Token['kind'], 'quantity' | 'name' | 'end'>, Name>> = {
  parameter: 'Parameter',
  sign: 'Sign',
  text: 'Keypoint',
  strange: 'Strange',
};

function piecesOf(token: Token, next: Token | undefined): readonly Piece[] {
  const { start, end } = token;
  if (token.kind === 'end') return [];
  if (token.kind === 'quantity') {
    const number: Piece = { name: 'Number', start, end: token.unit === '' ? end : token.unitRange.start };
    return token.unit === '' ? [number] : [number, { name: 'Unit', ...token.unitRange }];
  }
  if (token.kind !== 'name') return [{ name: ofKind[token.kind], start, end }];
  const isCall = next?.kind === 'sign' && next.text === '(';
  return [{ name: keywords.has(token.text) ? 'Keyword' : isCall ? 'Call' : 'Name', start, end }];
}

function treeOf(top: Name, pieces: readonly Piece[], length: number): Tree {
  const type = (name: Name): Type => types.get(name) ?? NodeType.none;
  return new Tree(
    type(top),
    pieces.map(({ name, start, end }) => new Tree(type(name), [], [], end - start)),
    pieces.map(({ start }) => start),
    length,
  );
}

/** Reads at once what it is given: expressions and words are short. */
class ShortParser extends Parser {
  readonly #read: (text: string) => Tree;

  constructor(read: (text: string) => Tree) {
    super();
    this.#read = read;
  }

  createParse(
    input: Input,
    _fragments: unknown,
    ranges: readonly { readonly from: number; readonly to: number }[],
  ): PartialParse {
    const from = ranges[0]?.from ?? 0;
    const to = ranges.at(-1)?.to ?? input.length;
    return {
      parsedPos: to,
      stoppedAt: null,
      stopAt: () => undefined,
      advance: () => this.#read(input.read(from, to)),
    };
  }
}

const expressions = new ShortParser((text) => {
  const tokens = tokenize(text, { start: 0, end: text.length });
  const pieces = tokens.flatMap((token, i) => piecesOf(token, tokens[i + 1]));
  return treeOf('Expression', pieces, text.length);
});
const words = new ShortParser((text) => treeOf('Words', [], text.length));

function pathOf(node: SyntaxNode, input: Input): readonly string[] | undefined {
  const path: string[] = [];
  for (let at: SyntaxNode | null = node; at !== null; at = at.parent) {
    if (at.name === 'Key') return undefined;
    const key = at.name === 'Pair' ? at.firstChild : null;
    if (key?.name === 'Key') path.unshift(input.read(key.from, key.to).replaceAll(/["']/g, ''));
  }
  return path;
}

const scalars = new Set(['Literal', 'QuotedLiteral', 'BlockLiteralContent']);
const wordFields = new Set(['says', 'starts', 'ends']);

function nestedIn(node: SyntaxNodeRef, input: Input) {
  if (!scalars.has(node.name) || node.from === node.to) return null;
  const path = pathOf(node.node, input);
  if (path === undefined) return null;
  if (expressionAt(path) !== undefined) return { parser: expressions };
  return wordFields.has(path.at(-1) ?? '') ? { parser: words } : null;
}

/** YAML whose expressions are read by the lexer of the language. */
export const ontologyLanguage = yamlLanguage.configure({ wrap: parseMixed(nestedIn) });
