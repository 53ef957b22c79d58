import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { FrameIndex } from '#contract/entities/frame-index';
import type { OntologyVersion } from '#contract/entities/ontology-version';
import type { Source } from '#contract/entities/source';
import type { FrameSpan } from '#contract/interval';
import { planWindows, windowFrames, type FeatureWindow } from '#pipeline/windows/feature-windows';

export const stepStages = ['kinematics', 'pairs', 'zones', 'candidates'] as const;
export type StepStage = (typeof stepStages)[number];

/** One unit of work of a job. Its key names all that its result depends on. */
export interface Step extends FrameSpan {
  /** Counts from 0 in the job. */
  readonly position: number;
  readonly stage: StepStage;
  readonly key: string;
  /** Positions of the steps whose results it reads. */
  readonly needs: readonly number[];
}

export interface JobPlan {
  /** In the source's length; 0 where no pairs are looked at. */
  readonly pairRadius: number;
  readonly steps: readonly Step[];
}

/** What a job's steps depend on. */
export interface JobInput {
  readonly source: Pick<
    Source,
    'tracksSha256' | 'frameIndexSha256' | 'nominalIndex' | 'space' | 'homography' | 'zones'
  >;
  readonly ontology: Pick<OntologyVersion, 'name' | 'sha256' | 'text'>;
  readonly codeVersion: string;
  readonly windowFrames: number;
}

/** Changes whenever any feature's bits may change while the kernels stay. */
const featureVersion = '1';

type Keyed = Readonly<Record<string, unknown>>;

function keyOf(parts: Keyed): string {
  const sorted = Object.entries(parts).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
}

interface Numbering {
  readonly steps: Step[];
  add(stage: StepStage, key: Keyed, span: FrameSpan, needs: readonly Step[]): Step;
}

function numbering(): Numbering {
  const steps: Step[] = [];
  return {
    steps,
    add(stage, key, { startFrame, endFrame }, needs) {
      const reads = needs.map((step) => step.key);
      const step: Step = {
        position: steps.length,
        stage,
        key: keyOf({ ...key, stage, reads }),
        startFrame,
        endFrame,
        needs: needs.map(({ position }) => position),
      };
      steps.push(step);
      return step;
    },
  };
}

function kinematicsKey(input: JobInput, kernels: string, window: FeatureWindow): Keyed {
  const { tracksSha256, frameIndexSha256, space, homography } = input.source;
  return { featureVersion, kernels, tracksSha256, frameIndexSha256, space, homography, window };
}

/**
 * The steps of a job, in an order in which each stands after those it needs. Kinematics and zones know nothing of the ontology
 * and pairs only the radius, so that many ontologies share their results.
 */
export function planSteps(
  input: JobInput,
  index: FrameIndex,
  pairRadius: number,
  kernels: string,
): readonly Step[] {
  const windows = planWindows(index, input.windowFrames);
  const plan = numbering();
  const motion = windows.map((window) =>
    plan.add('kinematics', kinematicsKey(input, kernels, window), window, []),
  );
  for (const step of pairRadius > 0 ? motion : []) plan.add('pairs', { pairRadius }, step, [step]);
  const { zones, homography, nominalIndex } = input.source;
  for (const step of zones.length > 0 ? motion : []) plan.add('zones', { zones, homography }, step, [step]);
  const { sha256 } = input.ontology;
  const whole = { startFrame: 0, endFrame: windows.at(-1)?.endFrame ?? 0 };
  const parts = { ontology: sha256, zones, nominalIndex, pairRadius, codeVersion: input.codeVersion };
  plan.add('candidates', parts, whole, plan.steps.slice());
  return plan.steps;
}

/** Frames of a window of the engine unless a test says otherwise. */
export const defaultWindowFrames = windowFrames;

/** The first stage of which a step is not done yet. */
export function stageOf(steps: readonly Step[], isDone: (position: number) => boolean): StepStage {
  const open = steps.filter((step) => !isDone(step.position)).map((step) => step.stage);
  return stepStages.find((stage) => open.includes(stage)) ?? 'candidates';
}

/** Where a step's result is. */
export const stepResultSchema = z.object({
  objectSha256: z.string(),
  rows: z.int().min(0),
  sizeBytes: z.int().min(0),
});
export type StepResult = Readonly<z.infer<typeof stepResultSchema>>;
