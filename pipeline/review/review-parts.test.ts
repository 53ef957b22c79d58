import { expect, test } from 'vitest';
import { idSchema, newId } from '#contract/ids';
import { decisionKindOf } from './decision-kind.ts';
import { eventIdOf } from './event-id.ts';
import { matchRerun } from './match-rerun.ts';
import { decisionOf, idOf } from './testing/decision-builder.ts';

test('an event id follows from its candidate, keeps its time and is a UUIDv7 of its own', () => {
  const candidateId = newId();
  const eventId = eventIdOf(candidateId);
  expect(eventIdOf(candidateId)).toBe(eventId);
  expect(eventId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(eventId.slice(0, 13)).toBe(candidateId.slice(0, 13));
  expect(eventId).not.toBe(candidateId);
  expect(idSchema.safeParse(eventId).success).toBe(true);
  expect(eventIdOf(newId())).not.toBe(eventId);
});

test('a verdict is committed as the first thing that it changes of an accepted view', () => {
  const accepted = decisionOf(1);
  const says = (change: object, kind: 'accept' | 'reject' = 'accept') =>
    decisionKindOf({ ...accepted, ...change, kind }, accepted);
  expect(says({})).toBe('accept');
  expect(says({ startFrame: 11 })).toBe('adjust');
  expect(says({ endFrame: 31 })).toBe('adjust');
  expect(says({ startFrame: 11, objects: [{ role: 'zone', trackId: 'zone:1' }] })).toBe('rebind');
  expect(says({ startFrame: 11, type: 'runs' })).toBe('retype');
  expect(says({ startFrame: 11 }, 'reject')).toBe('reject');
  expect(decisionKindOf({ ...accepted, kind: 'accept', startFrame: 3 })).toBe('accept');
});

test('a rerun matches one to one, best first, at a temporal IoU of one half and more', () => {
  const actors = [{ role: 'actor', trackId: '1' }];
  const form = (startFrame: number, endFrame: number) => ({
    type: 'walks',
    startFrame,
    endFrame,
    actors,
    objects: [],
  });
  const decided = [
    { id: idOf(1), forms: [form(0, 10)] },
    { id: idOf(2), forms: [form(100, 110), form(5, 15)] },
  ];
  const proposed = [
    { id: idOf(11), ...form(4, 14) },
    { id: idOf(12), ...form(0, 20) },
    { id: idOf(13), ...form(101, 131) },
    { id: idOf(14), ...form(0, 21) },
  ];
  expect([...matchRerun(decided, proposed)]).toEqual([
    [idOf(11), idOf(2)],
    [idOf(12), idOf(1)],
  ]);
});
