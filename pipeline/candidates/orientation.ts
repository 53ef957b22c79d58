import type { UnitPowers } from '#contract/features';
import type { Compare, ValueExpression } from '#ontology/expression';
import { constantValue, everyPart, isConstant } from '#ontology/expression-parts';
import type { Parameter } from '#ontology/model';
import type { Comparison } from '#ontology/syntax';
import { type Space, unitText } from '#ontology/units';

/** A comparison turned so that what varies stands on the left, with the margin that counts as certain. */
export interface Orientation {
  readonly value: ValueExpression;
  readonly threshold: ValueExpression;
  readonly comparison: Comparison;
  /** The threshold in canonical units where it is the same in every frame. */
  readonly constant?: number | undefined;
  /** Margin in canonical units at which the robustness reaches 1. */
  readonly scale: number;
  readonly parameter?: string | undefined;
  /** The unit that numbers are told in, and canonical units in one of it. */
  readonly unit: string;
  readonly factor: number;
}

const flipped = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

/** Smallest threshold by which a margin is judged: 0.2 of the canonical unit, 20 px for pictures. */
function smallConstant(unit: UnitPowers): number {
  return unit.pixel === 0 ? 0.2 : 20;
}

function parametersIn(threshold: ValueExpression): readonly string[] {
  return [...new Set(everyPart(threshold).flatMap((part) => (part.op === 'parameter' ? [part.name] : [])))];
}

/**
 * The scale of a comparison: the parameter's own where the threshold is one parameter with a range or a scale, else half
 * of the threshold's size, and half of a small constant of its unit where that is larger or the threshold varies.
 */
function scaleOf(
  threshold: ValueExpression,
  constant: number | undefined,
  parameters: ReadonlyMap<string, Parameter>,
): number {
  const parameter = threshold.op === 'parameter' ? parameters.get(threshold.name) : undefined;
  if (parameter?.scale !== undefined) return parameter.scale;
  return Math.max(Math.abs(constant ?? 0), smallConstant(threshold.unit)) / 2;
}

interface Display {
  readonly unit: string;
  readonly factor: number;
}

function displayOf(
  threshold: ValueExpression,
  parameters: ReadonlyMap<string, Parameter>,
  space: Space,
): Display {
  const written = everyPart(threshold).find((part) => part.op === 'literal' || part.op === 'parameter');
  if (written?.op === 'literal' && written.unitText !== '' && threshold.op !== 'arithmetic')
    return { unit: written.unitText, factor: written.factor };
  const parameter = written?.op === 'parameter' ? parameters.get(written.name) : undefined;
  if (parameter !== undefined && threshold.op !== 'arithmetic')
    return { unit: parameter.unitText, factor: parameter.factor };
  return { unit: unitText(threshold.unit, space), factor: 1 };
}

/** Turns a comparison and finds its scale; `values` are the parameters' values in canonical units. */
export function orient(
  compare: Compare,
  parameters: ReadonlyMap<string, Parameter>,
  values: ReadonlyMap<string, number>,
  space: Space,
): Orientation {
  const turn = isConstant(compare.left);
  const threshold = turn ? compare.left : compare.right;
  const constant = isConstant(threshold) ? constantValue(threshold, values) : undefined;
  const [parameter, ...others] = parametersIn(threshold);
  return {
    value: turn ? compare.right : compare.left,
    threshold,
    comparison: turn ? flipped[compare.comparison] : compare.comparison,
    constant,
    scale: scaleOf(threshold, constant, parameters),
    parameter: others.length === 0 ? parameter : undefined,
    ...displayOf(threshold, parameters, space),
  };
}
