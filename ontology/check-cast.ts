import type { FieldPlace } from './event-head.ts';
import type { BoutsExpression, Slot } from './expression.ts';
import { everyPart } from './expression-parts.ts';
import { gathered } from './gather-role.ts';
import type { EventType } from './model.ts';
import { boutsWithout, mentions } from './role-parts.ts';
import { complain } from './scope.ts';
import { substitute } from './substitute.ts';

type PlaceOf = (field: string) => FieldPlace;

/** The field beside `when` and `and_then` that speaks of the role in this slot, if one does. */
function askedElsewhere({ snap, stimulus }: EventType, slot: Slot): string | undefined {
  if (snap !== undefined && mentions(snap.value, slot)) return 'edges';
  const parts = [stimulus?.event, stimulus?.where];
  return parts.some((part) => part !== undefined && mentions(part, slot)) ? 'stimulus' : undefined;
}

/** The bouts with the track of this slot in the only role. */
function moved(of: BoutsExpression, slot: Slot): BoutsExpression {
  const places = slot === 0 ? [0] : [1, 0];
  return substitute({ sort: 'bouts', expression: of }, places).expression as BoutsExpression;
}

/** The event with its optional role empty: what speaks of it is left out. */
function withRoleEmpty(event: EventType, place: PlaceOf, slot: Slot): EventType | undefined {
  const { name = '' } = event.roles[slot] ?? {};
  const [kept] = event.roles.filter((_, other) => other !== slot);
  const field = askedElsewhere(event, slot) ?? (event.stimulus === undefined ? undefined : 'stimulus');
  if (field !== undefined) {
    const { scope, range } = place(field);
    const message = `"${name}" is optional, and where it is empty this cannot be asked.`;
    return complain(scope, 'bad_expression', range, message);
  }
  const when = boutsWithout(event.when, slot);
  if (when === undefined || kept === undefined) {
    const { scope, range } = place('when');
    const message = `Nothing is left of this rule where "${name}" is empty, which is optional.`;
    const hint = `Say something of "${kept?.name ?? ''}" alone, joined with "and".`;
    return complain(scope, 'bad_expression', range, message, hint);
  }
  return { ...event, roles: [kept], ...restOf(event, when, slot) };
}

function restOf(
  event: EventType,
  when: BoutsExpression,
  slot: Slot,
): Pick<EventType, 'when' | 'snap' | 'andThen'> {
  const kept = 1 - slot;
  const followed = event.andThen && boutsWithout(event.andThen.of, slot);
  const snap = event.snap && {
    ...event.snap,
    value: substitute({ sort: 'value', expression: event.snap.value }, kept === 0 ? [0] : [1, 0]).expression,
  };
  return {
    when: moved(when, kept),
    snap: snap as EventType['snap'],
    andThen: event.andThen && followed && { ...event.andThen, of: moved(followed, kept) },
  };
}

function complainOfMany(place: FieldPlace, name: string, message: string): undefined {
  const hint = `Ask for it in a condition, such as "distance(actor, ${name}) < ...".`;
  return complain(place.scope, 'bad_expression', place.range, message, hint);
}

function isAboutEvent(of: BoutsExpression, slot: Slot): boolean {
  return everyPart(of).some((part) => part.op === 'event' && mentions(part, slot));
}

/** The event whose repeated role is filled by all the tracks of which its conditions are true. */
function withRoleGathered(event: EventType, place: PlaceOf): EventType | undefined {
  const { gathers, andThen } = event;
  if (gathers === undefined) return event;
  const slot = event.roles.length;
  const { name } = gathers.role;
  if ([event.when, andThen?.of].some((of) => of !== undefined && isAboutEvent(of, slot)))
    return complainOfMany(place('when'), name, `"${name}" is many tracks, and no event is about them.`);
  const field = askedElsewhere(event, slot);
  if (field !== undefined)
    return complainOfMany(place(field), name, `"${name}" is many tracks, and this is about one.`);
  if (!mentions(event.when, slot))
    return complainOfMany(
      place('when'),
      name,
      `This says nothing of "${name}", so that no track would fill it.`,
    );
  const gathering = { ...gathers, slot };
  return {
    ...event,
    when: gathered(event.when, gathering),
    andThen: andThen && { ...andThen, of: gathered(andThen.of, gathering) },
  };
}

/** The event as it is looked for: its repeated role counted, and how it is looked for with its optional role empty. */
export function checkCast(event: EventType, place: PlaceOf): EventType | undefined {
  const whole = withRoleGathered(event, place);
  const slot = event.roles.findIndex(({ optional }) => optional === true);
  if (whole === undefined || slot < 0) return whole;
  const alone = withRoleEmpty(whole, place, slot);
  return alone && { ...whole, alone };
}
