import type { Candidate } from '#contract/entities/candidate';
import type { Job } from '#contract/entities/job';
import { raise } from '#contract/errors';
import type { Store } from '../../store/store.ts';
import { createEngine, type Engine, type EngineDeps } from '../engine.ts';

/** An engine that throws what it would report. */
export function testEngine(store: Store, workspaceFolder: string, options: Partial<EngineDeps> = {}): Engine {
  return createEngine({ store, workspaceFolder, report: raise, pollMs: 20, workers: 2, ...options });
}

/** Resolves with the job once it has ended, as the engine says it or as the store finds it. */
export async function ended(store: Store, engine: Engine, id: string): Promise<Job> {
  const isOver = (job: Job) => job.id === id && !['queued', 'running'].includes(job.status);
  const heard = Promise.withResolvers<Job>();
  const unhear = engine.onChange((job) => isOver(job) && heard.resolve(job));
  const now = await store.run('jobs.get', { id });
  if (isOver(now)) heard.resolve(now);
  const job = await heard.promise;
  unhear();
  return job;
}

/** A job's candidates without what is new in every run: ids, the job and the instant. */
export async function proposalsOf(store: Store, jobId: string): Promise<readonly unknown[]> {
  const candidates = await store.run('candidates.listOfJob', { jobId });
  const bare = candidates.map((candidate: Candidate) => ({
    ...candidate,
    id: undefined,
    projectId: undefined,
    sourceId: undefined,
    jobId: undefined,
    createdAt: undefined,
    provenance: { ...candidate.provenance, ontology: candidate.provenance.ontology.sha256 },
  }));
  return bare.map((candidate) => JSON.stringify(candidate)).toSorted();
}
