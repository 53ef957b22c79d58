import { setMaxListeners } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { problem, raise, toProblem } from '#contract/errors';
import type { Job } from '#contract/entities/job';
import { families } from '#pipeline/features/families';
import type { ObjectStore } from '../objects/object-store.ts';
import type { ClaimedJob, FinishedStep, KnownStep } from '../store/job-run-operations.ts';
import type { Store } from '../store/store.ts';
import { stageOf, type JobInput, type JobPlan, type Step, type StepResult } from './job-steps.ts';
import type { JobBounds } from './plan-job.ts';
import type { JobMemory } from './job-memory.ts';
import { gatheredSchema } from './proposals.ts';
import { runInOrder } from './run-in-order.ts';
import type { SharedJob } from './shared-job.ts';
import { sourceKeyOf } from './source-reading.ts';
import type { StepInput } from './step-runner.ts';
import type { WorkerPool } from './worker-pool.ts';

export interface RunDeps {
  readonly store: Store;
  readonly objects: ObjectStore;
  readonly pool: WorkerPool;
  readonly memory: JobMemory;
  readonly workspaceFolder: string;
  readonly leaseMs: number;
  readonly bounds: JobBounds;
  readonly windowFrames: number | undefined;
  /** Hears of every committed change. */
  readonly onJob: (job: Job) => void;
}

/** A job as it runs: who holds it, and the signal that ends it. */
export interface Run {
  readonly claimed: ClaimedJob;
  readonly owner: string;
  readonly controller: AbortController;
}

interface Progress {
  readonly plan: JobPlan;
  readonly shared: SharedJob;
  readonly input: JobInput;
  readonly done: Map<number, StepResult>;
}

function inputOf({ job, source, ontology }: ClaimedJob, windowFrames: number | undefined): JobInput {
  return { source, ontology, codeVersion: job.codeVersion, windowFrames };
}

function holding(run: Run): { readonly jobId: string; readonly owner: string } {
  return { jobId: run.claimed.job.id, owner: run.owner };
}

/** Features that the steps of a type make. */
function featuresOf(type: string): readonly string[] {
  return families.find(({ name }) => name === type)?.features ?? [];
}

/** Ends the run where another process or a cancel took the job. */
function hear(deps: RunDeps, run: Run, job: Job | undefined): void {
  if (job === undefined) run.controller.abort();
  else deps.onJob(job);
}

async function commit(
  deps: RunDeps,
  run: Run,
  progress: Progress,
  steps: readonly (readonly [Step, StepResult])[],
): Promise<void> {
  const { plan, done } = progress;
  for (const [step, result] of steps) done.set(step.position, result);
  const finished = steps.map(([step, result]): FinishedStep => {
    const { position, stage, type, key, startFrame, endFrame } = step;
    const path = relative(deps.workspaceFolder, deps.objects.pathOf(result.objectSha256)).replaceAll(
      '\\',
      '/',
    );
    return { ...result, position, stage, type, key, startFrame, endFrame, path };
  });
  const job = await deps.store.run('jobs.commitSteps', {
    ...holding(run),
    steps: finished,
    stage: stageOf(plan.steps, (position) => done.has(position)),
    progress: done.size / plan.steps.length,
  });
  hear(deps, run, job);
}

/** Results of steps that were finished before and whose object is still there. */
async function findFinished(deps: RunDeps, plan: JobPlan): Promise<readonly (readonly [Step, StepResult])[]> {
  const known = await deps.store.run('jobs.findSteps', { keys: plan.steps.map(({ key }) => key) });
  const byKey = new Map<string, KnownStep>(known.map((step) => [step.key, step]));
  const found = await Promise.all(
    plan.steps.map(async (step) => {
      const before = byKey.get(step.key);
      if (before === undefined) return undefined;
      const file = await stat(deps.objects.pathOf(before.objectSha256)).catch(() => undefined);
      if (file === undefined) return undefined;
      const { objectSha256, rows } = before;
      return [step, { objectSha256, rows, sizeBytes: file.size }] as const;
    }),
  );
  return found.filter((step) => step !== undefined);
}

function inputAt({ plan, done }: Progress, position: number): StepInput {
  const step = plan.steps[position];
  const result = done.get(position);
  if (step === undefined || result === undefined)
    return raise(problem('internal', `Step ${position} is needed before it has run.`));
  const { type, startFrame, endFrame } = step;
  return { type, startFrame, endFrame, sha256: result.objectSha256 };
}

