import { setMaxListeners } from 'node:events';
import { stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { problem, raise, toProblem } from '#contract/errors';
import type { Job } from '#contract/entities/job';
import type { ObjectStore } from '../objects/object-store.ts';
import type { ClaimedJob, FinishedStep, KnownStep } from '../store/job-run-operations.ts';
import type { Store } from '../store/store.ts';
import { stageOf, type JobInput, type JobPlan, type Step, type StepResult } from './job-steps.ts';
import type { WorkerPool } from './worker-pool.ts';

export interface RunDeps {
  readonly store: Store;
  readonly objects: ObjectStore;
  readonly pool: WorkerPool;
  readonly workspaceFolder: string;
  readonly leaseMs: number;
  readonly windowFrames: number;
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
  readonly input: JobInput;
  readonly done: Map<number, StepResult>;
}

function inputOf({ job, source, ontology }: ClaimedJob, windowFrames: number): JobInput {
  return { source, ontology, codeVersion: job.codeVersion, windowFrames };
}

function holding(run: Run): { readonly jobId: string; readonly owner: string } {
  return { jobId: run.claimed.job.id, owner: run.owner };
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

async function runStep(deps: RunDeps, run: Run, progress: Progress, step: Step): Promise<void> {
  const inputs = step.needs.map((position) => {
    const needed = progress.plan.steps[position];
    const result = progress.done.get(position);
    if (needed === undefined || result === undefined)
      return raise(problem('internal', `Step ${step.position} ran before step ${position}, which it needs.`));
    const { type, startFrame, endFrame } = needed;
    return { type, startFrame, endFrame, sha256: result.objectSha256 };
  });
  const { pairRadius } = progress.plan;
  const work = { input: progress.input, pairRadius, step, inputs };
  const result = await deps.pool.ask('run', work, run.controller.signal);
  await commit(deps, run, progress, [[step, result]]);
}

/** Runs what is not finished yet, each step as soon as those it needs are done. */
async function runSteps(deps: RunDeps, run: Run, progress: Progress): Promise<void> {
  const begun = new Map<number, Promise<void>>();
  for (const step of progress.plan.steps) {
    const needed = Promise.all(step.needs.map((position) => begun.get(position) ?? Promise.resolve()));
    const isDone = progress.done.has(step.position);
    begun.set(
      step.position,
      isDone ? Promise.resolve() : needed.then(() => runStep(deps, run, progress, step)),
    );
  }
  await Promise.all(begun.values());
}

async function finish(deps: RunDeps, run: Run, progress: Progress): Promise<void> {
  const sha256 = progress.done.get(progress.plan.steps.length - 1)?.objectSha256 ?? '';
  const proposals = await deps.pool.ask('bytes', { sha256 }, run.controller.signal);
  hear(deps, run, await deps.store.run('jobs.finish', { ...holding(run), proposals }));
}

async function work(deps: RunDeps, run: Run): Promise<void> {
  const input = inputOf(run.claimed, deps.windowFrames);
  const plan = await deps.pool.ask('plan', input, run.controller.signal);
  const progress: Progress = { plan, input, done: new Map() };
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
