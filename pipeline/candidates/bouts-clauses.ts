import type { Clause } from '#contract/entities/clause';
import { byOp, type ByOp } from '#ontology/by-op';
import type { BoutsExpression, ValueExpression } from '#ontology/expression';
import { constantValue } from '#ontology/expression-parts';
import { printExpression } from '#ontology/print';
import { type Bout, betweenUs } from './bouts.ts';
import { partsOfOperand } from './measure.ts';
import { type ClauseContext, hullOf, truthClause } from './truth-clauses.ts';

interface TimeBound {
  readonly op: string;
  readonly text: string;
  readonly valueS: number;
  readonly bound: ValueExpression;
  readonly comparison: '<=' | '>=';
  readonly children: readonly Clause[];
}

function timeScale(context: ClauseContext, bound: ValueExpression, boundS: number): number {
  const { parameters } = context.evaluator.context.plan.ontology;
  const named = bound.op === 'parameter' ? parameters.find(({ name }) => name === bound.name) : undefined;
  return named?.scale ?? Math.max(Math.abs(boundS), 0.2) / 2;
}

/** A clause that compares a time with a bound, such as the length of a bout with its `for`. */
export function timeClause(
  context: ClauseContext,
  { op, text, valueS, bound, comparison, children }: TimeBound,
): Clause {
  const threshold = constantValue(bound, context.evaluator.context.values);
  const margin = comparison === '>=' ? valueS - threshold : threshold - valueS;
  const robustness = Math.min(1, Math.max(-1, margin / timeScale(context, bound, threshold)));
  return {
    op,
    text,
    truth: margin >= 0 ? 'true' : 'false',
    robustness,
    value: valueS,
    threshold,
    comparison,
    margin,
    unit: 's',
    parameter: bound.op === 'parameter' ? bound.name : undefined,
    unknownFrames: 0,
    children,
  };
}

function seconds(context: ClauseContext, from: number, to: number): number {
  return betweenUs(context.evaluator.clock, from, to) / 1e6;
}

function longestGapS(context: ClauseContext, bouts: readonly Bout[]): number {
  const gaps = bouts.flatMap(({ parts = [] }) =>
    parts.slice(1).map((part, index) => seconds(context, parts[index]?.end ?? part.start, part.start)),
  );
  return Math.max(0, ...gaps);
}

type Of<Op extends BoutsExpression['op']> = Extract<BoutsExpression, { readonly op: Op }>;

function lastingClause(
  context: ClauseContext,
  expression: Of<'for' | 'gaps'>,
  bouts: readonly Bout[],
): Clause {
  const { op, of, bound } = expression;
  const text = `${op} ${op === 'for' ? '>=' : '<='} ${printExpression(bound, context.roleNames)}`;
  const lengths = bouts.map(({ start, end }) => seconds(context, start, end));
  const valueS = op === 'for' ? Math.min(...lengths) : longestGapS(context, bouts);
  const inner = op === 'gaps' && of.op !== 'runs' ? bouts.flatMap((bout) => bout.parts ?? [bout]) : bouts;
  const comparison = op === 'for' ? '>=' : '<=';
  return timeClause(context, {
    op,
    text,
    valueS,
    bound,
    comparison,
    children: [boutsClause(context, of, inner)],
  });
}

function partsAt(bouts: readonly Bout[], index: number): readonly Bout[] {
  return bouts.flatMap(({ parts }) => parts?.[index] ?? []);
}

function sequenceClause(context: ClauseContext, expression: Of<'sequence'>, bouts: readonly Bout[]): Clause {
  const firsts = partsAt(bouts, 0);
  const nexts = partsAt(bouts, 1);
  const gaps = firsts.map(({ end }, index) => seconds(context, end, nexts[index]?.start ?? end));
  return timeClause(context, {
    op: 'then',
    text: printExpression(expression, context.roleNames),
    valueS: Math.max(...gaps),
    bound: expression.within,
    comparison: '<=',
    children: [
      boutsClause(context, expression.first, firsts),
      boutsClause(context, expression.second, nexts),
    ],
  });
}

function eventClause(context: ClauseContext, expression: Of<'event'>, bouts: readonly Bout[]): Clause {
  const candidates = bouts.flatMap(({ candidate }) => candidate ?? []);
  const scores = candidates.map(({ ruleScore }) => 2 * ruleScore - 1);
  return {
    op: 'event',
    text: printExpression(expression, context.roleNames),
    truth: candidates.length > 0 ? 'true' : 'unknown',
    robustness: scores.length > 0 ? Math.min(...scores) : 0,
    unknownFrames: 0,
    children: candidates.map(({ clause }) => clause),
  };
}

