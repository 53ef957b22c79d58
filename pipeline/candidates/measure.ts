import { byOp, type ByOp } from '#ontology/by-op';
import type { BoutsExpression } from '#ontology/expression';
import type { Bout } from './bouts.ts';
import type { Evaluator } from './evaluator.ts';
import type { TruthSignal } from './truth-signals.ts';

/** Sums over the frames of a bout: its robustness' midpoints, and how many frames were known. */
export interface Measure {
  readonly midpoints: number;
  readonly known: number;
  readonly frames: number;
}

const nothing: Measure = { midpoints: 0, known: 0, frames: 0 };

function add(a: Measure, b: Measure): Measure {
  return { midpoints: a.midpoints + b.midpoints, known: a.known + b.known, frames: a.frames + b.frames };
}

function measureSignal(signal: TruthSignal, length: number, { start, end }: Bout): Measure {
  let midpoints = 0;
  let known = 0;
  for (let i = Math.max(0, start); i < Math.min(length, end); i++) {
    const lo = signal.lo[i] ?? -1;
    const hi = signal.hi[i] ?? 1;
    midpoints += (lo + hi) / 2;
    if (lo > 0 || hi < 0) known += 1;
  }
  return { midpoints, known, frames: end - start };
}

function measureCandidate({ candidate, start, end }: Bout): Measure {
  if (candidate === undefined) return nothing;
  const frames = end - start;
  return { midpoints: (2 * candidate.ruleScore - 1) * frames, known: candidate.knownShare * frames, frames };
}

/** Measures a bout of this expression: on its condition where there is one, else on the bouts it was made of. */
export function measure(evaluator: Evaluator, expression: BoutsExpression, bout: Bout): Measure {
  const signal = evaluator.signalOf(expression, bout);
  if (signal !== undefined) return measureSignal(signal, evaluator.length, bout);
  return byOp(measures, { evaluator, bout }, expression);
}

interface Measured {
  readonly evaluator: Evaluator;
  readonly bout: Bout;
}

function total(measured: readonly Measure[]): Measure {
  return measured.reduce(add, nothing);
}

/** The bouts of one of several operands that a bout was made of. */
export function partsOfOperand({ parts = [] }: Bout, operand: number): readonly Bout[] {
  return parts.filter((part) => part.operand === operand);
}

const measureParts = ({ evaluator, bout }: Measured, { of }: { readonly of: BoutsExpression }): Measure =>
  total((bout.parts ?? []).map((part) => measure(evaluator, of, part)));
const measureInside = ({ evaluator, bout }: Measured, { of }: { readonly of: BoutsExpression }): Measure =>
  measure(evaluator, of, bout);
const measureOperands = ({ evaluator, bout }: Measured, of: readonly BoutsExpression[]): Measure =>
  total(
    of.flatMap((operand, number) =>
      partsOfOperand(bout, number).map((part) => measure(evaluator, operand, part)),
    ),
  );

const measures: ByOp<BoutsExpression, Measured, Measure> = {
  runs: () => nothing,
  event: ({ bout }) => measureCandidate(bout),
  sequence: ({ evaluator, bout: { parts = [] } }, { first, second }) =>
    total([
      ...parts.slice(0, 1).map((part) => measure(evaluator, first, part)),
      ...parts.slice(1).map((part) => measure(evaluator, second, part)),
    ]),
  gaps: measureParts,
  repeat: measureParts,
  for: measureInside,
  starts: measureInside,
  named: measureInside,
  union: (measured, { of }) => measureOperands(measured, of),
  intersection: (measured, { of }) => measureOperands(measured, of),
  except: (measured, { first }) => measureOperands(measured, [first]),
  related: (measured, { first }) => measureOperands(measured, [first]),
};

/** 0.5 + half the mean midpoint, in [0, 1]. */
export function ruleScoreOf({ midpoints, frames }: Measure): number {
  return frames === 0 ? 0.5 : Math.min(1, Math.max(0, 0.5 + midpoints / frames / 2));
}

/** Share of the frames in which the rule was known, in [0, 1]. */
export function knownShareOf({ known, frames }: Measure): number {
  return frames === 0 ? 0 : Math.min(1, known / frames);
}
