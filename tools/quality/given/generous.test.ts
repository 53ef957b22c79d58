import { expect, it } from 'vitest';
import { addedTo, chooseGenerous } from './generous.ts';
import type { Settings } from './evaluate.ts';
import type { GivenEvent } from './given-set.ts';
import type { TypeEvaluation } from './type-evaluation.ts';

function candidate(startFrame: number, endFrame: number, parts: Partial<GivenEvent> = {}): GivenEvent {
  return { sequence: 's', type: 'waves', startFrame, endFrame, actors: 'a', score: 0.5, ...parts };
}

it('shows a candidate beside others that it barely overlaps, and not one that doubles them', () => {
  const shown = [candidate(0, 100)];
  const [double, short, other] = [candidate(5, 100), candidate(0, 40), candidate(0, 100, { actors: 'b' })];
  expect(addedTo(shown, [double, short, other])).toEqual([short, other]);
});

it('of two that double each other shows the better scored', () => {
  const [weak, strong] = [candidate(0, 100, { score: 0.2 }), candidate(2, 100, { score: 0.9 })];
  expect(addedTo([], [weak, strong])).toEqual([strong]);
});

/** One recording with one event; what a setting finds is `width` candidates, of which the first is the event. */
function evaluation(): TypeEvaluation {
  const event = candidate(0, 100);
  const found = ({ width = 1 }: Settings): readonly GivenEvent[] =>
    Array.from({ length: width }, (_, number) => candidate(number * 1000, number * 1000 + 100));
  return {
    scorer: { sequences: ['s'], truthOf: () => [event] },
    folds: [0],
    outcome: (settings: Settings) => ({ predictions: [found(settings)] }),
  } as unknown as TypeEvaluation;
}

it('spends what is left of the budget on the settings that show most and still fit', () => {
  const pool = [{ width: 1 }, { width: 3 }, { width: 5 }, { width: 9 }];
  const chosen = chooseGenerous(evaluation(), pool, { perTruth: 6, settings: 10 }, () => true);
  expect(chosen).toEqual([{ width: 1 }, { width: 5 }]);
});
