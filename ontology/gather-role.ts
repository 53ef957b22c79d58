import { byOp, type ByOp } from './by-op.ts';
import { otherSlot } from './check-quantified.ts';
import type { BoutsExpression, Slot, TruthExpression } from './expression.ts';
import type { GatheredRole } from './model.ts';
import { mentions } from './role-parts.ts';
import { substitute } from './substitute.ts';

interface Gathering extends GatheredRole {
  readonly slot: Slot;
}

/** The condition of so many tracks at least, in place of the parts of a conjunction that speak of the one in the role. */
function gatheredTruth(condition: TruthExpression, { slot, role, least }: Gathering): TruthExpression {
  const parts = condition.op === 'and' ? condition.of : [condition];
  const about = parts.filter((part) => mentions(part, slot));
  const [only = condition] = about;
  const body: TruthExpression = about.length === 1 ? only : { op: 'and', of: about };
  const other = otherSlot(body);
  const places = Array.from({ length: slot + 1 }, (_, place) => (place === slot ? other : place));
  const counted: TruthExpression = {
    op: 'at_least',
    least,
    slot: other,
    alias: role.name,
    className: role.classes.join(' or '),
    sourceClasses: role.sourceClasses,
    of: substitute({ sort: 'truth', expression: body }, places).expression as TruthExpression,
  };
  const rest = parts.filter((part) => !mentions(part, slot));
  return rest.length === 0 ? counted : { op: 'and', of: [...rest, counted] };
}

const inside = <Part extends { readonly of: BoutsExpression }>(gathering: Gathering, part: Part): Part => ({
  ...part,
  of: gathered(part.of, gathering),
});
const operands = <Part extends { readonly of: readonly BoutsExpression[] }>(
  gathering: Gathering,
  part: Part,
): Part => ({ ...part, of: part.of.map((each) => gathered(each, gathering)) });
const both = <Part extends { readonly first: BoutsExpression; readonly second: BoutsExpression }>(
  gathering: Gathering,
  part: Part,
): Part => ({ ...part, first: gathered(part.first, gathering), second: gathered(part.second, gathering) });

const gathers: ByOp<BoutsExpression, Gathering, BoutsExpression> = {
  runs: (gathering, part) => ({ ...part, of: gatheredTruth(part.of, gathering) }),
  named: (gathering, { of }) => gathered(of, gathering),
  event: (_, part) => part,
  union: operands,
  intersection: operands,
  for: inside,
  gaps: inside,
  repeat: inside,
  starts: inside,
  except: both,
  sequence: both,
  related: both,
};

/** The bouts with a count in place of what their conditions say of the tracks in a repeated role. */
export function gathered(expression: BoutsExpression, gathering: Gathering): BoutsExpression {
  return mentions(expression, gathering.slot) ? byOp(gathers, gathering, expression) : expression;
}
