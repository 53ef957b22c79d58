import {
  type AnyExpression,
  type BoutsExpression,
  type FeatureUse,
  isJunction,
  isUnaryTruth,
  type Junction,
  type Slot,
  type TruthExpression,
  type UnaryTruth,
  type ValueExpression,
} from './expression.ts';

interface Printer {
  roleName(slot: Slot): string;
  /** Whether uses of definitions are told by name; else by what they stand for. */
  readonly byName: boolean;
}

const arithmeticLevels = { '+': 1, '-': 1, '*': 2, '/': 2 } as const;

function call(name: string, args: readonly string[]): string {
  return `${name}(${args.join(', ')})`;
}

function roleArgs(printer: Printer, slots: readonly Slot[], after: string | undefined): readonly string[] {
  const roles = slots.map((slot) => printer.roleName(slot));
  return after === undefined ? roles : [...roles, after];
}

/** The zone, or the keypoint in quotes, that a feature is about beside its roles. */
function subjectText({ zoneId, keypoint }: FeatureUse): string | undefined {
  if (keypoint === undefined) return zoneId;
  return keypoint.includes('"') ? `'${keypoint}'` : `"${keypoint}"`;
}

function bracketed(inner: string, needed: boolean): string {
  return needed ? `(${inner})` : inner;
}

function level(expression: ValueExpression): number {
  if (expression.op === 'arithmetic') return arithmeticLevels[expression.sign];
  return expression.op === 'negate' ? 2 : 3;
}

function window(
  printer: Printer,
  { low, high }: { readonly low: ValueExpression; readonly high: ValueExpression },
): string {
  return `[${value(printer, low)}, ${value(printer, high)}]`;
}

function value(printer: Printer, expression: ValueExpression): string {
  switch (expression.op) {
    case 'literal':
      return expression.text;
    case 'parameter':
      return `$${expression.name}`;
    case 'feature':
      return call(expression.feature, roleArgs(printer, expression.slots, subjectText(expression)));
    case 'negate':
      return `-${bracketed(value(printer, expression.of), level(expression.of) < 3)}`;
    case 'abs':
      return call('abs', [value(printer, expression.of)]);
    case 'window':
      return call(expression.take, [value(printer, expression.of), window(printer, expression)]);
    case 'lag':
      return call('lag', [value(printer, expression.of), value(printer, expression.by)]);
    case 'min':
    case 'max':
      return call(
        expression.op,
        expression.of.map((part) => value(printer, part)),
      );
    case 'arithmetic': {
      const own = arithmeticLevels[expression.sign];
      const left = bracketed(value(printer, expression.left), level(expression.left) < own);
      const right = bracketed(value(printer, expression.right), level(expression.right) <= own);
      return `${left} ${expression.sign} ${right}`;
    }
    case 'named':
      return named(printer, expression);
  }
}

function named(printer: Printer, expression: AnyExpression & { readonly op: 'named' }): string {
  if (printer.byName) return call(expression.name, roleArgs(printer, expression.slots, expression.after));
  return `(${print(printer, expression.of)})`;
}

function joined(printer: Printer, word: string, of: readonly TruthExpression[]): string {
  return of.map((part) => bracketed(truth(printer, part), needsBrackets(part))).join(` ${word} `);
}

const looseOps = new Set<string>(['and', 'or', 'hysteresis', 'until', 'since']);

function needsBrackets(part: TruthExpression): boolean {
  return looseOps.has(part.op);
}

function between(printer: Printer, of: readonly TruthExpression[]): string {
  const [low, high] = of;
  if (low?.op !== 'compare' || high?.op !== 'compare') return joined(printer, 'and', of);
  return `${value(printer, low.left)} between ${value(printer, low.right)} and ${value(printer, high.right)}`;
}

function junction(printer: Printer, expression: Junction): string {
  if (expression.op === 'between') return between(printer, expression.of);
  return joined(printer, expression.op, expression.of);
}

