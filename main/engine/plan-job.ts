import { unwrap } from '#contract/errors';
import { findFeature } from '#contract/features';
import type { Kernels } from '#contract/ports/kernels';
import type { FeatureSource } from '#pipeline/features/feature-source';
import { haloS } from '#pipeline/features/halo';
import { neededColumns, neededFamilies, storedInputs } from '#pipeline/features/needed-families';
import { makeSharedRoom } from '#pipeline/features/stored-series';
import { planSteps, type JobInput, type JobPlan } from './job-steps.ts';
import { loadRules, type Rules } from './rules.ts';
import type { SharedJob } from './shared-job.ts';
import type { SourceReading } from './source-reading.ts';

/** A job's steps, and what its threads share. */
export interface PlannedJob {
  readonly plan: JobPlan;
  readonly shared: SharedJob;
}

function trackFramesOf({ tracks }: FeatureSource): number {
  return tracks.reduce((sum, { startFrame, endFrame }) => sum + endFrame - startFrame, 0);
}

const planeInputs = ['x', 'y', 'vx', 'vy'];

function keptFeatures(rules: Rules, pairRadius: number, stored: readonly string[]): readonly string[] {
  const wanted = new Set([...storedInputs(rules.needs), ...(pairRadius > 0 ? planeInputs : [])]);
  return stored.filter((feature) => wanted.has(feature));
}

/** Reads a job's source and plans its steps. Problems of the ontology and the source are thrown. */
export async function planJob(
  read: SourceReading,
  kernels: Kernels,
  input: JobInput,
  key: string,
): Promise<PlannedJob> {
  const rules = unwrap(loadRules(input.ontology));
  const { space, homography, zones } = input.source;
  const columns = neededColumns({ space, homography, zones }, rules.needs);
  const source = await read(input.source, columns);
  const pairRadius = rules.pairRadius(space);
  const families = neededFamilies(source, rules.needs);
  const steps = planSteps(input, {
    index: source.frameIndex,
    haloS: haloS(source),
    families,
    pairRadius,
    kernels: `${kernels.name} ${kernels.version}`,
    levels: rules.levels,
    trackFrames: trackFramesOf(source),
  });
  const kept = keptFeatures(
    rules,
    pairRadius,
    families.flatMap(({ features }) => features),
  );
  const pairFeatures = rules.needs.filter((name) => findFeature(name)?.subject === 'pair');
  return {
    plan: { pairRadius, pairFeatures, kept, steps },
    shared: { key, source, room: makeSharedRoom(source, kept) },
  };
}
