import { describe, expect, it } from 'vitest';
import { jaadType, readJaad } from './jaad-set.ts';
import { readRats } from './rats-set.ts';
import { isGiven, readPredictions } from './read-given.ts';
import { hasScorer, scoreByReference, type ReferenceFigures } from './reference-scorer.ts';
import { f1Interval } from './resample.ts';
import { addCounts, createTypeScorer, type LevelScore } from './score.ts';
import { readUcy } from './ucy-set.ts';

const present = ['jaad', 'rats', 'ucy', 'baselines'].every(isGiven) && hasScorer();
const without = present ? '' : ': skipped, the given data or its scorer is not there';
const levels = [0.1, 0.25, 0.5];

function expectSame(own: LevelScore, theirs: ReferenceFigures['at'][string] | undefined): void {
  if (theirs === undefined) return expect.unreachable();
  expect(addCounts(own.counts)).toEqual([theirs.tp, theirs.fp, theirs.fn]);
  expect(own.ap).toBeCloseTo(theirs.ap ?? 0, 12);
  expect(own.reached).toBeCloseTo(theirs.ceiling, 12);
  expect(own.edgeErrors).toHaveLength(theirs.boundary.n);
  expect(f1Interval(own.counts)).toEqual(theirs.ci95);
}

describe.skipIf(!present)(`the given sets${without}`, () => {
  it('are read with all their recordings and events', () => {
    const sets = [readJaad(), readRats(), readUcy()];
    expect(sets.map(({ sequences }) => sequences.length)).toEqual([116, 12, 5]);
    expect(sets.map(({ truth }) => truth.length)).toEqual([1292, 963, 73]);
    for (const { sequences } of sets)
      for (const { frames, parts } of sequences) expect(Math.max(...parts.table.frame)).toBeLessThan(frames);
  });

  it('are scored as the reference scorer does, to the last digit', async () => {
    const set = readJaad();
    const predictions = readPredictions('jaad_forest_dev.jsonl.gz', 1, jaadType);
    const reference = await scoreByReference(set, predictions, levels);
    for (const type of ['cross_road', 'standing', 'look_at_ego_vehicle', 'ego_decelerating']) {
      const own = createTypeScorer(set, type).score(predictions, levels);
      const theirs = reference.get(type);
      expect([own.truth, own.predictions]).toEqual([theirs?.truth, theirs?.pred]);
      expect(own.frameF1).toBeCloseTo(theirs?.frame.f1 ?? 0, 12);
      for (const [level, score] of own.levels) expectSame(score, theirs?.at[level]);
    }
  });
});
