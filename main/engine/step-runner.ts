import { problem, raise } from '#contract/errors';
import type { FrameSpan } from '#contract/interval';
import type { Kernels } from '#contract/ports/kernels';
import type { Scene } from '#contract/ports/scene';
import { createWorkMemory } from '#pipeline/candidates/buffers';
import { families } from '#pipeline/features/families';
import type { FeatureFamily } from '#pipeline/features/family';
import {
  computeFamily,
  createColumnRoom,
  type ColumnRoom,
  type FamilyTable,
} from '#pipeline/features/family-table';
import type { FeatureSource } from '#pipeline/features/feature-source';
import { motionFamily } from '#pipeline/features/motion-family';
import { nearRunsIn } from '#pipeline/features/near-pairs';
import { buildScene } from '#pipeline/features/scene';
import { createStoredSeries, type StoredSeries } from '#pipeline/features/stored-series';
import { haloS } from '#pipeline/features/halo';
import { framesAround } from '#pipeline/windows/feature-windows';
import { readFamily, readNearRuns, writeFamily, writeNearRuns, type FeatureFiles } from './feature-files.ts';
import type { JobInput, Step, StepResult } from './job-steps.ts';
import { planJob, type PlannedJob, type PlanWork } from './plan-job.ts';
import { findPart, gatherParts } from './rule-steps.ts';
import type { SharedJob } from './shared-job.ts';
import { startReading } from './source-reading.ts';

/** What steps are run with. */
export interface StepTools extends FeatureFiles {
  readonly kernels: Kernels;
}

/** A finished step that another reads: the family's name or pairs, its frames, and where its file is. */
export interface StepInput extends FrameSpan {
  readonly type: string;
  readonly sha256: string;
}

/** One step to run, with the results it needs in the order of their positions. */
export interface StepWork {
  /** Key of the job's shared part. */
  readonly shared: string;
  readonly input: JobInput;
  readonly pairRadius: number;
  /** Features of pairs that the rules read. */
  readonly pairFeatures?: readonly string[];
  readonly step: Step;
  readonly inputs: readonly StepInput[];
}

/** A finished step whose features are to be in memory. */
export interface LoadWork {
  readonly shared: string;
  readonly step: StepInput;
}

/** Runs steps one after the other in the thread it is made in. Problems are thrown. */
export interface StepRunner {
  /** Plans a job and reads its source, to be shared with the other threads of the job. */
  plan(work: PlanWork): Promise<PlannedJob>;
  /** Takes part in a job (or in none) from now on, and leaves the one before. */
  join(job: SharedJob | undefined): void;
  load(work: LoadWork): Promise<void>;
  run(work: StepWork): Promise<StepResult>;
}

/** Sources that a thread keeps in memory beside that of its job. */
const keptSources = 1;

/** The job that a thread takes part in. */
export interface Joined {
  readonly job: SharedJob;
  readonly stored: StoredSeries;
  /** The scene of the rules that were run last, and what it was made for. */
  scene?: { readonly key: string; readonly made: Promise<Scene> };
}

/** The family of this name; it must be one. */
export function familyNamed(name: string): FeatureFamily {
  const family = families.find((one) => one.name === name);
  return family ?? raise(problem('internal', `There is no family of features named ${name}.`));
}

async function readNeeded(
  tools: StepTools,
  source: FeatureSource,
  inputs: readonly StepInput[],
): Promise<ReadonlyMap<string, FamilyTable>> {
  const tables = new Map<string, FamilyTable>();
  for (const input of inputs)
    tables.set(input.type, await readFamily(tools, familyNamed(input.type), source, input, input.sha256));
  return tables;
}

/** Computes a step's family in its window; `room` gives the columns, which are its until it is asked again. */
export function tableOf(
  kernels: Kernels,
  source: FeatureSource,
  step: Step,
  needed: ReadonlyMap<string, FamilyTable>,
  room: ColumnRoom,
): FamilyTable {
  const span = { startFrame: step.startFrame, endFrame: step.endFrame };
  const window = { ...span, halo: framesAround(source.frameIndex, span, haloS(source)) };
  return computeFamily(familyNamed(step.type), source, window, kernels, needed, room);
}

async function runFamily(
  tools: StepTools,
  { job, stored }: Joined,
  work: StepWork,
  room: ColumnRoom,
): Promise<StepResult> {
  const { source } = job;
  const { step, inputs } = work;
  const needed = await readNeeded(tools, source, inputs);
  const family = familyNamed(step.type);
  const table = tableOf(tools.kernels, source, step, needed, room);
  stored.add(family.name, table);
  return writeFamily(tools, family, table);
}

/** What tells when tracks are near each other. */
export const planeFeatures = ['x', 'y', 'vx', 'vy'] as const;

function runPairs(tools: StepTools, { job, stored }: Joined, work: StepWork): Promise<StepResult> {
  const motion = stored.cut(motionFamily, planeFeatures, work.step);
  return writeNearRuns(tools, nearRunsIn(job.source, motion, work.pairRadius, tools.kernels));
}

async function nearOf(tools: StepTools, inputs: readonly StepInput[]) {
  const pairs = inputs.filter(({ type }) => type === 'pairs');
  return Promise.all(pairs.map(({ sha256 }) => readNearRuns(tools, sha256)));
}

async function sceneOf(tools: StepTools, { job, stored }: Joined, work: StepWork): Promise<Scene> {
  const near = await nearOf(tools, work.inputs);
  const { pairRadius, pairFeatures } = work;
  return buildScene(job.source, { stored, near, pairRadius, pairFeatures, kernels: tools.kernels });
}

/** The scene of the rules' step, the same for all steps of a job. */
function sceneFor(tools: StepTools, here: Joined, work: StepWork): Promise<Scene> {
  const near = work.inputs.filter(({ type }) => type === 'pairs').map(({ sha256 }) => sha256);
  const key = JSON.stringify([work.pairRadius, work.pairFeatures, near]);
  if (here.scene?.key !== key) here.scene = { key, made: sceneOf(tools, here, work) };
  return here.scene.made;
}

/** A runner over the given tools. */
export function createStepRunner(tools: StepTools): StepRunner {
  let read = startReading(tools, keptSources);
  const room = createColumnRoom();
  const memory = createWorkMemory();
  let joined: Joined | undefined;
  function jobOf(key: string): Joined {
    if (joined?.job.key === key) return joined;
    return raise(problem('internal', 'A thread was asked to work on a job that it does not take part in.'));
  }
  function runStep(here: Joined, work: StepWork): Promise<StepResult> {
    switch (work.step.type) {
      case 'pairs':
        return runPairs(tools, here, work);
      case 'rules':
        return findPart({ ...tools, memory }, sceneFor(tools, here, work), work);
      case 'candidates':
        return gatherParts(tools, work);
      default:
        return runFamily(tools, here, work, room);
    }
  }
  return {
    plan: (work) => planJob((...asked) => read(...asked), tools.kernels, work),
    join: (job) => {
      // What a thread read for a plan that no job uses any more would stay in its memory.
      if (job === undefined) read = startReading(tools, keptSources);
      joined = job && { job, stored: createStoredSeries(job.source, job.room) };
    },
    async load({ shared, step }) {
      const { job, stored } = jobOf(shared);
      const family = familyNamed(step.type);
      const features = family.features.filter((feature) => job.room[feature] !== undefined);
      stored.add(
        family.name,
        await readFamily(tools, { ...family, features }, job.source, step, step.sha256),
      );
    },
    run: async (work) => runStep(jobOf(work.shared), work),
  };
}
