import { expect, test } from 'vitest';
import { createRandom } from '#pipeline/simulation/random';
import { estimate, type Found, type Origin, type Reviewed } from './estimate.ts';
import { drawOf } from './samples.ts';

function reviewed(at: number, isAccepted: boolean, options: Partial<Reviewed> = {}): Reviewed {
  const forms = [{ startFrame: at, endFrame: at + 10 }];
  return { key: 'a', forms, isAccepted, origin: 'rule', probability: 1, ...options };
}

function found(...starts: readonly number[]): readonly Found[] {
  return starts.map((at) => ({ key: 'a', startFrame: at, endFrame: at + 10 }));
}

test('precision is the accepted share of the reviewed candidates that the rule finds', () => {
  const all = [reviewed(0, true), reviewed(100, true), reviewed(200, false), reviewed(300, false)];
  const { precision, recall, accepted, rejected } = estimate(all, found(0, 100, 200, 900));
  expect(precision?.value).toBeCloseTo(2 / 3, 12);
  expect([accepted, rejected]).toEqual([2, 1]);
  expect(recall).toBeUndefined();
});

test('a candidate is what was reviewed where it shares half with what was proposed or with what was decided', () => {
  const forms = [
    { startFrame: 0, endFrame: 10 },
    { startFrame: 0, endFrame: 40 },
  ];
  const one = reviewed(0, true, { forms });
  expect(estimate([one], [{ key: 'a', startFrame: 5, endFrame: 35 }]).accepted).toBe(1);
  expect(estimate([one], [{ key: 'a', startFrame: 30, endFrame: 50 }]).accepted).toBe(0);
  expect(estimate([one], [{ key: 'b', startFrame: 0, endFrame: 10 }]).accepted).toBe(0);
});

test('recall counts an accepted sample as many times as it stands for', () => {
  const missed = reviewed(500, true, { origin: 'below_threshold', probability: 0.25 });
  const { recall } = estimate([reviewed(0, true), missed], found(0));
  expect(recall?.value).toBeCloseTo(1 / 5, 12);
});

test('an empty window that was drawn says nothing about precision', () => {
  const window = reviewed(0, false, { origin: 'random_window', probability: 0.1 });
  expect(estimate([window], found(0)).precision).toBeUndefined();
});

/** A world in which the rule finds some of what happens and something else, and a looser rule some more. */
function world(seed: number) {
  const random = createRandom(seed);
  const strata = [
    { origin: 'rule', count: 100, share: 0.6, drawn: 100 },
    { origin: 'below_threshold', count: 150, share: 0.2, drawn: 40 },
    { origin: 'random_window', count: 600, share: 0.02, drawn: 80 },
  ] as const satisfies readonly { origin: Origin; count: number; share: number; drawn: number }[];
  const items = strata.map(({ count, share }, stratum) =>
    Array.from({ length: count }, (_, number) => ({
      at: 100 * (stratum * 10_000 + number),
      isEvent: random.chance(share),
    })),
  );
  const all = strata.flatMap(({ origin, count, drawn }, stratum) =>
    drawOf(items[stratum] ?? [], drawn, random.next).map(({ at, isEvent }) =>
      reviewed(at, isEvent, { origin, probability: drawn / count }),
    ),
  );
  const events = items.map((own) => own.filter(({ isEvent }) => isEvent).length);
  const total = events.reduce((sum, count) => sum + count, 0);
  return { all, rule: found(...(items[0] ?? []).map(({ at }) => at)), recall: (events[0] ?? 0) / total };
}

test('over many worlds the estimated recall is right on average, and its interval holds the truth in nine of ten', () => {
  const worlds = Array.from({ length: 100 }, (_, seed) => world(seed + 1));
  let error = 0;
  let covered = 0;
  for (const { all, rule, recall } of worlds) {
    const told = estimate(all, rule).recall;
    error += ((told?.value ?? 0) - recall) / worlds.length;
    if (told !== undefined && told.low <= recall && recall <= told.high) covered += 1;
  }
  expect(Math.abs(error)).toBeLessThan(0.03);
  expect(covered / worlds.length).toBeGreaterThan(0.9);
});
