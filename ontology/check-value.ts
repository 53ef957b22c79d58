import type { UnitPowers } from '#contract/features';
import type { TextRange } from './diagnostics.ts';
import type { Literal, ParameterUse, ValueExpression } from './expression.ts';
import { complain, kindInWords, type Scope, unitInWords, written } from './scope.ts';
import { suggestName } from './suggest.ts';
import type { ArithmeticSign, QuantitySyntax, Syntax } from './syntax.ts';
import { combineUnits, noUnit, parseUnit, sameUnit, unitNames, unitText } from './units.ts';

/** A number with its unit; complains of an unknown unit and of a length of the other space. */
export function checkQuantity(scope: Scope, syntax: QuantitySyntax): Literal | undefined {
  const unit = parseUnit(syntax.unit);
  if ('unknown' in unit)
    return complain(
      scope,
      'unknown_unit',
      syntax.unitRange,
      `The unit "${unit.unknown}" is unknown.`,
      suggestName(unit.unknown, unitNames) ?? `known: ${unitNames.join(', ')}`,
    );
  if (unit.space !== undefined && unit.space !== scope.names.space) {
    const lengths = scope.names.space === 'body' ? 'body heights' : 'metres';
    const wanted = unitText(unit.powers, scope.names.space);
    return complain(
      scope,
      'space_mismatch',
      syntax.unitRange,
      `This ontology measures lengths in ${lengths} (space: ${scope.names.space}), "${syntax.text}" does not.`,
      `write it in ${wanted}`,
    );
  }
  return {
    op: 'literal',
    value: syntax.value * unit.factor,
    unit: unit.powers,
    factor: unit.factor,
    unitText: syntax.unit,
    text: syntax.text,
  };
}

/** `$name`; complains where no parameter is called so. */
export function checkParameter(scope: Scope, name: string, range: TextRange): ParameterUse | undefined {
  const { parameters } = scope.names;
  if (!parameters.has(name)) {
    const hint = suggestName(name, [...parameters.keys()]) ?? 'Declare it under `params`.';
    return complain(scope, 'unknown_symbol', range, `The parameter "$${name}" is not declared.`, hint);
  }
  const parameter = parameters.get(name);
  return parameter === undefined
    ? undefined
    : { op: 'parameter', name: parameter.name, unit: parameter.unit };
}

/** `speed(actor) is m/s, 3 s is a time`: the sentence about two values that must be of one unit. */
export function complainOfUnits(
  scope: Scope,
  left: Syntax,
  leftUnit: UnitPowers,
  right: Syntax,
  rightUnit: UnitPowers,
): undefined {
  const message = `${written(scope, left)} is ${unitInWords(scope, leftUnit)}, ${written(scope, right)} is ${kindInWords(scope, rightUnit)}.`;
  return complain(scope, 'unit_mismatch', right, message, unitHint(scope, right, leftUnit, rightUnit));
}

function unitHint(
  scope: Scope,
  right: Syntax,
  leftUnit: UnitPowers,
  rightUnit: UnitPowers,
): string | undefined {
  const text = written(scope, right);
  if (right.kind === 'quantity' && sameUnit(rightUnit, { ...noUnit, time: 1 }))
    return `did you mean "for >= ${text}"?`;
  if (right.kind === 'quantity' && sameUnit(rightUnit, noUnit))
    return `did you mean "${text} ${unitText(leftUnit, scope.names.space)}"?`;
  return undefined;
}

/** A sum, difference, product or quotient with its unit; both sides of a sum must be of one unit. */
export function checkArithmetic(
  scope: Scope,
  sign: ArithmeticSign,
  left: readonly [Syntax, ValueExpression],
  right: readonly [Syntax, ValueExpression],
): ValueExpression | undefined {
  const [leftSyntax, a] = left;
  const [rightSyntax, b] = right;
  if (sign === '*' || sign === '/') {
    const unit = combineUnits(a.unit, b.unit, sign === '*' ? 1 : -1);
    return { op: 'arithmetic', sign, left: a, right: b, unit };
  }
  if (!sameUnit(a.unit, b.unit)) return complainOfUnits(scope, leftSyntax, a.unit, rightSyntax, b.unit);
  return { op: 'arithmetic', sign, left: a, right: b, unit: a.unit };
}