function unaryTruth(printer: Printer, expression: UnaryTruth): string {
  const of = truth(printer, expression.of);
  if (expression.op === 'not') return `not ${bracketed(of, needsBrackets(expression.of))}`;
  return call(expression.op, [of]);
}

/** A part of `enters`, `until` or `since`, which are not parts of each other without brackets. */
function latch(printer: Printer, part: TruthExpression): string {
  return bracketed(truth(printer, part), needsBrackets(part) && part.op !== 'and' && part.op !== 'or');
}

function truth(printer: Printer, expression: TruthExpression): string {
  if (isJunction(expression)) return junction(printer, expression);
  if (isUnaryTruth(expression)) return unaryTruth(printer, expression);
  switch (expression.op) {
    case 'compare':
      return `${value(printer, expression.left)} ${expression.comparison} ${value(printer, expression.right)}`;
    case 'inside':
      return call('inside', roleArgs(printer, [expression.slot], expression.zoneId));
    case 'is':
      return `${printer.roleName(expression.slot)} is ${printer.byName ? expression.className : expression.sourceClasses.join(' ')}`;
    case 'always':
    case 'eventually': {
      const of = bracketed(truth(printer, expression.of), needsBrackets(expression.of));
      return `${expression.op}${window(printer, expression)} ${of}`;
    }
    case 'until':
    case 'since':
      return `${latch(printer, expression.holds)} ${expression.op}${window(printer, expression)} ${latch(printer, expression.reaches)}`;
    case 'during':
      return `(${bouts(printer, expression.of)})`;
    case 'hysteresis':
      return `enters ${latch(printer, expression.enters)} leaves ${latch(printer, expression.leaves)}`;
    case 'named':
      return named(printer, expression);
  }
}

function bouts(printer: Printer, expression: BoutsExpression): string {
  switch (expression.op) {
    case 'runs':
      return truth(printer, expression.of);
    case 'for':
      return `${chained(printer, expression.of)} for >= ${value(printer, expression.bound)}`;
    case 'gaps':
      return `${chained(printer, expression.of)} gaps <= ${value(printer, expression.bound)}`;
    case 'then':
      return `${bouts(printer, expression.first)} then ${bracketed(bouts(printer, expression.second), expression.second.op === 'then')} within ${value(printer, expression.within)}`;
    case 'event':
      return call(expression.type, roleArgs(printer, expression.slots, undefined));
    case 'starts': {
      const anchor = bouts(printer, expression.anchor);
      return `${chained(printer, expression.of)} starts within ${window(printer, expression)} after ${expression.edge}(${anchor})`;
    }
    case 'named':
      return named(printer, expression);
  }
}

function chained(printer: Printer, of: BoutsExpression): string {
  const inner = bouts(printer, of);
  return of.op === 'then' || of.op === 'for' || of.op === 'gaps' || of.op === 'starts' ? `${inner},` : inner;
}

const valueOps = [
  'literal',
  'parameter',
  'feature',
  'negate',
  'abs',
  'min',
  'max',
  'window',
  'lag',
  'arithmetic',
] as const;
const boutsOps = ['runs', 'for', 'gaps', 'then', 'event', 'starts'] as const;

function isValue(expression: AnyExpression): expression is ValueExpression {
  return valueOps.some((op) => op === expression.op);
}

function isBouts(expression: AnyExpression): expression is BoutsExpression {
  return boutsOps.some((op) => op === expression.op);
}

function print(printer: Printer, expression: AnyExpression): string {
  if (expression.op === 'named') return named(printer, expression);
  if (isValue(expression)) return value(printer, expression);
  return isBouts(expression) ? bouts(printer, expression) : truth(printer, expression);
}

/** The expression in the language, with these names of roles; definitions are told by name. */
export function printExpression(expression: AnyExpression, roleNames: readonly string[]): string {
  return print({ roleName: (slot) => roleNames[slot] ?? `role${slot}`, byName: true }, expression);
}

/** A text that two expressions share exactly when they compute the same: roles by place, definitions unfolded. */
export function contentKey(expression: AnyExpression): string {
  return print({ roleName: (slot) => `#${slot}`, byName: false }, expression);
}
