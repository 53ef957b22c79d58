import { useMutation, useQuery } from '@tanstack/react-query';
import { client } from '../../app/client.ts';
import { jobsQuery, refreshProject, sourcesQuery } from '../../app/queries.ts';
import { idleSources, type Queued } from './run-words.ts';

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
