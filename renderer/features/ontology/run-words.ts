import type { Job } from '#contract/entities/job';
import type { Source } from '#contract/entities/source';
import { plural } from '../../shared-ui/format.ts';
import { isLive } from '../jobs/job-words.ts';

/** What came of asking for jobs. */
export interface Queued {
  readonly jobs: number;
  /** Sources that were left out because a job of theirs still runs or waits. */
  readonly busy: number;
}

/** The sources that no job runs or waits on. */
export function idleSources(sources: readonly Source[], jobs: readonly Job[]): readonly Source[] {
  return sources.filter((source) => !jobs.some((job) => job.sourceId === source.id && isLive(job)));
}

/** What came of it, in words. */
export function queuedWords({ jobs, busy }: Queued): string {
  const left =
    busy === 0 ? '' : `, ${plural(busy, 'source was', 'sources were')} left out: a job of theirs still runs`;
  return `${plural(jobs, 'job is', 'jobs are')} queued${left}.`;
}
