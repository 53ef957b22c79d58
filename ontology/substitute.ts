import { byOp, type ByOp } from './by-op.ts';
import type {
  BoutsExpression,
  EventUse,
  FeatureUse,
  Slot,
  TruthExpression,
  Typed,
  ValueExpression,
} from './expression.ts';

type Slots = readonly Slot[];

function place(slot: Slot, slots: Slots): Slot {
  return slots[slot] ?? slot;
}

function places(of: Slots, slots: Slots): Slots {
  return of.map((slot) => place(slot, slots));
}

const same = <Part>(_: Slots, part: Part): Part => part;

interface OfValue {
  readonly of: ValueExpression;
}
const underValue = <Part extends OfValue>(slots: Slots, part: Part): Part => ({
  ...part,
  of: inValue(part.of, slots),
});
const underValues = (slots: Slots, part: Extract<ValueExpression, { readonly op: 'min' | 'max' }>) => ({
  ...part,
  of: part.of.map((each) => inValue(each, slots)),
});

const inFeature = (slots: Slots, part: FeatureUse): FeatureUse => ({
  ...part,
  slots: places(part.slots, slots),
});

const values: ByOp<ValueExpression, Slots, ValueExpression> = {
  literal: same,
  parameter: same,
  feature: inFeature,
  nearest: (slots, part) => ({
    ...part,
    from: place(part.from, slots),
    of: inFeature(slots, part.of),
  }),
  negate: underValue,
  abs: underValue,
  window: underValue,
  lag: underValue,
  min: underValues,
  max: underValues,
  arithmetic: (slots, part) => ({
    ...part,
    left: inValue(part.left, slots),
    right: inValue(part.right, slots),
  }),
  named: (slots, part) => ({ ...part, slots: places(part.slots, slots), of: inValue(part.of, slots) }),
};

function inValue(expression: ValueExpression, slots: Slots): ValueExpression {
  return byOp(values, slots, expression);
}

interface OfTruth {
  readonly of: TruthExpression;
}
const underTruth = <Part extends OfTruth>(slots: Slots, part: Part): Part => ({
  ...part,
  of: inTruth(part.of, slots),
});
const underTruths = (
  slots: Slots,
  part: Extract<TruthExpression, { readonly op: 'and' | 'or' | 'between' }>,
) => ({ ...part, of: part.of.map((each) => inTruth(each, slots)) });
const atSlot = <Part extends { readonly slot: Slot }>(slots: Slots, part: Part): Part => ({
  ...part,
  slot: place(part.slot, slots),
});
const heldAndReached = (
  slots: Slots,
  part: Extract<TruthExpression, { readonly op: 'until' | 'since' }>,
) => ({ ...part, holds: inTruth(part.holds, slots), reaches: inTruth(part.reaches, slots) });

const truths: ByOp<TruthExpression, Slots, TruthExpression> = {
  compare: (slots, part) => ({
    ...part,
    left: inValue(part.left, slots),
    right: inValue(part.right, slots),
  }),
  inside: atSlot,
  is: atSlot,
  says: (slots, part) => (part.slot === undefined ? part : { ...part, slot: place(part.slot, slots) }),
  and: underTruths,
  or: underTruths,
  between: underTruths,
  not: underTruth,
  known: underTruth,
  onset: underTruth,
  offset: underTruth,
  some: underTruth,
  every: underTruth,
  at_least: underTruth,
  always: underTruth,
  eventually: underTruth,
  until: heldAndReached,
  since: heldAndReached,
  hysteresis: (slots, part) => ({
    ...part,
    enters: inTruth(part.enters, slots),
    leaves: inTruth(part.leaves, slots),
  }),
  during: (slots, part) => ({ ...part, of: inBouts(part.of, slots) }),
  named: (slots, part) => ({ ...part, slots: places(part.slots, slots), of: inTruth(part.of, slots) }),
};

function inTruth(expression: TruthExpression, slots: Slots): TruthExpression {
  return byOp(truths, slots, expression);
}

const inEvent = (slots: Slots, part: EventUse): EventUse => ({ ...part, slots: places(part.slots, slots) });
const lasting = (slots: Slots, part: Extract<BoutsExpression, { readonly op: 'for' | 'gaps' }>) => ({
  ...part,
  of: inBouts(part.of, slots),
});

const underBouts = (
  slots: Slots,
  part: Extract<BoutsExpression, { readonly op: 'union' | 'intersection' }>,
) => ({ ...part, of: part.of.map((each) => inBouts(each, slots)) });
const twoBouts = <Part extends { readonly first: BoutsExpression; readonly second: BoutsExpression }>(
  slots: Slots,
  part: Part,
): Part => ({ ...part, first: inBouts(part.first, slots), second: inBouts(part.second, slots) });

const allBouts: ByOp<BoutsExpression, Slots, BoutsExpression> = {
  runs: (slots, part) => ({ ...part, of: inTruth(part.of, slots) }),
  for: lasting,
  gaps: lasting,
  sequence: (slots, part) => ({
    ...part,
    first: inBouts(part.first, slots),
    second: inBouts(part.second, slots),
  }),
  union: underBouts,
  intersection: underBouts,
  except: twoBouts,
  related: twoBouts,
  repeat: (slots, part) => ({ ...part, of: inBouts(part.of, slots) }),
  event: inEvent,
  starts: (slots, part) => ({
    ...part,
    of: inBouts(part.of, slots),
    anchor: inEvent(slots, part.anchor),
  }),
  named: (slots, part) => ({ ...part, slots: places(part.slots, slots), of: inBouts(part.of, slots) }),
};

function inBouts(expression: BoutsExpression, slots: Slots): BoutsExpression {
  return byOp(allBouts, slots, expression);
}

/** A definition's body with its arguments (slot 0 is its first) in the places of the caller's roles. */
export function substitute(typed: Typed, slots: Slots): Typed {
  switch (typed.sort) {
    case 'value':
      return { sort: 'value', expression: inValue(typed.expression, slots) };
    case 'truth':
      return { sort: 'truth', expression: inTruth(typed.expression, slots) };
    case 'bouts':
      return { sort: 'bouts', expression: inBouts(typed.expression, slots) };
  }
}
