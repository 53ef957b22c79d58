import { useEffect } from 'react';
import type { Job } from '#contract/entities/job';
import { client } from './client.ts';
import { useConnection } from './connection.ts';
import { jobsQuery, refreshProject } from './queries.ts';
import { queryClient } from './query-client.ts';

const finished: ReadonlySet<Job['status']> = new Set(['done', 'failed', 'cancelled']);

/** The jobs with `changed` in its place, newest first. */
export function withJob(jobs: readonly Job[], changed: Job): Job[] {
  return [changed, ...jobs.filter((job) => job.id !== changed.id)].toSorted((a, b) => b.number - a.number);
}

function receive(projectId: string, changed: Job): void {
  const { queryKey } = jobsQuery(projectId);
  const known = queryClient.getQueryData(queryKey);
  const before = known?.find((job) => job.id === changed.id);
  if (known !== undefined) queryClient.setQueryData(queryKey, withJob(known, changed));
  if (before !== undefined && before.status !== changed.status && finished.has(changed.status))
    void refreshProject(projectId);
  if (before === undefined) void queryClient.invalidateQueries({ queryKey });
}

async function follow(projectId: string, signal: AbortSignal): Promise<void> {
  const changes = await client.jobs.watch({ projectId }, { signal });
  for await (const job of changes) receive(projectId, job);
}

/** Keeps the jobs of a project live in the cache while the workstation can be reached. */
export function useJobWatch(projectId: string | undefined): void {
  const open = useConnection(({ state }) => state === 'open');
  useEffect(() => {
    if (projectId === undefined || !open) return undefined;
    const stop = new AbortController();
    // A watch that breaks off leaves the list as it was read; the next connection starts it anew.
    follow(projectId, stop.signal).catch(() => queryClient.invalidateQueries(jobsQuery(projectId)));
    return () => stop.abort();
  }, [projectId, open]);
}
