import { describe, expect, it } from 'vitest';
import { compareType, matchSpans, temporalIou, type ScoredSpan } from './spans.ts';

function span(startFrame: number, endFrame: number, overrides: Partial<ScoredSpan> = {}): ScoredSpan {
  return { type: 'meets', startFrame, endFrame, actors: 'a|b', score: 0.5, ...overrides };
}

describe('temporalIou', () => {
  it('is the shared frames over all frames of both', () => {
    expect(temporalIou(span(0, 10), span(5, 15))).toBeCloseTo(5 / 15);
    expect(temporalIou(span(0, 10), span(0, 10))).toBe(1);
    expect(temporalIou(span(0, 10), span(10, 20))).toBe(0);
  });
});

describe('matchSpans', () => {
  it('gives each true event to the best scored candidate that reaches it, once', () => {
    const [truth, weak, strong] = [span(0, 10), span(0, 10, { score: 0.2 }), span(0, 8, { score: 0.9 })];
    expect(matchSpans([truth], [weak, strong], 0.5)).toEqual([[truth, strong]]);
  });

  it('never pairs other actors', () => {
    expect(matchSpans([span(0, 10)], [span(0, 10, { actors: 'a|c' })], 0.1)).toEqual([]);
  });
});

describe('compareType', () => {
  it('counts pairs at each threshold, what is reached, and how far the edges are', () => {
    const truth = [span(0, 10), span(100, 110)];
    const candidates = [span(2, 10), span(107, 120), span(500, 510)];
    const figures = compareType('meets', { truth, candidates }, [0.1, 0.25, 0.5]);
    expect(figures).toEqual({
      type: 'meets',
      truth: 2,
      candidates: 3,
      f1: [4 / 5, 2 / 5, 2 / 5],
      reached: 1,
      edgeErrorFrames: (2 + 0 + 7 + 10) / 4,
    });
  });

  it('has no edge error where nothing pairs', () => {
    const figures = compareType('meets', { truth: [span(0, 10)], candidates: [] }, [0.1]);
    expect(figures).toMatchObject({ f1: [0], reached: 0, edgeErrorFrames: undefined });
  });
});
