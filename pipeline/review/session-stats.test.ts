import { expect, test } from 'vitest';
import { currentSession, median, sessionPauseMs, sessionStats, studentT95 } from './session-stats.ts';
import type { TimedDecision } from './session-stats.ts';

const start = Date.UTC(2026, 0, 5, 9);

function at(minute: number, change: Partial<TimedDecision> = {}): TimedDecision {
  const decidedAt = new Date(start + minute * 60_000).toISOString();
  return { kind: 'accept', decidedAt, elapsedMs: 6000, undone: false, ...change };
}

const progress = { decided: 5, total: 105 };

test('a session begins after the last pause of more than 30 minutes', () => {
  const latestFirst = [at(80), at(50), at(19), at(18)];
  const now = start + 90 * 60_000;
  expect(currentSession(latestFirst, now)).toEqual([at(50), at(80)]);
  expect(currentSession(latestFirst, now + sessionPauseMs)).toEqual([]);
});

test('a clock that was set back does not end a session', () => {
  expect(currentSession([at(10), at(300), at(5)], start + 11 * 60_000)).toHaveLength(3);
});

test('no decisions give counts and nothing else', () => {
  expect(sessionStats([], progress)).toEqual({
    decided: 5,
    total: 105,
    sessionDecisions: 0,
    sessionSince: undefined,
    perMinute: undefined,
    medianElapsedMs: undefined,
    undoShare: undefined,
    leftS: undefined,
  });
});

test('undos count only as a share of what they leave undone', () => {
  const session = [at(0, { undone: true }), at(1, { kind: 'undo', elapsedMs: 0 }), at(2), at(3), at(3.9)];
  const stats = sessionStats(session, progress);
  expect(stats).toMatchObject({ sessionDecisions: 4, perMinute: 1, medianElapsedMs: 6000, undoShare: 0.25 });
  expect(stats.leftS).toBeUndefined();
});

test('the time left is the mean handling time with its 90 % interval, for what is not decided', () => {
  const elapsed = [2000, 4000, 6000, 8000, 10_000];
  const session = elapsed.map((elapsedMs, i) => at(i, { elapsedMs }));
  const { leftS } = sessionStats(session, progress);
  const halfS = 2.1318 * Math.sqrt(10 / 5);
  expect(leftS?.mean).toBe(600);
  expect(leftS?.low).toBeCloseTo((6 - halfS) * 100, 0);
  expect(leftS?.high).toBeCloseTo((6 + halfS) * 100, 0);
});

test("Student's t at 95 % agrees with the tables", () => {
  const table: readonly (readonly [number, number])[] = [
    [4, 2.1318],
    [5, 2.015],
    [10, 1.8125],
    [30, 1.6973],
    [120, 1.6577],
  ];
  for (const [degrees, t] of table) expect(Math.abs(studentT95(degrees) - t) / t).toBeLessThan(0.002);
});

test('the median of an even count lies between the two middle ones', () => {
  expect([median([]), median([3]), median([4, 1]), median([9, 1, 4])]).toEqual([undefined, 3, 2.5, 4]);
});
