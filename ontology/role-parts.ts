import { byOp, type ByOp } from './by-op.ts';
import type { AnyExpression, BoutsExpression, Junction, Slot, TruthExpression } from './expression.ts';
import { everyPart } from './expression-parts.ts';

/** Whether an expression speaks of the track in this role. */
export function mentions(expression: AnyExpression, slot: Slot): boolean {
  return everyPart(expression).some(
    (part) =>
      ('from' in part && part.from === slot) ||
      ('slot' in part && part.slot === slot) ||
      ('slots' in part && part.slots.includes(slot)),
  );
}

const nothing = (): undefined => undefined;
const underTruth = <Part extends { readonly of: TruthExpression }>(
  slot: Slot,
  part: Part,
): Part | undefined => {
  const of = truthWithout(part.of, slot);
  return of && { ...part, of };
};
const joined = (slot: Slot, part: Junction): TruthExpression | undefined => {
  const of = part.of.flatMap((each) => truthWithout(each, slot) ?? []);
  return of.length > 1 ? { ...part, of } : of[0];
};

const truths: ByOp<TruthExpression, Slot, TruthExpression | undefined> = {
  and: joined,
  or: joined,
  named: (slot, { of }) => truthWithout(of, slot),
  during(slot, part) {
    const of = boutsWithout(part.of, slot);
    return of && { ...part, of };
  },
  not: underTruth,
  known: underTruth,
  onset: underTruth,
  offset: underTruth,
  some: underTruth,
  every: underTruth,
  at_least: underTruth,
  always: underTruth,
  eventually: underTruth,
  compare: nothing,
  inside: nothing,
  is: nothing,
  says: nothing,
  between: nothing,
  hysteresis: nothing,
  until: nothing,
  since: nothing,
};

/** A condition without what it says of the track in this role; undefined where it says nothing else. */
function truthWithout(expression: TruthExpression, slot: Slot): TruthExpression | undefined {
  return mentions(expression, slot) ? byOp(truths, slot, expression) : expression;
}

const underBouts = <Part extends { readonly of: BoutsExpression }>(
  slot: Slot,
  part: Part,
): Part | undefined => {
  const of = boutsWithout(part.of, slot);
  return of && { ...part, of };
};
const operands = <Part extends { readonly of: readonly BoutsExpression[] }>(
  slot: Slot,
  part: Part,
): Part | BoutsExpression | undefined => {
  const of = part.of.flatMap((each) => boutsWithout(each, slot) ?? []);
  return of.length > 1 ? { ...part, of } : of[0];
};
const both = <Part extends { readonly first: BoutsExpression; readonly second: BoutsExpression }>(
  slot: Slot,
  part: Part,
): Part | undefined => {
  const [first, second] = [boutsWithout(part.first, slot), boutsWithout(part.second, slot)];
  return first && second && { ...part, first, second };
};

const allBouts: ByOp<BoutsExpression, Slot, BoutsExpression | undefined> = {
  runs: underTruth,
  event: nothing,
  named: (slot, { of }) => boutsWithout(of, slot),
  union: operands,
  intersection: operands,
  except: (slot, part) => both(slot, part) ?? boutsWithout(part.first, slot),
  sequence: both,
  related: both,
  for: underBouts,
  gaps: underBouts,
  repeat: underBouts,
  starts: (slot, part) =>
    mentions(part.anchor, slot) ? boutsWithout(part.of, slot) : underBouts(slot, part),
};

/** Bouts without what they say of the track in this role; undefined where they need it. */
export function boutsWithout(expression: BoutsExpression, slot: Slot): BoutsExpression | undefined {
  return mentions(expression, slot) ? byOp(allBouts, slot, expression) : expression;
}