function startsClause(context: ClauseContext, expression: Of<'starts'>, bouts: readonly Bout[]): Clause {
  const { evaluator, roleNames } = context;
  const events = evaluator.events(expression.anchor);
  const lowUs = evaluator.timeUs(expression.low);
  const highUs = evaluator.timeUs(expression.high);
  const matches = bouts.flatMap((bout) =>
    events.flatMap((event) => {
      const afterUs = betweenUs(evaluator.clock, event[expression.edge], bout.start);
      return afterUs >= lowUs && afterUs <= highUs ? [{ event, afterS: afterUs / 1e6 }] : [];
    }),
  );
  const nearest = matches.at(-1);
  const anchor = eventClause(context, expression.anchor, nearest === undefined ? [] : [nearest.event]);
  return timeClause(context, {
    op: 'starts',
    text: printExpression(expression, roleNames),
    valueS: nearest?.afterS ?? 0,
    bound: expression.high,
    comparison: '<=',
    children: [boutsClause(context, expression.of, bouts), anchor],
  });
}

/** The clauses of operands, each over those of its bouts that took part. */
function operandClauses(
  context: ClauseContext,
  of: readonly BoutsExpression[],
  bouts: readonly Bout[],
): readonly Clause[] {
  return of.flatMap((operand, number) => {
    const parts = bouts.flatMap((bout) => partsOfOperand(bout, number));
    return parts.length === 0 ? [] : [boutsClause(context, operand, parts)];
  });
}

/** Bouts made of those of several operands: as sure as the surest of a union, and as the least sure of what all had to be. */
function joinedClause(
  { context, bouts }: Telling,
  expression: BoutsExpression,
  of: readonly BoutsExpression[],
): Clause {
  const children = operandClauses(context, of, bouts);
  const pick = expression.op === 'union' ? Math.max : Math.min;
  return {
    op: expression.op,
    text: printExpression(expression, context.roleNames),
    truth: 'true',
    robustness: children.length === 0 ? 0 : pick(...children.map(({ robustness }) => robustness)),
    unknownFrames: 0,
    children,
  };
}

function repeatClause({ context, bouts }: Telling, expression: Of<'repeat'>): Clause {
  const spans = bouts.map(({ start, end }) => seconds(context, start, end));
  const parts = bouts.flatMap((bout) => bout.parts ?? []);
  const { least, of } = expression;
  const most = Math.max(0, ...bouts.map((bout) => bout.parts?.length ?? 0));
  return {
    op: 'repeat',
    text: `${printExpression(expression, context.roleNames)}, ${most} in ${Math.max(0, ...spans).toFixed(1)} s`,
    truth: 'true',
    robustness: Math.min(1, (most - least + 1) / least),
    value: most,
    threshold: least,
    comparison: '>=',
    margin: most - least,
    unknownFrames: 0,
    children: [boutsClause(context, of, parts)],
  };
}

interface Telling {
  readonly context: ClauseContext;
  readonly bouts: readonly Bout[];
}

const tellLasting = ({ context, bouts }: Telling, expression: Of<'for' | 'gaps'>): Clause =>
  lastingClause(context, expression, bouts);

const clauses: ByOp<BoutsExpression, Telling, Clause> = {
  runs({ context, bouts }, { of }) {
    const held = context.evaluator.truth(of, hullOf(bouts));
    return truthClause(context, of, { spans: bouts, held, negated: false });
  },
  for: tellLasting,
  gaps: tellLasting,
  sequence: ({ context, bouts }, expression) => sequenceClause(context, expression, bouts),
  event: ({ context, bouts }, expression) => eventClause(context, expression, bouts),
  starts: ({ context, bouts }, expression) => startsClause(context, expression, bouts),
  union: (telling, expression) => joinedClause(telling, expression, expression.of),
  intersection: (telling, expression) => joinedClause(telling, expression, expression.of),
  except: (telling, expression) => joinedClause(telling, expression, [expression.first]),
  related: (telling, expression) => joinedClause(telling, expression, [expression.first, expression.second]),
  repeat: repeatClause,
  named({ context, bouts }, expression) {
    const inner = boutsClause(context, expression.of, bouts);
    const text = printExpression(expression, context.roleNames);
    return { ...inner, op: 'named', text, children: [inner] };
  },
};

/** How bouts came to be, with the clause under each of their operators. */
export function boutsClause(
  context: ClauseContext,
  expression: BoutsExpression,
  bouts: readonly Bout[],
): Clause {
  return byOp(clauses, { context, bouts }, expression);
}
