import type { TrackColumn } from '#contract/entities/track';
import { unwrap } from '#contract/errors';
import { newId } from '#contract/ids';
import { findFeature } from '#contract/features';
import type { Kernels } from '#contract/ports/kernels';
import type { FeatureSource } from '#pipeline/features/feature-source';
import { families } from '#pipeline/features/families';
import { layOutFamily } from '#pipeline/features/family-table';
import { haloS } from '#pipeline/features/halo';
import { neededColumns, neededFamilies, storedInputs } from '#pipeline/features/needed-families';
import { entriesOf, makeSharedRoom } from '#pipeline/features/stored-series';
import { planSteps, type JobInput, type JobPlan, type Step } from './job-steps.ts';
import { checkColumns, creditsWithin, type MemoryFacts } from './memory-need.ts';
import { loadRules, type Rules } from './rules.ts';
import type { SharedJob } from './shared-job.ts';
import { sourceKeyOf, type SourceReading } from './source-reading.ts';

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

/** What of the source is in memory already, else reads it. */
function sourceOf(
  read: SourceReading,
  { input, kept }: PlanWork,
  columns: readonly TrackColumn[],
): Promise<FeatureSource> | FeatureSource {
  const isKept =
    kept !== undefined &&
    kept.sourceKey === sourceKeyOf(input.source) &&
    columns.every((column) => kept.columns.includes(column));
  return isKept ? kept.source : read(input.source, columns);
}

/** The memory that is kept where it has room for all of these features, else other memory. */
function sharedWith(
  { input, kept }: PlanWork,
  source: FeatureSource,
  columns: readonly TrackColumn[],
  features: readonly string[],
): SharedJob {
  if (kept?.source === source && features.every((feature) => kept.room[feature] !== undefined)) return kept;
  const sourceKey = sourceKeyOf(input.source);
  return { key: newId(), sourceKey, columns, source, room: makeSharedRoom(source, features) };
}

function cellsOf(source: FeatureSource, { type, startFrame, endFrame }: Step): number {
  const family = families.find(({ name }) => name === type);
  if (family === undefined) return 0;
  const rows = layOutFamily(family, source, { startFrame, endFrame }).start.at(-1) ?? 0;
  return rows * (family.features.length + family.keys.length + 1);
}

function memoryFacts(source: FeatureSource, kept: readonly string[], steps: readonly Step[]): MemoryFacts {
  const measured = Object.values(source.table).filter((column) => ArrayBuffer.isView(column));
  const entries = [...entriesOf(source, kept).values()].reduce((sum, count) => sum + count, 0);
  return {
    sharedBytes:
      measured.reduce((sum, { byteLength }) => sum + byteLength, 0) +
      entries * Float32Array.BYTES_PER_ELEMENT,
    windowCells: steps.reduce((most, step) => Math.max(most, cellsOf(source, step)), 0),
  };
}

/** What a job's threads and memory are bounded by. */
export interface JobBounds {
  /** Bytes that the job may take beside what the program takes by itself. */
  readonly memoryBytes: number;
  readonly threads: number;
}

/** A job to plan, and what the job before it left in memory. */
export interface PlanWork {
  readonly input: JobInput;
  readonly bounds: JobBounds;
  readonly kept?: SharedJob | undefined;
}

/** Reads a job's source and plans its steps. Problems of the ontology, the source and the memory are thrown. */
export async function planJob(read: SourceReading, kernels: Kernels, work: PlanWork): Promise<PlannedJob> {
  return planRules(read, kernels, unwrap(loadRules(work.input.ontology)), work);
}

/** The same for rules that are loaded already. */
export async function planRules(
  read: SourceReading,
  kernels: Kernels,
  rules: Rules,
  work: PlanWork,
): Promise<PlannedJob> {
  const { input, bounds } = work;
  const { space, homography, zones } = input.source;
  const columns = neededColumns({ space, homography, zones }, rules.needs);
  unwrap(checkColumns(input.source.rowCount, columns.length + 1, bounds.memoryBytes));
  const source = await sourceOf(read, work, columns);
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
  const credits = unwrap(creditsWithin(memoryFacts(source, kept, steps), bounds.memoryBytes, bounds.threads));
  return {
    plan: { pairRadius, pairFeatures, kept, steps, credits },
    shared: sharedWith(work, source, columns, kept),
  };
}
