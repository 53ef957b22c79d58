import { describe, expect, it } from 'vitest';
import { anyType, filterEvents, toStatus, typesOf } from './event-filter.ts';

const events = [
  { type: 'waits', status: 'confirmed' },
  { type: 'meets', status: 'disputed' },
  { type: 'meets', status: 'retired' },
] as const;

describe('the event list', () => {
  it('never shows a retired event', () => {
    expect(filterEvents(events, anyType, 'all')).toEqual(events.slice(0, 2));
  });

  it('narrows to a type and a status', () => {
    expect(filterEvents(events, 'meets', 'all')).toEqual([events[1]]);
    expect(filterEvents(events, 'meets', 'confirmed')).toEqual([]);
  });

  it('takes an unknown status of a link for all', () => {
    expect(toStatus('disputed')).toBe('disputed');
    expect(toStatus('retired')).toBe('all');
    expect(toStatus(undefined)).toBe('all');
  });

  it('offers each type once', () => {
    expect(typesOf(events)).toEqual(['meets', 'waits']);
  });
});
