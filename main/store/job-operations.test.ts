import { describe, expect, it } from 'vitest';
import { AftertrackError, type ErrorCode } from '#contract/errors';
import { jobFinishOperations } from './job-finish-operations.ts';
import { jobOperations } from './job-operations.ts';
import { jobRunOperations, type FinishedStep } from './job-run-operations.ts';
import type { StoreContext } from './operation.ts';
import { openMemory } from './testing/open-memory.ts';
import { seedJob } from './testing/seed-job.ts';

const operations = { ...jobOperations, ...jobRunOperations, ...jobFinishOperations };
const leaseMs = 15_000;

/** A database with one queued job and a clock that a test moves. */
function queued() {
  let instantMs = Date.UTC(2026, 0, 5, 9);
  const context: StoreContext = { ...openMemory(), now: () => new Date(instantMs).toISOString() };
  const seeded = seedJob(context);
  const input = { sourceId: seeded.source.id, ontologyVersionId: seeded.ontology.id, codeVersion: 'test 1' };
  const job = operations['jobs.create'](context, input);
  const pass = (ms: number) => {
    instantMs += ms;
  };
  const claim = (owner: string) => operations['jobs.claim'](context, { owner, leaseMs });
  return { ...seeded, context, input, job, pass, claim };
}

function step(overrides: Partial<FinishedStep> = {}): FinishedStep {
  return {
    key: 'k1',
    objectSha256: 'f'.repeat(64),
    rows: 200,
    position: 0,
    stage: 'kinematics',
    type: 'motion',
    startFrame: 0,
    endFrame: 100,
    sizeBytes: 1000,
    path: 'objects/ff/ff',
    ...overrides,
  };
}

function refusal(work: () => unknown): ErrorCode | undefined {
  try {
    work();
    return undefined;
  } catch (thrown) {
    return thrown instanceof AftertrackError ? thrown.problem.code : undefined;
  }
}

describe('a queued job', () => {
  it('is numbered within its project and answered again while it waits', () => {
    const { context, input, job } = queued();
    expect(job).toMatchObject({ number: 1, status: 'queued', stage: 'waiting', progress: 0 });
    expect(operations['jobs.create'](context, input).id).toBe(job.id);
    operations['jobs.cancel'](context, { id: job.id });
    expect(operations['jobs.create'](context, input).number).toBe(2);
  });

  it('is refused for an ontology of another project', () => {
    const { context, input } = queued();
    const other = seedJob(context);
    const mixed = { ...input, ontologyVersionId: other.ontology.id };
    expect(refusal(() => operations['jobs.create'](context, mixed))).toBe('not_found');
  });
});

describe('a lease', () => {
  it('keeps the job from every other owner until it runs out', () => {
    const { claim, pass, job } = queued();
    expect(claim('one')?.job).toMatchObject({ id: job.id, status: 'running' });
    pass(leaseMs - 1);
    expect(claim('two')).toBeUndefined();
    pass(1);
    expect(claim('two')?.job.id).toBe(job.id);
  });

  it('is prolonged by renewing and lost when another took the job', () => {
    const { claim, pass, context, job } = queued();
    claim('one');
    pass(10_000);
    expect(operations['jobs.renew'](context, { jobId: job.id, owner: 'one', leaseMs })).toBe(true);
    pass(10_000);
    expect(claim('two')).toBeUndefined();
    pass(leaseMs);
    claim('two');
    expect(operations['jobs.renew'](context, { jobId: job.id, owner: 'one', leaseMs })).toBe(false);
  });

  it('does not outlast a clock that jumped back by a year', () => {
    const { claim, pass, job } = queued();
    claim('one');
    pass(-365 * 86_400_000);
    expect(claim('two')?.job.id).toBe(job.id);
  });

  it('lets nobody but its holder write', () => {
    const { claim, pass, context, job } = queued();
    claim('one');
    pass(leaseMs);
    claim('two');
    const holding = { jobId: job.id, owner: 'one' };
    const done = { ...holding, steps: [step()], stage: 'pairs' as const, progress: 0.5 };
    const proposals = { starved: [], order: [], paths: [] };
    const fault = { code: 'internal' as const, message: 'Lost.' };
    expect(operations['jobs.commitSteps'](context, done)).toBeUndefined();
    expect(operations['jobs.finish'](context, { ...holding, proposals })).toBeUndefined();
    expect(operations['jobs.fail'](context, { ...holding, problem: fault })).toBeUndefined();
    operations['jobs.release'](context, holding);
    expect(operations['jobs.get'](context, { id: job.id })).toMatchObject({ status: 'running', progress: 0 });
    expect(operations['jobs.findSteps'](context, { keys: ['k1'] })).toEqual([]);
  });
});

