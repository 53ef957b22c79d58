import {
  type BoutsExpression,
  type EventUse,
  isJunction,
  isUnaryTruth,
  type Slot,
  type TruthExpression,
  type Typed,
  type ValueExpression,
} from './expression.ts';

type Slots = readonly Slot[];

function place(slot: Slot, slots: Slots): Slot {
  return slots[slot] ?? slot;
}

function places(of: Slots, slots: Slots): Slots {
  return of.map((slot) => place(slot, slots));
}

function inValue(expression: ValueExpression, slots: Slots): ValueExpression {
  switch (expression.op) {
    case 'literal':
    case 'parameter':
      return expression;
    case 'feature':
      return { ...expression, slots: places(expression.slots, slots) };
    case 'negate':
    case 'abs':
    case 'window':
    case 'lag':
      return { ...expression, of: inValue(expression.of, slots) };
    case 'min':
    case 'max':
      return { ...expression, of: expression.of.map((part) => inValue(part, slots)) };
    case 'arithmetic':
      return {
        ...expression,
        left: inValue(expression.left, slots),
        right: inValue(expression.right, slots),
      };
    case 'named':
      return { ...expression, slots: places(expression.slots, slots), of: inValue(expression.of, slots) };
  }
}

function inTruth(expression: TruthExpression, slots: Slots): TruthExpression {
  if (isJunction(expression)) return { ...expression, of: expression.of.map((part) => inTruth(part, slots)) };
  if (isUnaryTruth(expression)) return { ...expression, of: inTruth(expression.of, slots) };
  switch (expression.op) {
    case 'compare':
      return {
        ...expression,
        left: inValue(expression.left, slots),
        right: inValue(expression.right, slots),
      };
    case 'inside':
    case 'is':
      return { ...expression, slot: place(expression.slot, slots) };
    case 'always':
    case 'eventually':
      return { ...expression, of: inTruth(expression.of, slots) };
    case 'until':
    case 'since':
      return {
        ...expression,
        holds: inTruth(expression.holds, slots),
        reaches: inTruth(expression.reaches, slots),
      };
    case 'hysteresis':
      return {
        ...expression,
        enters: inTruth(expression.enters, slots),
        leaves: inTruth(expression.leaves, slots),
      };
    case 'named':
      return { ...expression, slots: places(expression.slots, slots), of: inTruth(expression.of, slots) };
    case 'during':
      return { ...expression, of: inBouts(expression.of, slots) };
  }
}

function inEvent(expression: EventUse, slots: Slots): EventUse {
  return { ...expression, slots: places(expression.slots, slots) };
}

function inBouts(expression: BoutsExpression, slots: Slots): BoutsExpression {
  switch (expression.op) {
    case 'runs':
      return { ...expression, of: inTruth(expression.of, slots) };
    case 'for':
    case 'gaps':
      return { ...expression, of: inBouts(expression.of, slots) };
    case 'then':
      return {
        ...expression,
        first: inBouts(expression.first, slots),
        second: inBouts(expression.second, slots),
      };
    case 'event':
      return inEvent(expression, slots);
    case 'starts':
      return { ...expression, of: inBouts(expression.of, slots), anchor: inEvent(expression.anchor, slots) };
    case 'named':
      return { ...expression, slots: places(expression.slots, slots), of: inBouts(expression.of, slots) };
  }
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