async function runStep(deps: RunDeps, run: Run, progress: Progress, step: Step): Promise<void> {
  const inputs = step.needs.map((position) => inputAt(progress, position));
  const { plan, input, shared } = progress;
  const { pairRadius, pairFeatures } = plan;
  const work = { shared: shared.key, input, pairRadius, pairFeatures, step, inputs };
  const options = { signal: run.controller.signal, job: shared };
  const result = await deps.pool.ask('run', work, options);
  deps.memory.noteFilled(step.key);
  await commit(deps, run, progress, [[step, result]]);
}

/** Brings what an earlier run computed into memory, where a step that is yet to run reads it there. */
async function loadStep(deps: RunDeps, run: Run, progress: Progress, step: Step): Promise<void> {
  const { shared } = progress;
  const isKept = featuresOf(step.type).some((feature) => shared.room[feature] !== undefined);
  const isWanted = progress.plan.steps.some(
    ({ position, needs }) => !progress.done.has(position) && needs.includes(step.position),
  );
  if (!isKept || !isWanted || deps.memory.isFilled(step.key)) return;
  const work = { shared: shared.key, step: inputAt(progress, step.position) };
  await deps.pool.ask('load', work, { signal: run.controller.signal, job: shared });
  deps.memory.noteFilled(step.key);
}

/** Runs what is not finished yet, each step once those it needs are done, and no more at a time than there are credits for. */
function runSteps(deps: RunDeps, run: Run, progress: Progress): Promise<void> {
  const { steps, credits } = progress.plan;
  const finishedBefore = new Set(progress.done.keys());
  return runInOrder(steps, credits, (step) =>
    (finishedBefore.has(step.position) ? loadStep : runStep)(deps, run, progress, step),
  );
}

async function finish(deps: RunDeps, run: Run, progress: Progress): Promise<void> {
  const sha256 = progress.done.get(progress.plan.steps.length - 1)?.objectSha256 ?? '';
  const text = await readFile(deps.objects.pathOf(sha256), 'utf8');
  const { starved, order, partSha256s } = gatheredSchema.parse(JSON.parse(text));
  const proposals = { starved, order, paths: partSha256s.map((part) => deps.objects.pathOf(part)) };
  hear(deps, run, await deps.store.run('jobs.finish', { ...holding(run), proposals }));
}

async function work(deps: RunDeps, run: Run): Promise<void> {
  deps.pool.warm();
  const input = inputOf(run.claimed, deps.windowFrames);
  const { memory, pool } = deps;
  if (memory.shared !== undefined && memory.shared.sourceKey !== sourceKeyOf(input.source)) {
    memory.forget();
    pool.leave();
  }
  const asked = { input, bounds: deps.bounds, kept: memory.shared };
  const { plan, shared } = await pool.ask('plan', asked, { signal: run.controller.signal });
  memory.hold(shared);

  const progress: Progress = { plan, shared, input, done: new Map() };
  await commit(deps, run, progress, await findFinished(deps, plan));
  await runSteps(deps, run, progress);
  await finish(deps, run, progress);
}

/** Prolongs the lease once; ends the run where the job is no longer held. */
export async function renew(deps: Pick<RunDeps, 'store' | 'leaseMs'>, run: Run): Promise<void> {
  const held = await deps.store.run('jobs.renew', { ...holding(run), leaseMs: deps.leaseMs });
  if (!held) run.controller.abort();
}

function keepLease(deps: RunDeps, run: Run): () => void {
  const timer = setInterval(() => {
    renew(deps, run).catch((thrown: unknown) => run.controller.abort(thrown));
  }, deps.leaseMs / 3);
  return () => clearInterval(timer);
}

/**
 * Runs a claimed job to its end and writes how it ended; ends quietly where the job is no longer held. A problem of the job is
 * its outcome; only a problem of the store is thrown.
 */
export async function runJob(deps: RunDeps, run: Run): Promise<void> {
  const { signal } = run.controller;
  setMaxListeners(0, signal);
  const letGo = keepLease(deps, run);
  try {
    await work(deps, run);
  } catch (thrown) {
    if (signal.aborted) return;
    hear(deps, run, await deps.store.run('jobs.fail', { ...holding(run), problem: toProblem(thrown) }));
    run.controller.abort();
  } finally {
    letGo();
    if (signal.aborted) await deps.store.run('jobs.release', holding(run));
  }
}
