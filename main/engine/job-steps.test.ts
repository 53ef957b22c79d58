import { describe, expect, it } from 'vitest';
import { nominalFrameIndex } from '#contract/entities/frame-index';
import { occupancyFamily } from '#pipeline/features/occupancy-family';
import { motionFamily } from '#pipeline/features/motion-family';
import { planSteps, stageOf, type JobInput, type PlanFacts, type Step } from './job-steps.ts';
import { testZones } from '../testing/test-zones.ts';

const index = nominalFrameIndex(250, 25);

function inputWith(changes: { source?: object; ontology?: object; codeVersion?: string } = {}): JobInput {
  const source = {
    tracksSha256: 'a'.repeat(64),
    rowCount: 200,
    frameIndexSha256: 'b'.repeat(64),
    nominalIndex: false,
    space: 'body' as const,
    widthPx: 640,
    heightPx: 480,
    zones: [...testZones],
    captions: [],
    ...changes.source,
  };
  const ontology = { name: 'crowd', sha256: 'c'.repeat(64), text: '', ...changes.ontology };
  return { source, ontology, codeVersion: changes.codeVersion ?? 'test', windowFrames: 100 };
}

function keysOf(steps: readonly Step[], type: string): readonly string[] {
  return steps.filter((step) => step.type === type).map(({ key }) => key);
}

function planned(input: JobInput, changes: Partial<PlanFacts> = {}): readonly Step[] {
  const families = [motionFamily, occupancyFamily];
  return planSteps(input, {
    index,
    haloS: 2,
    families,
    pairRadius: 2,
    kernels: 'wasm 1',
    levels: 1,
    trackFrames: 500,
    ...changes,
  });
}

/** What has the same keys in two plans. */
function sharedTypes(other: JobInput, changes: Partial<PlanFacts> = {}): Readonly<Record<string, boolean>> {
  const before = planned(inputWith());
  const after = planned(other, changes);
  const same = (type: string) => JSON.stringify(keysOf(before, type)) === JSON.stringify(keysOf(after, type));
  return Object.fromEntries(Object.keys(all).map((type) => [type, same(type)]));
}

const all = { motion: true, occupancy: true, pairs: true, rules: true, candidates: true };
const others = { rules: false, candidates: false };
const none = { motion: false, occupancy: false, pairs: false, ...others };

describe('the steps of a job', () => {
  it('stand after those they need, window by window, and the rules over the whole', () => {
    const steps = planned(inputWith());
    const window = ['motion', 'occupancy', 'pairs'];
    expect(steps.map(({ type }) => type)).toEqual([...window, ...window, ...window, 'rules', 'candidates']);
    const needs = [[], [0], [0], [], [3], [3], [], [6], [6], [0, 1, 2, 3, 4, 5, 6, 7, 8], [9]];
    expect(steps.map((step) => step.needs)).toEqual(needs);
    expect(new Set(steps.map(({ key }) => key)).size).toBe(11);
  });

  it('leave out pairs that no rule looks at and families that none asks for', () => {
    const steps = planned(inputWith(), { pairRadius: 0, families: [motionFamily] });
    expect(steps.map(({ type }) => type)).toEqual(['motion', 'motion', 'motion', 'rules', 'candidates']);
  });

  it('are shared by ontologies, all but the rules', () => {
    expect(sharedTypes(inputWith())).toEqual(all);
    const ontology = { name: 'other', sha256: 'd'.repeat(64) };
    expect(sharedTypes(inputWith({ ontology }))).toEqual({ ...all, ...others });
    expect(sharedTypes(inputWith({ codeVersion: 'next' }))).toEqual({ ...all, ...others });
    expect(sharedTypes(inputWith(), { pairRadius: 3 })).toEqual({ ...all, pairs: false, ...others });
  });

  it('are run again where what they read has changed', () => {
    const zones = testZones.slice(1);
    expect(sharedTypes(inputWith({ source: { zones } }))).toEqual({
      ...all,
      occupancy: false,
      ...others,
    });
    expect(sharedTypes(inputWith({ source: { tracksSha256: 'e'.repeat(64) } }))).toEqual(none);
    expect(sharedTypes(inputWith({ source: { frameIndexSha256: 'e'.repeat(64) } }))).toEqual(none);
    expect(sharedTypes(inputWith({ source: { homography: [1, 0, 0, 0, 1, 0, 0, 0, 1] } }))).toEqual(none);
    expect(sharedTypes({ ...inputWith(), windowFrames: 90 })).toEqual(none);
    expect(sharedTypes(inputWith(), { kernels: 'wasm 2' })).toEqual(none);
  });

  it('say the first stage that is not finished', () => {
    const steps = planned(inputWith());
    expect(stageOf(steps, () => false)).toBe('kinematics');
    expect(stageOf(steps, (position) => position % 3 < 2 || position > 8)).toBe('pairs');
    expect(stageOf(steps, () => true)).toBe('candidates');
  });
});

describe('the work on whole tracks', () => {
  it('is cut into parts, level by level, where there is much of it', () => {
    const steps = planned(inputWith(), {
      pairRadius: 0,
      families: [motionFamily],
      levels: 2,
      trackFrames: 250_000,
    });
    const rules = steps.filter(({ type }) => type === 'rules');
    expect(rules.map(({ part }) => [part?.level, part?.part, part?.parts])).toEqual([
      [0, 0, 3],
      [0, 1, 3],
      [0, 2, 3],
      [1, 0, 3],
      [1, 1, 3],
      [1, 2, 3],
    ]);
    expect(rules.map(({ needs }) => needs.length)).toEqual([3, 3, 3, 6, 6, 6]);
    expect(steps.at(-1)?.needs).toEqual(rules.map(({ position }) => position));
  });
});
