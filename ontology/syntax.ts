import type { TextRange } from './diagnostics.ts';

export type Comparison = '<' | '<=' | '>' | '>=';
export type ArithmeticSign = '+' | '-' | '*' | '/';
export type Edge = 'start' | 'end';

/** Allen's relations of two intervals. */
export const relationNames = [
  'before',
  'after',
  'meets',
  'met_by',
  'overlaps',
  'overlapped_by',
  'starts',
  'started_by',
  'during',
  'contains',
  'finishes',
  'finished_by',
  'equals',
] as const;
export type Relation = (typeof relationNames)[number];

interface Node<Kind extends string> extends TextRange {
  readonly kind: Kind;
}

export interface QuantitySyntax extends Node<'quantity'> {
  readonly value: number;
  readonly unit: string;
  readonly unitRange: TextRange;
  readonly text: string;
}
export interface ParameterSyntax extends Node<'parameter'> {
  readonly name: string;
}
export interface NameSyntax extends Node<'name'> {
  readonly name: string;
}
/** A text in quotes: the name of a keypoint. */
export interface TextSyntax extends Node<'text'> {
  readonly value: string;
}
export interface CallSyntax extends Node<'call'> {
  readonly name: string;
  readonly nameRange: TextRange;
  readonly args: readonly Syntax[];
}
export interface NegateSyntax extends Node<'negate'> {
  readonly of: Syntax;
}
export interface ArithmeticSyntax extends Node<'arithmetic'> {
  readonly sign: ArithmeticSign;
  readonly left: Syntax;
  readonly right: Syntax;
}
export interface CompareSyntax extends Node<'compare'> {
  readonly comparison: Comparison;
  readonly left: Syntax;
  readonly right: Syntax;
}
export interface BetweenSyntax extends Node<'between'> {
  readonly of: Syntax;
  readonly low: Syntax;
  readonly high: Syntax;
}
export interface NotSyntax extends Node<'not'> {
  readonly of: Syntax;
}
export interface JunctionSyntax extends Node<'junction'> {
  readonly word: 'and' | 'or';
  readonly of: readonly Syntax[];
}
/** A window of time, as an argument. */
export interface WindowSyntax extends Node<'window'> {
  readonly low: Syntax;
  readonly high: Syntax;
}
export interface WindowedSyntax extends Node<'always' | 'eventually'> {
  readonly of: Syntax;
  readonly low: Syntax;
  readonly high: Syntax;
}
export interface UntilSyntax extends Node<'until' | 'since'> {
  readonly holds: Syntax;
  readonly reaches: Syntax;
  readonly low: Syntax;
  readonly high: Syntax;
}
/** `person other where ...`: each track of a class but those in the roles, under a name of its own. */
export interface EachSyntax extends Node<'each'> {
  readonly className: string;
  readonly classRange: TextRange;
  readonly alias: string;
  readonly aliasRange: TextRange;
  /** `group(actor)`, behind `in`: only those of the group. */
  readonly among?: Syntax | undefined;
  readonly where: Syntax;
}
export interface QuantifiedSyntax extends Node<'some' | 'every'> {
  readonly each: EachSyntax;
}
export interface IsSyntax extends Node<'is'> {
  readonly role: Syntax;
  readonly className: string;
  readonly classRange: TextRange;
}
export interface HysteresisSyntax extends Node<'hysteresis'> {
  readonly enters: Syntax;
  readonly leaves: Syntax;
}
export interface ForSyntax extends Node<'for'> {
  readonly of: Syntax;
  readonly bound: Syntax;
}
export interface GapsSyntax extends Node<'gaps'> {
  readonly of: Syntax;
  readonly bound: Syntax;
}
export interface StartsSyntax extends Node<'starts'> {
  readonly of: Syntax;
  readonly low: Syntax;
  readonly high: Syntax;
  readonly edge: Edge;
  readonly anchor: Syntax;
}
export interface ThenSyntax extends Node<'sequence'> {
  readonly first: Syntax;
  readonly second: Syntax;
  readonly within: Syntax;
}
export interface ExceptSyntax extends Node<'except'> {
  readonly first: Syntax;
  readonly second: Syntax;
}
export interface RelatedSyntax extends Node<'related'> {
  readonly relation: Relation;
  readonly first: Syntax;
  readonly second: Syntax;
  readonly by?: { readonly low: Syntax; readonly high: Syntax } | undefined;
  readonly tolerance?: Syntax | undefined;
}
/** Arguments such as `>= 3` and `within 10 s`. */
export interface BoundSyntax extends Node<'at_least' | 'limit'> {
  readonly of: Syntax;
}
/** Stands where the text could not be read; its diagnostic was already given. */
export type BrokenSyntax = Node<'broken'>;

/** An expression as written, with the range of each part in the file. */
export type Syntax =
  | QuantitySyntax
  | ParameterSyntax
  | NameSyntax
  | TextSyntax
  | CallSyntax
  | NegateSyntax
  | ArithmeticSyntax
  | CompareSyntax
  | BetweenSyntax
  | NotSyntax
  | JunctionSyntax
  | WindowSyntax
  | WindowedSyntax
  | UntilSyntax
  | EachSyntax
  | QuantifiedSyntax
  | IsSyntax
  | HysteresisSyntax
  | ForSyntax
  | GapsSyntax
  | StartsSyntax
  | ThenSyntax
  | ExceptSyntax
  | RelatedSyntax
  | BoundSyntax
  | BrokenSyntax;
