import { expect, test } from 'vitest';
import { createEventLog, trueEventBounds, trueEventKinds } from './true-events.ts';

test('what goes on in unbroken ticks is one half-open event, and a pause makes two', () => {
  const log = createEventLog(0);
  for (const goesOn of [true, true, true, false, true, false]) {
    if (goesOn) log.active('stands', ['p01'], []);
    log.turn();
  }
  const spans = log.finish().map(({ startTick, endTick }) => [startTick, endTick]);
  expect(spans).toEqual([
    [0, 3],
    [4, 5],
  ]);
});

test('an event that began in the warm-up starts at 0, and one that ended in it is none', () => {
  const log = createEventLog(-3);
  for (const types of [['stands'], ['runs'], ['runs'], ['runs']] as const) {
    for (const type of types) log.active(type, ['p01'], []);
    log.turn();
  }
  expect(log.finish()).toEqual([{ type: 'runs', startTick: 0, endTick: 1, actors: ['p01'], objects: [] }]);
});

test('every type belongs to one of the five kinds and says where it starts and ends', () => {
  expect(new Set(Object.values(trueEventKinds)).size).toBe(5);
  expect(Object.keys(trueEventBounds)).toEqual(Object.keys(trueEventKinds));
});
