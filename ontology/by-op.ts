interface WithOp {
  readonly op: string;
}
interface WithKind {
  readonly kind: string;
}

type OfOp<Union, Op> = Union extends { readonly op: infer Own } ? (Op extends Own ? Union : never) : never;
type OfKind<Union, Kind> = Union extends { readonly kind: infer Own }
  ? Kind extends Own
    ? Union
    : never
  : never;

/** A function for each op of an expression: an op that is added is missing in every table until it is dealt with there. */
export type ByOp<Union extends WithOp, Context, Result> = {
  readonly [Op in Union['op']]: (context: Context, expression: OfOp<Union, Op>) => Result;
};

/** The same for each kind of syntax. */
export type ByKind<Union extends WithKind, Context, Result> = {
  readonly [Kind in Union['kind']]: (context: Context, syntax: OfKind<Union, Kind>) => Result;
};

/** What the table's function for this op answers. */
export function byOp<Union extends WithOp, Context, Result>(
  table: ByOp<Union, Context, Result>,
  context: Context,
  expression: Union,
): Result {
  const op: Union['op'] = expression.op;
  const act = table[op] as (context: Context, expression: Union) => Result;
  return act(context, expression);
}

/** What the table's function for this kind answers. */
export function byKind<Union extends WithKind, Context, Result>(
  table: ByKind<Union, Context, Result>,
  context: Context,
  syntax: Union,
): Result {
  const kind: Union['kind'] = syntax.kind;
  const act = table[kind] as (context: Context, syntax: Union) => Result;
  return act(context, syntax);
}
