import type { Scene } from '#contract/ports/scene';
import { createWasmKernels } from '#native/kernels/wasm-kernels';
import type { CandidatePlan } from '#pipeline/candidates/plan';
import { computeFamily, type FamilyTable } from '#pipeline/features/family-table';
import { prepareSource, type FeatureSource } from '#pipeline/features/feature-source';
import { haloS } from '#pipeline/features/halo';
import { nearRunsIn, type NearRuns } from '#pipeline/features/near-pairs';
import { neededFamilies } from '#pipeline/features/needed-families';
import { buildScene } from '#pipeline/features/scene';
import { createStoredSeries } from '#pipeline/features/stored-series';
import { planWindows } from '#pipeline/windows/feature-windows';
import type { GivenSequence } from './given-set.ts';

const kernels = createWasmKernels();

/** Makes what rules read of one recording; what it computed once it keeps, whatever ontology asks next. */
export interface SceneMaker {
  readonly sequence: GivenSequence;
  sceneFor(plan: CandidatePlan): Scene;
}

/** One window over the whole recording, so that every family is computed in one piece. */
function wholeWindow(source: FeatureSource) {
  const { frameIndex } = source;
  const [window] = planWindows(frameIndex, Math.max(1, frameIndex.ptsUs.length), haloS(source));
  return window;
}

/** Columns of pairs that are kept for the next settings at most. */
const keptColumns = 20_000;

/** A scene that computes what two tracks are to each other once for all settings. */
function keepingPairs(scene: Scene): Scene {
  const kept = new Map<string, Float32Array | undefined>();
  return {
    ...scene,
    pairValues(a, b, feature, spans) {
      const frames = spans.map(({ startFrame, endFrame }) => `${startFrame}-${endFrame}`);
      const key = `${a} ${b} ${feature} ${frames.join(' ')}`;
      const values = kept.get(key) ?? scene.pairValues(a, b, feature, spans);
      if (kept.size < keptColumns) kept.set(key, values);
      return values;
    },
  };
}

export function createSceneMaker(sequence: GivenSequence): SceneMaker {
  const source = prepareSource(sequence.parts);
  const stored = createStoredSeries(source);
  const tables = new Map<string, FamilyTable>();
  const nearBy = new Map<number, readonly NearRuns[]>();
  const scenes = new Map<CandidatePlan, Scene>();

  function compute(needs: readonly string[]): void {
    const window = wholeWindow(source);
    if (window === undefined) return;
    for (const family of neededFamilies(source, needs)) {
      if (tables.has(family.name)) continue;
      const table = computeFamily(family, source, window, kernels, tables);
      tables.set(family.name, table);
      stored.add(family.name, table);
    }
  }

  function nearWithin(radius: number): readonly NearRuns[] {
    const motion = tables.get('motion');
    const known = nearBy.get(radius);
    if (known !== undefined || motion === undefined || radius <= 0) return known ?? [];
    const near = [nearRunsIn(source, motion, radius, kernels)];
    nearBy.set(radius, near);
    return near;
  }

  return {
    sequence,
    sceneFor(plan) {
      const kept = scenes.get(plan);
      if (kept !== undefined) return kept;
      compute(plan.needs);
      const pairRadius = plan.pairRadius(source.space);
      const parts = { stored, near: nearWithin(pairRadius), pairRadius, kernels, pairFeatures: plan.needs };
      const scene = keepingPairs(buildScene(source, parts));
      scenes.set(plan, scene);
      return scene;
    },
  };
}
