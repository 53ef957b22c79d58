import { describe, expect, it } from 'vitest';
import type { GivenEvent, GivenSet } from './given-set.ts';
import { addCounts, createTypeScorer } from './score.ts';

function event(startFrame: number, endFrame: number, parts: Partial<GivenEvent> = {}): GivenEvent {
  return { sequence: 's1', type: 'waves', startFrame, endFrame, actors: 'a', score: 0.5, ...parts };
}

function setOf(truth: readonly GivenEvent[], parts: Partial<GivenSet> = {}): GivenSet {
  return { name: 'test', sequences: [], truth, ...parts };
}

function score(set: GivenSet, predictions: readonly GivenEvent[], level = 0.5) {
  const scored = createTypeScorer(set, 'waves').score(predictions, [level]);
  const at = scored.levels.get(level);
  return { ...scored, at, counts: addCounts(at?.counts ?? []) };
}

describe('the scorer of a type', () => {
  it('gives each true event to the best scored prediction that reaches it, once', () => {
    const { counts } = score(setOf([event(0, 10)]), [event(0, 9), event(0, 10)]);
    expect(counts).toEqual([1, 1, 0]);
  });

  it('pairs only within a recording and with the same actors', () => {
    const truth = [event(0, 10), event(50, 60, { sequence: 's2' })];
    const { counts } = score(setOf(truth), [event(0, 10, { sequence: 's2' }), event(0, 10, { actors: 'b' })]);
    expect(counts).toEqual([0, 2, 2]);
  });

  it('counts neither other types, nor tracks without labels, nor what was never annotated', () => {
    const labelled = new Map([['s1', new Map([['a', [[0, 50]] as const]])]]);
    const predictions = [event(0, 10), event(0, 10, { actors: 'b' }), event(0, 10, { type: 'jumps' })];
    expect(score(setOf([event(0, 10)], { labelled }), predictions).predictions).toBe(1);
    const scope = new Set(['s2\nwaves']);
    expect(score(setOf([event(0, 10)], { scope }), predictions).predictions).toBe(0);
  });

  it('measures edges where the event does not end with its track', () => {
    const labelled = new Map([['s1', new Map([['a', [[0, 50]] as const]])]]);
    const { at } = score(setOf([event(0, 10)], { labelled }), [event(3, 12)]);
    expect(at?.edgeErrors).toEqual([2]);
  });

  it('ranks by score for the area, and counts frames of overlapping predictions once', () => {
    const truth = [event(0, 10), event(20, 30)];
    const scored = score(setOf(truth), [
      event(0, 10, { score: 0.9 }),
      event(40, 50, { score: 0.8 }),
      event(20, 30, { score: 0.7 }),
      event(22, 28, { score: 0.6 }),
    ]);
    expect(scored.at?.ap).toBeCloseTo(0.5 + 0.5 * (2 / 3));
    expect(scored.frameF1).toBeCloseTo(40 / 50);
  });
});
