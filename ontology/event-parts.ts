import type { AnyExpression } from './expression.ts';
import { everyPart } from './expression-parts.ts';
import type { EventType } from './model.ts';

type Expressions = Pick<EventType, 'when' | 'snap' | 'length' | 'andThen' | 'stimulus'>;

/** The expressions of an event type, whole, in the order they are used. */
export function expressionsOf(event: Expressions): readonly AnyExpression[] {
  const { when, snap, length, andThen, stimulus } = event;
  return [
    when,
    ...(snap === undefined ? [] : [snap.value, snap.within]),
    ...(length === undefined ? [] : [length.low, length.high]),
    ...(andThen === undefined ? [] : [andThen.of, andThen.within]),
    ...(stimulus === undefined ? [] : [stimulus.event, stimulus.low, stimulus.high]),
    ...(stimulus?.where === undefined ? [] : [stimulus.where]),
  ];
}

/** Every expression of an event type and every part of each. */
export function partsOfEvent(event: Expressions): readonly AnyExpression[] {
  return expressionsOf(event).flatMap(everyPart);
}

/** Names of the event types that this one reads. */
export function eventsRead(event: Expressions): readonly string[] {
  return [...new Set(partsOfEvent(event).flatMap((part) => (part.op === 'event' ? [part.type] : [])))];
}

/** Ids of the zones its expressions name. */
export function zonesRead(event: Expressions): readonly string[] {
  const ids = partsOfEvent(event).flatMap((part) =>
    (part.op === 'feature' || part.op === 'inside') && part.zoneId !== undefined ? [part.zoneId] : [],
  );
  return [...new Set(ids)];
}

/** Names of the parameters its expressions read. */
export function parametersRead(event: Expressions): readonly string[] {
  return [...new Set(partsOfEvent(event).flatMap((part) => (part.op === 'parameter' ? [part.name] : [])))];
}
