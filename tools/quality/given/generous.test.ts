import { expect, it } from 'vitest';
import { addedTo } from './generous.ts';
import type { GivenEvent } from './given-set.ts';

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
