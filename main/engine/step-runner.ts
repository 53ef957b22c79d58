import { unwrap } from '#contract/errors';
import type { Columnar } from '#contract/ports/columnar';
import type { LocalKernels } from '#contract/ports/local-kernels';
import type { Scene } from '#contract/ports/scene';
import { prepareSource, type FeatureSource } from '#pipeline/features/feature-source';
import {
  columnSpecs,
  fromColumnTable,
  kinematicsLayout,
  pairsLayout,
  toColumnTable,
  zonesLayout,
  type FeatureLayout,
  type FeatureTable,
} from '#pipeline/features/feature-table';
import { kinematicsWindow } from '#pipeline/features/kinematics';
import { pairsWindow } from '#pipeline/features/pairs';
import { buildScene } from '#pipeline/features/scene';
import { zonesWindow } from '#pipeline/features/zones';
import { planWindows } from '#pipeline/windows/feature-windows';
import type { ObjectStore } from '../objects/object-store.ts';
import {
  planSteps,
  type JobInput,
  type JobPlan,
  type Step,
  type StepResult,
  type StepStage,
} from './job-steps.ts';
import { keepLatest } from './keep-latest.ts';
import { encodeProposals } from './proposals.ts';
import { readFrameIndex, readTracks } from './read-source.ts';
import { loadRules } from './rules.ts';

/** What steps are run with. */
export interface StepTools {
  readonly objects: ObjectStore;
  readonly columnar: Columnar;
  readonly kernels: LocalKernels;
}

/** A finished step that another reads. */
export interface StepInput {
  readonly stage: StepStage;
  readonly objectSha256: string;
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
    const { space, homography } = given;
    const table = await readTracks(columnar, objects.pathOf(given.tracksSha256));
    const path = objects.pathOf(given.frameIndexSha256);
    const frameIndex = await readFrameIndex(columnar, path, given.nominalIndex);
    return prepareSource({ table, frameIndex, space, homography });
  }
  return {
    tools,
    source: (given) => {
      const { tracksSha256, frameIndexSha256, space, homography, nominalIndex } = given;
      const parts = [tracksSha256, frameIndexSha256, space, homography, nominalIndex];
      return keep(JSON.stringify(parts), () => load(given));
    },
  };
}

async function readTable<Key extends string, Value extends string>(
  tools: StepTools,
  layout: FeatureLayout<Key, Value>,
  sha256: string,
): Promise<FeatureTable<Key, Value>> {
  const path = tools.objects.pathOf(sha256);
  return fromColumnTable(layout, unwrap(await tools.columnar.readParquet(path, columnSpecs(layout))));
}

async function writeTable<Key extends string, Value extends string>(
  tools: StepTools,
  layout: FeatureLayout<Key, Value>,
  table: FeatureTable<Key, Value>,
): Promise<StepResult> {
  const path = tools.objects.tempPath('.parquet');
  const { rows } = unwrap(await tools.columnar.writeParquet(path, columnSpecs(layout), toColumnTable(table)));
  const { sha256, sizeBytes } = unwrap(await tools.objects.putFile(path, { move: true }));
  return { objectSha256: sha256, rows, sizeBytes };
}

async function readScene(
  reading: Reading,
  given: JobInput['source'],
  pairRadius: number,
  inputs: readonly StepInput[],
): Promise<Scene> {
  const { tools } = reading;
  const of = (stage: StepStage) => inputs.filter((input) => input.stage === stage);
  const tables = {
    kinematics: await Promise.all(
      of('kinematics').map((input) => readTable(tools, kinematicsLayout, input.objectSha256)),
    ),
    pairs: await Promise.all(of('pairs').map((input) => readTable(tools, pairsLayout, input.objectSha256))),
    zones: await Promise.all(of('zones').map((input) => readTable(tools, zonesLayout, input.objectSha256))),
  };
  return buildScene(await reading.source(given), given.zones, pairRadius, tables);
}

async function runWindow(reading: Reading, work: StepWork): Promise<StepResult> {
  const { tools } = reading;
  const { kernels } = tools;
  const { input, step } = work;
  const source = await reading.source(input.source);
  const windows = planWindows(source.frameIndex, input.windowFrames);
  const window = windows[Math.floor(step.startFrame / input.windowFrames)] ?? { ...step, halo: step };
  if (step.stage === 'kinematics')
    return writeTable(tools, kinematicsLayout, kinematicsWindow(source, window, kernels));
  const motion = await readTable(tools, kinematicsLayout, work.inputs[0]?.objectSha256 ?? '');
  if (step.stage === 'pairs') {
    const pairs = pairsWindow(source, window, motion, work.pairRadius, kernels);
    return writeTable(tools, pairsLayout, pairs);
  }
  return writeTable(tools, zonesLayout, zonesWindow(source, window, motion, input.source.zones, kernels));
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
      const { frameIndex } = await reading.source(input.source);
      const pairRadius = rules.pairRadius(input.source.space);
      return { pairRadius, steps: planSteps(input, frameIndex, pairRadius, kernels) };
    },
    run: (work) =>
      work.step.stage === 'candidates' ? runCandidates(reading, work) : runWindow(reading, work),
    scene: (source, pairRadius, inputs) => readScene(reading, source, pairRadius, inputs),
  };
}
