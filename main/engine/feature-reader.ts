import { err, ok, refuse, toProblem, type Result } from '#contract/errors';
import type { Job } from '#contract/entities/job';
import type { TraceQuery } from '#contract/http';
import type { Store } from '../store/store.ts';
import type { Trace } from './worker-messages.ts';
import { createWorkerPool } from './worker-pool.ts';

/** Reads the feature series of jobs, in a thread of its own that keeps the last few jobs in memory. */
export interface FeatureReader {
  /** Refuses with `not_found` for an unknown job, track, zone or feature, and `invalid_state` before they are computed. */
  readTrace(query: TraceQuery): Promise<Result<Trace>>;
  close(): Promise<void>;
}

function hasFeatures(job: Job): boolean {
  return job.status === 'done' || job.stage === 'candidates' || job.stage === 'finished';
}

/** A reader over the workspace in `workspaceFolder`; its thread starts with the first trace. */
export function createFeatureReader(deps: {
  readonly store: Store;
  readonly workspaceFolder: string;
}): FeatureReader {
  const pool = createWorkerPool(deps.workspaceFolder, 1);
  return {
    async readTrace(query) {
      try {
        const { job, source, files } = await deps.store.run('jobs.features', { id: query.job });
        if (!hasFeatures(job))
          return refuse('invalid_state', `Job ${job.number} has not computed its features yet.`);
        return ok(await pool.ask('trace', { jobId: job.id, source, files, query }));
      } catch (thrown) {
        return err(toProblem(thrown));
      }
    },
    close: () => pool.close(),
  };
}
