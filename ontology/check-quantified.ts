import { expectArguments } from './check-arguments.ts';
import { inGroupWith } from './check-group.ts';
import type { Quantified, Slot, TruthExpression } from './expression.ts';
import { everyPart } from './expression-parts.ts';
import { complain, roleSlot, type Scope, written } from './scope.ts';
import { substitute } from './substitute.ts';
import { suggestName } from './suggest.ts';
import type { CompareSyntax, Comparison, EachSyntax, QuantifiedSyntax, Syntax } from './syntax.ts';

type CheckTruth = (scope: Scope, syntax: Syntax) => TruthExpression | undefined;

/** Slots of others start here, behind those of any event's roles. */
const firstOtherSlot = 100;
/** Most others that a rule may ask for: more is a mistake. */
const mostLeast = 100;

/** The slot above all others in the body, so that the same words have the same slot wherever they stand. */
export function otherSlot(body: TruthExpression): number {
  const slots = everyPart(body).map((part) =>
    'least' in part && 'slot' in part ? part.slot : firstOtherSlot - 1,
  );
  return Math.max(firstOtherSlot - 1, ...slots) + 1;
}

/** What is so of each, joined with whether the other is in the group of the track that is named. */
function checkAmong(
  scope: Scope,
  every: boolean,
  among: Syntax,
  alias: Slot,
  body: TruthExpression,
): TruthExpression | undefined {
  const isGroup = among.kind === 'call' && among.name === 'group' && !scope.names.definitions.has('group');
  if (among.kind === 'broken') return undefined;
  if (!isGroup || among.kind !== 'call')
    return complain(
      scope,
      'bad_expression',
      among,
      `"${written(scope, among)}" is not a group.`,
      'Write it as "person other in group(actor) where ...".',
    );
  const [role] = among.args;
  if (!expectArguments(scope, among, ['role']) || role === undefined) return undefined;
  const slot = roleSlot(scope, role);
  if (slot === undefined) return undefined;
  const inside = inGroupWith(slot, alias);
  return every ? { op: 'or', of: [{ op: 'not', of: inside }, body] } : { op: 'and', of: [inside, body] };
}

function checkEach(
  check: CheckTruth,
  scope: Scope,
  { className, classRange, alias, aliasRange, among, where }: EachSyntax,
  every: boolean,
): Omit<Quantified, 'op' | 'least'> | undefined {
  const { classes } = scope.names;
  if (!classes.has(className)) {
    const hint = suggestName(className, [...classes.keys()]) ?? 'Declare it under `classes`.';
    return complain(scope, 'unknown_symbol', classRange, `The class "${className}" is not declared.`, hint);
  }
  if (scope.roles.includes(alias))
    return complain(
      scope,
      'bad_expression',
      aliasRange,
      `"${alias}" is a role already.`,
      'Choose another name.',
    );
  const sourceClasses = classes.get(className);
  const own = scope.roles.length;
  const what = check({ ...scope, roles: [...scope.roles, alias] }, where);
  const body = what && among ? checkAmong(scope, every, among, own, what) : what;
  if (body === undefined || sourceClasses === undefined) return undefined;
  const slot = otherSlot(body);
  const places = Array.from({ length: own + 1 }, (_, place) => (place === own ? slot : place));
  const of = substitute({ sort: 'truth', expression: body }, places).expression as TruthExpression;
  return { slot, alias, className, sourceClasses, ...(among && { among: 'group' }), of };
}

/** `some person o where p`, `every person o where p`. */
export function checkQuantified(
  check: CheckTruth,
  scope: Scope,
  syntax: QuantifiedSyntax,
): TruthExpression | undefined {
  const each = checkEach(check, scope, syntax.each, syntax.kind === 'every');
  return each && { op: syntax.kind, least: 1, ...each };
}

/** Whether a comparison has a count on its left; a document may have a definition of that name. */
export function isCount({ names }: Scope, { left }: CompareSyntax): boolean {
  return left.kind === 'call' && left.name === 'count' && !names.definitions.has('count');
}

/** How many there must be at least, and whether the comparison is that there are not. */
const bounds: Readonly<Record<Comparison, { readonly more: number; readonly not: boolean }>> = {
  '>=': { more: 0, not: false },
  '>': { more: 1, not: false },
  '<': { more: 0, not: true },
  '<=': { more: 1, not: true },
};

function wholeNumber(scope: Scope, syntax: Syntax): number | undefined {
  const isWhole = syntax.kind === 'quantity' && syntax.unit === '' && Number.isInteger(syntax.value);
  if (isWhole && syntax.value <= mostLeast) return syntax.value;
  const message = `${written(scope, syntax)} is not a whole number up to ${mostLeast}.`;
  return complain(scope, 'bad_expression', syntax, message, 'A count is compared with one, such as ">= 3".');
}

/** `count(person o where p) >= 3`. */
export function checkCount(
  check: CheckTruth,
  scope: Scope,
  { left, right, comparison }: CompareSyntax,
): TruthExpression | undefined {
  if (left.kind !== 'call' || !expectArguments(scope, left, ['person other where ...'])) return undefined;
  const [argument] = left.args;
  if (argument?.kind !== 'each')
    return complain(
      scope,
      'bad_expression',
      argument ?? left,
      'It is not said what is counted.',
      'Write it as count(person other where ...), with a class, a name and a condition.',
    );
  const each = checkEach(check, scope, argument, false);
  const bound = wholeNumber(scope, right);
  if (each === undefined || bound === undefined) return undefined;
  const { more, not } = bounds[comparison];
  const least = bound + more;
  if (least < 1)
    return complain(scope, 'bad_expression', right, 'There are always that many: it is always the same.');
  const counted: TruthExpression = { op: 'at_least', least, ...each };
  return not ? { op: 'not', of: counted } : counted;
}
