import type { SecondaryEvent } from '#contract/entities/event';

export type StatusFilter = 'all' | 'confirmed' | 'disputed';
export const anyType = '';

/** The status a link asked for; anything else shows all. */
export function toStatus(asked: string | undefined): StatusFilter {
  return asked === 'confirmed' || asked === 'disputed' ? asked : 'all';
}

/** Events of a type and status; retired ones are never listed. */
export function filterEvents<Event extends Pick<SecondaryEvent, 'type' | 'status'>>(
  events: readonly Event[],
  type: string,
  status: StatusFilter,
): readonly Event[] {
  return events.filter(
    (event) =>
      event.status !== 'retired' &&
      (type === anyType || event.type === type) &&
      (status === 'all' || event.status === status),
  );
}

/** Types that occur, in the order of the alphabet. */
export function typesOf(events: readonly Pick<SecondaryEvent, 'type'>[]): readonly string[] {
  return [...new Set(events.map((event) => event.type))].toSorted();
}
