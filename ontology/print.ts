import { byOp, type ByOp } from './by-op.ts';
import {
  type AnyExpression,
  type BoutsExpression,
  type Extreme,
  type FeatureUse,
  type Junction,
  nearestSlot,
  type NearestTrack,
  type Quantified,
  type Slot,
  type TruthExpression,
  type UnaryTruth,
  type Until,
  type ValueExpression,
  type Windowed,
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

function quoted(text: string): string {
  return text.includes('"') ? `'${text}'` : `"${text}"`;
}

/** The zone, or the keypoint in quotes, that a feature is about beside its roles. */
function subjectText({ zoneId, keypoint }: FeatureUse): string | undefined {
  if (keypoint === undefined) return zoneId;
  return quoted(keypoint);
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

const values: ByOp<ValueExpression, Printer, string> = {
  literal: (_, { text }) => text,
  parameter: (_, { name }) => `$${name}`,
  feature: (printer, use) => call(use.feature, roleArgs(printer, use.slots, subjectText(use))),
  nearest: (printer, use) => value(withNearest(printer, use), use.of),
  negate: (printer, { of }) => `-${bracketed(value(printer, of), level(of) < 3)}`,
  abs: (printer, { of }) => call('abs', [value(printer, of)]),
  min: extreme,
  max: extreme,
  window: (printer, use) => call(use.take, [value(printer, use.of), window(printer, use)]),
  lag: (printer, { of, by }) => call('lag', [value(printer, of), value(printer, by)]),
  arithmetic(printer, { sign, left, right }) {
    const own = arithmeticLevels[sign];
    const [a, b] = [value(printer, left), value(printer, right)];
    return `${bracketed(a, level(left) < own)} ${sign} ${bracketed(b, level(right) <= own)}`;
  },
  named,
};

/** A printer that names the nearest track by what it is nearest to. */
function withNearest(printer: Printer, { from, className, sourceClasses }: NearestTrack): Printer {
  const of = printer.byName ? className : sourceClasses.join(' ');
  const name = call('nearest', [printer.roleName(from), of]);
  return { ...printer, roleName: (slot) => (slot === nearestSlot ? name : printer.roleName(slot)) };
}

function extreme(printer: Printer, { op, of }: Extreme): string {
  return call(
    op,
    of.map((part) => value(printer, part)),
  );
}

function value(printer: Printer, expression: ValueExpression): string {
  return byOp(values, printer, expression);
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

/** A part of `enters`, `until` or `since`, which are not parts of each other without brackets. */
function latch(printer: Printer, part: TruthExpression): string {
  return bracketed(truth(printer, part), needsBrackets(part) && part.op !== 'and' && part.op !== 'or');
}

function windowedTruth(printer: Printer, expression: Windowed): string {
  const of = bracketed(truth(printer, expression.of), needsBrackets(expression.of));
  return `${expression.op}${window(printer, expression)} ${of}`;
}

function untilTruth(printer: Printer, expression: Until): string {
  const [holds, reaches] = [latch(printer, expression.holds), latch(printer, expression.reaches)];
  return `${holds} ${expression.op}${window(printer, expression)} ${reaches}`;
}

interface Members {
  readonly of: Slot;
  readonly where: TruthExpression;
}

/** Whose group is meant, and what is asked of its members beside that they are in it. */
function membersOf({ among, of }: Quantified): Members | undefined {
  if (among === undefined || (of.op !== 'and' && of.op !== 'or')) return undefined;
  const [first, where] = of.of;
  const member = first?.op === 'not' ? first.of : first;
  return member?.op === 'named' && where !== undefined ? { of: member.slots[0] ?? 0, where } : undefined;
}

function quantified(printer: Printer, expression: Quantified): string {
  const { op, least, slot, alias, className, sourceClasses } = expression;
  const { byName } = printer;
  const roleName = (other: Slot): string => (byName && other === slot ? alias : printer.roleName(other));
  const inner = { byName, roleName };
  const members = byName ? membersOf(expression) : undefined;
  const among = members === undefined ? '' : ` in group(${roleName(members.of)})`;
  const of = members?.where ?? expression.of;
  const who = `${byName ? className : sourceClasses.join(' ')} ${roleName(slot)}${among} where`;
  if (op === 'at_least') return `count(${who} ${truth(inner, of)}) >= ${least}`;
  return `${op} ${who} ${bracketed(truth(inner, of), needsBrackets(of))}`;
}

const changed = (printer: Printer, { op, of }: UnaryTruth): string => call(op, [truth(printer, of)]);
const joinedBy = (printer: Printer, { op, of }: Junction): string => joined(printer, op, of);

const truths: ByOp<TruthExpression, Printer, string> = {
  compare: (printer, { left, comparison, right }) =>
    `${value(printer, left)} ${comparison} ${value(printer, right)}`,
  inside: (printer, { slot, zoneId }) => call('inside', roleArgs(printer, [slot], zoneId)),
  is: (printer, { slot, className, sourceClasses }) =>
    `${printer.roleName(slot)} is ${printer.byName ? className : sourceClasses.join(' ')}`,
  says: (printer, { slot, text }) =>
    call('says', [...(slot === undefined ? [] : [printer.roleName(slot)]), quoted(text)]),
  some: quantified,
  every: quantified,
  at_least: quantified,
  and: joinedBy,
  or: joinedBy,
  between: (printer, { of }) => between(printer, of),
  not: (printer, { of }) => `not ${bracketed(truth(printer, of), needsBrackets(of))}`,
  known: changed,
  onset: changed,
  offset: changed,
  hysteresis: (printer, { enters, leaves }) =>
    `enters ${latch(printer, enters)} leaves ${latch(printer, leaves)}`,
  always: windowedTruth,
  eventually: windowedTruth,
  until: untilTruth,
  since: untilTruth,
  during: (printer, { of }) => `(${bouts(printer, of)})`,
  named,
};

function truth(printer: Printer, expression: TruthExpression): string {
  return byOp(truths, printer, expression);
}

const allBouts: ByOp<BoutsExpression, Printer, string> = {
  runs: (printer, { of }) => truth(printer, of),
  for: (printer, { of, bound }) => `${chained(printer, of)} for >= ${value(printer, bound)}`,
  gaps: (printer, { of, bound }) => `${chained(printer, of)} gaps <= ${value(printer, bound)}`,
  sequence(printer, { first, second, within }) {
    const next = bracketed(bouts(printer, second), second.op === 'sequence' || joining.has(second.op));
    return `${bracketed(bouts(printer, first), joining.has(first.op))} then ${next} within ${value(printer, within)}`;
  },
  union: (printer, { of }) => of.map((part) => operand(printer, part)).join(' or '),
  intersection: (printer, { of }) => of.map((part) => operand(printer, part)).join(' and '),
  except: (printer, { first, second }) => `${operand(printer, first)} except ${operand(printer, second)}`,
  repeat: (printer, { of, least, within }) =>
    `repeat(${bouts(printer, of)}, >= ${least}, within ${value(printer, within)})`,
  related(printer, { relation, first, second, by, tolerance }) {
    const bounds = by === undefined ? '' : ` by ${window(printer, by)}`;
    const within = tolerance === undefined ? '' : ` within ${value(printer, tolerance)}`;
    return `${operand(printer, first)} ${relation} ${operand(printer, second)}${bounds}${within}`;
  },
  event: (printer, { type, slots }) => call(type, roleArgs(printer, slots, undefined)),
  starts(printer, expression) {
    const anchor = bouts(printer, expression.anchor);
    const of = chained(printer, expression.of);
    return `${of} starts within ${window(printer, expression)} after ${expression.edge}(${anchor})`;
  },
  named,
};

function bouts(printer: Printer, expression: BoutsExpression): string {
  return byOp(allBouts, printer, expression);
}

/** An operand of bouts; only what is a call stands without brackets. */
function operand(printer: Printer, of: BoutsExpression): string {
  const isCall = of.op === 'event' || of.op === 'repeat' || (of.op === 'named' && printer.byName);
  return bracketed(bouts(printer, of), !isCall);
}

const loose = new Set<string>(['sequence', 'for', 'gaps', 'starts']);
const joining = new Set<string>(['union', 'intersection', 'except', 'related']);

function chained(printer: Printer, of: BoutsExpression): string {
  const inner = bracketed(bouts(printer, of), joining.has(of.op));
  return loose.has(of.op) ? `${inner},` : inner;
}

const everything: ByOp<AnyExpression, Printer, string> = { ...values, ...truths, ...allBouts, named };

function print(printer: Printer, expression: AnyExpression): string {
  return byOp(everything, printer, expression);
}

/** The expression in the language, with these names of roles; definitions are told by name. */
export function printExpression(expression: AnyExpression, roleNames: readonly string[]): string {
  return print({ roleName: (slot) => roleNames[slot] ?? `role${slot}`, byName: true }, expression);
}

/** A text that two expressions share exactly when they compute the same: roles by place, definitions unfolded. */
export function contentKey(expression: AnyExpression): string {
  return print({ roleName: (slot) => `#${slot}`, byName: false }, expression);
}
