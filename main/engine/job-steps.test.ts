import { describe, expect, it } from 'vitest';
import { nominalFrameIndex } from '#contract/entities/frame-index';
import { planSteps, stageOf, type JobInput, type Step, type StepStage } from './job-steps.ts';
import { testZones } from './testing/random-source.ts';

const index = nominalFrameIndex(250, 25);

function inputWith(changes: { source?: object; ontology?: object; codeVersion?: string } = {}): JobInput {
  const source = {
    tracksSha256: 'a'.repeat(64),
    frameIndexSha256: 'b'.repeat(64),
    nominalIndex: false,
    space: 'body' as const,
    zones: [...testZones],
    ...changes.source,
  };
  const ontology = { name: 'crowd', sha256: 'c'.repeat(64), text: '', ...changes.ontology };
  return { source, ontology, codeVersion: changes.codeVersion ?? 'test', windowFrames: 100 };
}

function keysOf(steps: readonly Step[], stage: StepStage): readonly string[] {
  return steps.filter((step) => step.stage === stage).map(({ key }) => key);
}

/** Which stages have the same keys in two plans. */
function sharedStages(
  other: JobInput,
  options: { radius?: number; kernels?: string } = {},
): Readonly<Record<StepStage, boolean>> {
  const before = planSteps(inputWith(), index, 2, 'typescript 1');
  const after = planSteps(other, index, options.radius ?? 2, options.kernels ?? 'typescript 1');
  const same = (stage: StepStage) =>
    JSON.stringify(keysOf(before, stage)) === JSON.stringify(keysOf(after, stage));
  return {
    kinematics: same('kinematics'),
    pairs: same('pairs'),
    zones: same('zones'),
    candidates: same('candidates'),
  };
}

const all = { kinematics: true, pairs: true, zones: true, candidates: true };
const none = { kinematics: false, pairs: false, zones: false, candidates: false };

describe('the steps of a job', () => {
  it('stand after those they need, three windows each and the rules over the whole', () => {
    const steps = planSteps(inputWith(), index, 2, 'typescript 1');
    expect(steps.map(({ stage }) => stage)).toEqual([
      ...Array.from({ length: 3 }, () => 'kinematics'),
      ...Array.from({ length: 3 }, () => 'pairs'),
      ...Array.from({ length: 3 }, () => 'zones'),
      'candidates',
    ]);
    expect(steps.every(({ position, needs }) => needs.every((need) => need < position))).toBe(true);
    expect(steps.map(({ needs }) => needs).slice(3)).toEqual([
      [0],
      [1],
      [2],
      [0],
      [1],
      [2],
      [0, 1, 2, 3, 4, 5, 6, 7, 8],
    ]);
    expect(new Set(steps.map(({ key }) => key)).size).toBe(10);
  });

  it('leave out pairs that no rule looks at and zones that are not there', () => {
    const steps = planSteps(inputWith({ source: { zones: [] } }), index, 0, 'typescript 1');
    expect(steps.map(({ stage }) => stage)).toEqual(['kinematics', 'kinematics', 'kinematics', 'candidates']);
  });

  it('are shared by ontologies, all but the rules', () => {
    expect(sharedStages(inputWith())).toEqual(all);
    const ontology = { name: 'other', sha256: 'd'.repeat(64) };
    expect(sharedStages(inputWith({ ontology }))).toEqual({ ...all, candidates: false });
    expect(sharedStages(inputWith({ codeVersion: 'next' }))).toEqual({ ...all, candidates: false });
    expect(sharedStages(inputWith(), { radius: 3 })).toEqual({ ...all, pairs: false, candidates: false });
  });

  it('are run again where what they read has changed', () => {
    const zones = testZones.slice(1);
    expect(sharedStages(inputWith({ source: { zones } }))).toEqual({
      ...all,
      zones: false,
      candidates: false,
    });
    expect(sharedStages(inputWith({ source: { tracksSha256: 'e'.repeat(64) } }))).toEqual(none);
    expect(sharedStages(inputWith({ source: { frameIndexSha256: 'e'.repeat(64) } }))).toEqual(none);
    expect(sharedStages(inputWith({ source: { homography: [1, 0, 0, 0, 1, 0, 0, 0, 1] } }))).toEqual(none);
    expect(sharedStages({ ...inputWith(), windowFrames: 90 })).toEqual(none);
    expect(sharedStages(inputWith(), { kernels: 'typescript 2' })).toEqual(none);
  });

  it('say the first stage that is not finished', () => {
    const steps = planSteps(inputWith(), index, 2, 'typescript 1');
    expect(stageOf(steps, () => false)).toBe('kinematics');
    expect(stageOf(steps, (position) => position < 3 || position === 7)).toBe('pairs');
    expect(stageOf(steps, () => true)).toBe('candidates');
  });
});
