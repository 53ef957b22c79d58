import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { SampleState } from '#contract/rpc/system';
import { client } from '../../app/client.ts';
import { setPreference } from '../../app/preferences.ts';
import { preferencesQuery, projectKey, projectsQuery, refreshProject } from '../../app/queries.ts';
import { queryClient } from '../../app/query-client.ts';
import { navigate } from '../../app/router.ts';

/** The open candidates of the sample in their order; asked once it is ready. */
export function useFirstCandidates(sample: SampleState | undefined) {
  const projectId = sample?.state === 'ready' ? sample.projectId : undefined;
  return useQuery({
    queryKey: [...projectKey(projectId ?? ''), 'queue', 'first'],
    queryFn: ({ signal }) =>
      client.review.queue({ projectId: projectId ?? '', order: 'time', state: 'open' }, { signal }),
    enabled: projectId !== undefined,
  });
}

/** On the very first run, opens the first candidate by itself as soon as there is one. */
export function useWelcome(firstCandidateId: string | undefined): void {
  const { data } = useQuery(preferencesQuery);
  const welcomed = data === undefined || data['welcomed'] !== undefined;
  useEffect(() => {
    if (welcomed || firstCandidateId === undefined) return;
    setPreference('welcomed', 'yes');
    navigate({ screen: 'review', candidateId: firstCandidateId });
  }, [welcomed, firstCandidateId]);
}

/** Reads the projects and their figures again whenever the sample comes further. */
export function useProjectsOf(sample: SampleState | undefined): void {
  const state = sample?.state;
  const projectId = sample?.projectId;
  useEffect(() => {
    void queryClient.invalidateQueries(projectsQuery);
    if (projectId !== undefined) void refreshProject(projectId);
  }, [state, projectId]);
}