describe('a running job', () => {
  it('commits steps with its progress, and any job finds them by key', () => {
    const { claim, context, job } = queued();
    claim('one');
    const done = { jobId: job.id, owner: 'one', steps: [step()], stage: 'pairs' as const, progress: 0.25 };
    expect(operations['jobs.commitSteps'](context, done)).toMatchObject({ stage: 'pairs', progress: 0.25 });
    const found = operations['jobs.findSteps'](context, { keys: ['k0', 'k1'] });
    expect(found).toEqual([{ key: 'k1', objectSha256: 'f'.repeat(64), rows: 200 }]);
    expect(operations['jobs.features'](context, { id: job.id }).files).toHaveLength(1);
  });

  it('is no longer held once it is cancelled, and resumes from the queue', () => {
    const { claim, context, job } = queued();
    claim('one');
    expect(operations['jobs.cancel'](context, { id: job.id }).status).toBe('cancelled');
    expect(operations['jobs.renew'](context, { jobId: job.id, owner: 'one', leaseMs })).toBe(false);
    const again = operations['jobs.resume'](context, { id: job.id, codeVersion: 'test 2' });
    expect(again).toMatchObject({ status: 'queued', progress: 0, codeVersion: 'test 2' });
    expect(claim('two')?.job.id).toBe(job.id);
  });

  it('says why it failed and may not be resumed while it runs', () => {
    const { claim, context, job } = queued();
    claim('one');
    expect(refusal(() => operations['jobs.resume'](context, { id: job.id, codeVersion: 'x' }))).toBe(
      'invalid_state',
    );
    const problem = { code: 'missing_file' as const, message: 'There is no file.' };
    const failed = operations['jobs.fail'](context, { jobId: job.id, owner: 'one', problem });
    expect(failed).toMatchObject({ status: 'failed', problem });
    expect(refusal(() => operations['jobs.cancel'](context, { id: job.id }))).toBe('invalid_state');
  });
});

describe('a finished job', () => {
  it('leaves statistics and usage in one commit', () => {
    const { claim, context, job, pass } = queued();
    claim('one');
    pass(1000);
    const steps = [step(), step({ key: 'k2', position: 1, stage: 'pairs', type: 'pairs', rows: 7 })];
    const holding = { jobId: job.id, owner: 'one' };
    operations['jobs.commitSteps'](context, { ...holding, steps, stage: 'candidates', progress: 0.9 });
    const starved = [{ type: 'enter', reason: 'There is no zone.' }];
    const proposals = { starved, order: [], paths: [] };
    const done = operations['jobs.finish'](context, { ...holding, proposals });
    expect(done).toMatchObject({ status: 'done', stage: 'finished', progress: 1 });
    expect(done?.stats).toMatchObject({ steps: 2, reusedSteps: 0, trackRows: 200, pairRows: 7, starved });
    expect(done?.stats?.elapsedMs).toBe(1000);
    const usage = context.db.prepare('SELECT metric, value, job_id FROM usage_ledger').all();
    expect(usage).toEqual([{ metric: 'video_seconds', value: 4, job_id: job.id }]);
    expect(operations['jobs.finish'](context, { ...holding, proposals })).toBeUndefined();
  });
});
