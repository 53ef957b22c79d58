import { useMutation, useQuery } from '@tanstack/react-query';
import type { Job } from '#contract/entities/job';
import type { Source } from '#contract/entities/source';
import { client } from '../../app/client.ts';
import { jobsQuery, refreshProject, sourcesQuery } from '../../app/queries.ts';
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

/** Runs an ontology version on all sources of the project, as the panel of a source does on one. */
export function useRun(projectId: string, onQueued: (queued: Queued) => void) {
  const { data: sources = [] } = useQuery(sourcesQuery(projectId));
  const { data: jobs = [] } = useQuery(jobsQuery(projectId));
  const idle = idleSources(sources, jobs);
  const run = useMutation({
    mutationFn: async (ontologyVersionId: string) => {
      for (const source of idle) await client.jobs.start({ sourceId: source.id, ontologyVersionId });
      return { jobs: idle.length, busy: sources.length - idle.length };
    },
    onSuccess: onQueued,
    onSettled: () => refreshProject(projectId),
  });
  const reason =
    sources.length === 0
      ? 'The project has no source yet'
      : idle.length === 0
        ? 'A job still runs on every source'
        : undefined;
  return { run, sources: sources.length, reason };
}
