import { problem, raise, unwrap } from '#contract/errors';
import type { FrameSpan } from '#contract/interval';
import type { Kernels } from '#contract/ports/kernels';
import type { Scene } from '#contract/ports/scene';
import { families } from '#pipeline/features/families';
import type { FeatureFamily } from '#pipeline/features/family';
import { computeFamily, type FamilyTable } from '#pipeline/features/family-table';
import { prepareSource, type FeatureSource } from '#pipeline/features/feature-source';
import { haloS } from '#pipeline/features/halo';
import { nearRunsIn } from '#pipeline/features/near-pairs';
import { neededFamilies } from '#pipeline/features/needed-families';
import { buildScene } from '#pipeline/features/scene';
import { createStoredSeries } from '#pipeline/features/stored-series';
import { framesAround } from '#pipeline/windows/feature-windows';
import { readFamily, readNearRuns, writeFamily, writeNearRuns, type FeatureFiles } from './feature-files.ts';
import { planSteps, type JobInput, type JobPlan, type Step, type StepResult } from './job-steps.ts';
import { keepLatest } from './keep-latest.ts';
import { encodeProposals } from './proposals.ts';
import { readFrameIndex, readPoses, readTracks } from './read-source.ts';
import { loadRules } from './rules.ts';

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
  readonly input: JobInput;
  readonly pairRadius: number;
  readonly step: Step;
  readonly inputs: readonly StepInput[];
}

/** Runs steps one after the other in the thread it is made in; keeps the last sources it read. Problems are thrown. */
export interface StepRunner {
  plan(input: JobInput): Promise<JobPlan>;
  run(work: StepWork): Promise<StepResult>;
  scene(source: JobInput['source'], pairRadius: number, inputs: readonly StepInput[]): Promise<Scene>;
}

/** Sources that a thread keeps in memory. */
const keptSources = 2;

interface Reading {
  readonly tools: StepTools;
  source(given: JobInput['source']): Promise<FeatureSource>;
}

function startReading(tools: StepTools): Reading {
  const { columnar, objects } = tools;
  const keep = keepLatest<FeatureSource>(keptSources);
  async function load(given: JobInput['source']): Promise<FeatureSource> {
    const { space, homography, zones, posesSha256 } = given;
    const table = await readTracks(columnar, objects.pathOf(given.tracksSha256));
    const path = objects.pathOf(given.frameIndexSha256);
    const frameIndex = await readFrameIndex(columnar, path, given.nominalIndex);
    const poses =
      posesSha256 === undefined ? undefined : await readPoses(columnar, objects.pathOf(posesSha256));
    return prepareSource({ table, frameIndex, space, homography, zones, poses });
  }
  return {
    tools,
    source: (given) => {
      const { tracksSha256, frameIndexSha256, posesSha256, space, homography, nominalIndex, zones } = given;
      const parts = [tracksSha256, frameIndexSha256, posesSha256, space, homography, nominalIndex, zones];
      return keep(JSON.stringify(parts), () => load(given));
    },
  };
}

function familyNamed(name: string): FeatureFamily {
  const family = families.find((one) => one.name === name);
  return family ?? raise(problem('internal', `There is no family of features named ${name}.`));
}

async function readScene(
  reading: Reading,
  given: JobInput['source'],
  pairRadius: number,
  inputs: readonly StepInput[],
): Promise<Scene> {
  const { tools } = reading;
  const source = await reading.source(given);
  const stored = createStoredSeries(source);
  const near = [];
  for (const input of inputs) {
    if (input.type === 'pairs') near.push(await readNearRuns(tools, input.sha256));
    else if (families.some(({ name }) => name === input.type))
      stored.add(input.type, await readFamily(tools, familyNamed(input.type), source, input, input.sha256));
  }
  return buildScene(source, { stored, near, pairRadius, kernels: tools.kernels });
}

async function readNeeded(
  { tools }: Reading,
  source: FeatureSource,
  inputs: readonly StepInput[],
): Promise<ReadonlyMap<string, FamilyTable>> {
  const tables = new Map<string, FamilyTable>();
  for (const input of inputs)
    tables.set(input.type, await readFamily(tools, familyNamed(input.type), source, input, input.sha256));
  return tables;
}

async function runWindow(reading: Reading, work: StepWork): Promise<StepResult> {
  const { tools } = reading;
  const { input, step, inputs } = work;
  const source = await reading.source(input.source);
  const needed = await readNeeded(reading, source, inputs);
  if (step.type === 'pairs') {
    const motion =
      needed.get('motion') ?? raise(problem('internal', 'Pairs were looked for without motion.'));
    return writeNearRuns(tools, nearRunsIn(source, motion, work.pairRadius, tools.kernels));
  }
  const span = { startFrame: step.startFrame, endFrame: step.endFrame };
  const window = { ...span, halo: framesAround(source.frameIndex, span, haloS(source)) };
  const family = familyNamed(step.type);
  return writeFamily(tools, family, computeFamily(family, source, window, tools.kernels, needed));
}

async function runCandidates(reading: Reading, work: StepWork): Promise<StepResult> {
  const { input, pairRadius, inputs } = work;
  const rules = unwrap(loadRules(input.ontology));
  const proposals = rules.propose(await readScene(reading, input.source, pairRadius, inputs));
  const stored = unwrap(await reading.tools.objects.putBytes(encodeProposals(proposals)));
  return {
    objectSha256: stored.sha256,
    rows: proposals.candidates.length,
    sizeBytes: stored.sizeBytes,
  };
}

/** A runner over the given tools. */
export function createStepRunner(tools: StepTools): StepRunner {
  const reading = startReading(tools);
  const kernels = `${tools.kernels.name} ${tools.kernels.version}`;
  return {
    async plan(input) {
      const rules = unwrap(loadRules(input.ontology));
      const source = await reading.source(input.source);
      const pairRadius = rules.pairRadius(input.source.space);
      const steps = planSteps(input, {
        index: source.frameIndex,
        haloS: haloS(source),
        families: neededFamilies(source, rules.needs),
        pairRadius,
        kernels,
      });
      return { pairRadius, steps };
    },
    run: (work) =>
      work.step.stage === 'candidates' ? runCandidates(reading, work) : runWindow(reading, work),
    scene: (source, pairRadius, inputs) => readScene(reading, source, pairRadius, inputs),
  };
}
