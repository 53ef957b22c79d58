import { createHash } from 'node:crypto';
import { z } from 'zod';
import { frameCount, type FrameIndex } from '#contract/entities/frame-index';
import type { OntologyVersion } from '#contract/entities/ontology-version';
import type { Source } from '#contract/entities/source';
import type { FrameSpan } from '#contract/interval';
import type { FeatureFamily } from '#pipeline/features/family';
import { proposalsFormat } from './proposals.ts';
import { planWindows, windowFramesFor, type FeatureWindow } from '#pipeline/windows/feature-windows';

export const stepStages = ['kinematics', 'pairs', 'candidates'] as const;
export type StepStage = (typeof stepStages)[number];

/** One unit of work of a job. Its key names all that its result depends on. */
export interface Step extends FrameSpan {
  /** Counts from 0 in the job. */
  readonly position: number;
  readonly stage: StepStage;
  /** What its file holds: the name of a family, pairs or candidates. */
  readonly type: string;
  readonly key: string;
  /** Positions of the steps whose results it reads. */
  readonly needs: readonly number[];
  /** Of what is cut into parts: which of them, counted from 0, and on which level of event types. */
  readonly part?: StepPart | undefined;
}

export interface StepPart {
  readonly part: number;
  readonly parts: number;
  readonly level: number;
}

export interface JobPlan {
  /** In the source's length; 0 where no pairs are looked at. */
  readonly pairRadius: number;
  /** Features of pairs that the rules read. */
  readonly pairFeatures: readonly string[];
  /** Stored features that are kept in memory for pairs and rules. */
  readonly kept: readonly string[];
  readonly steps: readonly Step[];
  /** How many steps may be under way at a time, for the threads and the memory there are. */
  readonly credits: number;
}

/** What a job's steps depend on. */
export interface JobInput {
  readonly source: Pick<
    Source,
    | 'tracksSha256'
    | 'frameIndexSha256'
    | 'posesSha256'
    | 'rowCount'
    | 'nominalIndex'
    | 'space'
    | 'homography'
    | 'zones'
    | 'captions'
    | 'widthPx'
    | 'heightPx'
  >;
  readonly ontology: Pick<OntologyVersion, 'name' | 'sha256' | 'text' | 'dependencies'>;
  readonly codeVersion: string;
  /** Frames of a window; as the source asks for unless told. */
  readonly windowFrames?: number | undefined;
}

/** Changes whenever any feature's bits may change while the kernels stay. */
const featureVersion = '3';

type Keyed = Readonly<Record<string, unknown>>;

function keyOf(parts: Keyed): string {
  const sorted = Object.entries(parts).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
}

interface StepKind {
  readonly stage: StepStage;
  readonly type: string;
  readonly part?: StepPart;
}

interface Numbering {
  readonly steps: Step[];
  add(kind: StepKind, key: Keyed, span: FrameSpan, needs: readonly Step[]): Step;
}

function numbering(): Numbering {
  const steps: Step[] = [];
  return {
    steps,
    add(kind, key, { startFrame, endFrame }, needs) {
      const { type, part } = kind;
      const reads = needs.map((step) => step.key);
      const step: Step = {
        position: steps.length,
        ...kind,
        key: keyOf({ ...key, type, part, reads }),
        startFrame,
        endFrame,
        needs: needs.map(({ position }) => position),
      };
      steps.push(step);
      return step;
    },
  };
}

function familyKey(input: JobInput, kernels: string, window: FeatureWindow, family: PlannedFamily): Keyed {
  const { tracksSha256, frameIndexSha256, posesSha256, space, homography, zones } = input.source;
  const { widthPx, heightPx } = input.source;
  return {
    featureVersion,
    kernels,
    tracksSha256,
    frameIndexSha256,
    space,
    homography,
    window,
    family: family.name,
    version: family.version,
    poses: family.reads.includes('poses') ? posesSha256 : undefined,
    zones: family.reads.includes('zones') ? zones : undefined,
    picture: family.reads.includes('picture') ? [widthPx, heightPx] : undefined,
  };
}

/** What planning knows of a source beside its hashes. */
export interface PlanFacts {
  readonly index: FrameIndex;
  /** Seconds around a window that its features read. */
  readonly haloS: number;
  /** Families to compute, each behind those it reads; motion is among them. */
  readonly families: readonly PlannedFamily[];
  /** In the source's length; 0 where no pairs are looked at. */
  readonly pairRadius: number;
  /** Name and version of the kernels. */
  readonly kernels: string;
  /** Levels of event types that read each other. */
  readonly levels: number;
  /** Frames of all tracks together, which decide into how many parts the work on whole tracks is cut. */
  readonly trackFrames: number;
}
export type PlannedFamily = Pick<FeatureFamily, 'name' | 'version' | 'needs' | 'reads'>;

/** Whole tracks are worked on in so many parts at most, and each is worth a thread's while. */
const mostParts = 8;
const framesPerPart = 100_000;

function partsOf({ trackFrames }: PlanFacts): readonly number[] {
  const parts = Math.min(mostParts, Math.max(1, Math.ceil(trackFrames / framesPerPart)));
  return Array.from({ length: parts }, (_, part) => part);
}

function planWindow(plan: Numbering, input: JobInput, facts: PlanFacts, window: FeatureWindow): void {
  const made = new Map<string, Step>();
  for (const family of facts.families) {
    const needs = family.needs.flatMap((name) => made.get(name) ?? []);
    const key = familyKey(input, facts.kernels, window, family);
    made.set(family.name, plan.add({ stage: 'kinematics', type: family.name }, key, window, needs));
  }
  const motion = made.get('motion');
  if (facts.pairRadius > 0 && motion !== undefined)
    plan.add({ stage: 'pairs', type: 'pairs' }, { pairRadius: facts.pairRadius }, motion, [motion]);
}

function planRules(plan: Numbering, input: JobInput, facts: PlanFacts, whole: FrameSpan): void {
  const { zones, captions, nominalIndex } = input.source;
  const { sha256 } = input.ontology;
  const { codeVersion } = input;
  const { pairRadius } = facts;
  const given = { ontology: sha256, zones, captions, nominalIndex };
  const key = { ...given, pairRadius, codeVersion, format: proposalsFormat };
  const features = plan.steps.slice();
  const parts = partsOf(facts);
  const below: Step[] = [];
  for (let level = 0; level < facts.levels; level += 1) {
    const needs = [...features, ...below];
    for (const part of parts)
      below.push(
        plan.add(
          { stage: 'candidates', type: 'rules', part: { part, parts: parts.length, level } },
          key,
          whole,
          needs,
        ),
      );
  }
  plan.add({ stage: 'candidates', type: 'candidates' }, key, whole, below);
}

/**
 * The steps of a job, in an order in which each stands after those it needs. Features know nothing of the ontology but which
 * of them it asks for, and pairs only the radius, so that many ontologies share their results.
 */
export function planSteps(input: JobInput, facts: PlanFacts): readonly Step[] {
  const size = input.windowFrames ?? windowFramesFor(facts.trackFrames, frameCount(facts.index));
  const windows = planWindows(facts.index, size, facts.haloS);
  const plan = numbering();
  for (const window of windows) planWindow(plan, input, facts, window);
  const whole = { startFrame: 0, endFrame: windows.at(-1)?.endFrame ?? 0 };
  planRules(plan, input, facts, whole);
  return plan.steps;
}

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
