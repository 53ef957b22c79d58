import { expect, test } from 'vitest';
import { nominalFrameIndex } from '#contract/entities/frame-index';
import { createTimeAxis } from '#pipeline/candidates/time-axis';
import { createRandom } from '#pipeline/simulation/random';
import { drawOf, drawSamples, type Population } from './samples.ts';
import type { RuleSpan } from './type-study.ts';

function span(startFrame: number, endFrame: number): RuleSpan {
  return { tracks: [0], startFrame, endFrame };
}

/** A minute at ten pictures a second, in windows of five seconds. */
function population(options: Partial<Population> = {}): Population {
  const stretches = [{ tracks: [0], startFrame: 0, endFrame: 600 }];
  return {
    found: [span(100, 120)],
    loose: [span(98, 122), span(300, 310), span(400, 420)],
    seen: [],
    places: [{ tracks: [0], stretches }],
    axis: createTimeAxis(nominalFrameIndex(600, 10)),
    windowUs: 5_000_000,
    ...options,
  };
}

function draw(from: Population, count: number) {
  return drawSamples(from, count, createRandom(7).next);
}

test('half is drawn from what only the loosened rule finds, half from windows in which it finds nothing', () => {
  const samples = draw(population(), 40);
  const below = samples.filter(({ origin }) => origin === 'below_threshold');
  expect(below).toMatchObject([
    { ...span(300, 310), probability: 1 },
    { ...span(400, 420), probability: 1 },
  ]);
  const windows = samples.filter(({ origin }) => origin === 'random_window');
  expect(windows.map(({ startFrame }) => startFrame)).toEqual([0, 150, 200, 250, 350, 450, 500, 550]);
});

test('each is drawn with the chance that it says', () => {
  const samples = draw(population(), 6).filter(({ origin }) => origin === 'random_window');
  expect(samples).toHaveLength(3);
  expect(samples.every(({ probability }) => probability === 3 / 8)).toBe(true);
});

test('what was drawn before is not drawn again, and counts for the chance', () => {
  const [first] = draw(population(), 2).filter(({ origin }) => origin === 'random_window');
  const seen = first === undefined ? [] : [first];
  const again = draw(population({ seen }), 2).filter(({ origin }) => origin === 'random_window');
  expect(again.map(({ startFrame }) => startFrame)).not.toContain(first?.startFrame);
  expect(again.map(({ probability }) => probability)).toEqual([2 / 8]);
});

test('every item has the same chance to be drawn', () => {
  const random = createRandom(3);
  const items = Array.from({ length: 10 }, (_, number) => number);
  const counts = items.map(() => 0);
  for (let round = 0; round < 4000; round++)
    for (const item of drawOf(items, 3, random.next)) counts[item] = (counts[item] ?? 0) + 1;
  expect(counts.every((count) => Math.abs(count - 1200) < 120)).toBe(true);
});
