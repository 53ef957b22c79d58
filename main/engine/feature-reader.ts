import { createHash } from 'node:crypto';
import { err, ok, refuse, toProblem, type Result } from '#contract/errors';
import type { Job } from '#contract/entities/job';
import type { TraceQuery, TraceSubject } from '#contract/http';
import { families } from '#pipeline/features/families';
import type { Store } from '../store/store.ts';
import { keepLatest } from './keep-latest.ts';
import { sourceKeyOf } from './source-reading.ts';
import type { Trace, TraceOrigin } from './trace-reader.ts';
import { createWorkerPool } from './worker-pool.ts';

/**
 * Reads the feature series of jobs, in a thread of its own that keeps what it made of them, and looks for their change points
 * in another, so that a long search holds no trace up.
 */
export interface FeatureReader {
  /** Refuses with `not_found` for an unknown job, track, zone or feature, and `invalid_state` before they are computed. */
  readTrace(query: TraceQuery): Promise<Result<Trace>>;
  /** Change points of a whole series, frames ascending; refuses as a trace does, and where the job has no such series. */
  findChanges(subject: TraceSubject): Promise<Result<readonly number[]>>;
  close(): Promise<void>;
}

/** Jobs whose files are remembered, and series whose change points are. */
const keptJobs = 4;
const keptSearches = 64;

function hasFeatures(job: Job): boolean {
  return job.status === 'done' || job.stage === 'candidates' || job.stage === 'finished';
}

/** What traces of a job are read from; asked of the store once where nothing can be added any more. */
function originReader(store: Store): (jobId: string) => Promise<Result<TraceOrigin>> {
  const keep = keepLatest<TraceOrigin>(keptJobs);
  return async (jobId) => {
    const job = await store.run('jobs.get', { id: jobId });
    if (!hasFeatures(job))
      return refuse('invalid_state', `Job ${job.number} has not computed its features yet.`);
    const origin = await keep(`${jobId} ${job.status} ${job.progress}`, async () => {
      const { source, files: all } = await store.run('jobs.features', { id: jobId });
      const files = all.filter(({ type }) => families.some(({ name }) => name === type));
      const content = JSON.stringify([sourceKeyOf(source), files.map(({ sha256 }) => sha256)]);
      return { key: createHash('sha256').update(content).digest('hex'), source, files };
    });
    return ok(origin);
  };
}

/** A reader over the workspace in `workspaceFolder`; its threads start when they are first needed. */
export function createFeatureReader(deps: {
  readonly store: Store;
  readonly workspaceFolder: string;
}): FeatureReader {
  const reading = createWorkerPool(deps.workspaceFolder, 1);
  const searching = createWorkerPool(deps.workspaceFolder, 1);
  const originOf = originReader(deps.store);
  const keepSearch = keepLatest<readonly number[]>(keptSearches);

  async function from<T>(jobId: string, ask: (origin: TraceOrigin) => Promise<T>): Promise<Result<T>> {
    try {
      const origin = await originOf(jobId);
      return origin.ok ? ok(await ask(origin.value)) : origin;
    } catch (thrown) {
      return err(toProblem(thrown));
    }
  }

  return {
    readTrace: (query) => from(query.job, (origin) => reading.ask('trace', { ...origin, query })),
    findChanges: (subject) =>
      from(subject.job, (origin) => {
        const { job: _job, ...rest } = subject;
        return keepSearch(`${origin.key} ${JSON.stringify(rest)}`, async () => {
          const series = await reading.ask('series', { ...origin, subject });
          return searching.ask('changes', { ...series, feature: subject.feature });
        });
      }),
    async close() {
      await Promise.all([reading.close(), searching.close()]);
    },
  };
}
