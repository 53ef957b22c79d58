import { queryOptions } from '@tanstack/react-query';
import { client } from '../../app/client.ts';
import { projectKey } from '../../app/queries.ts';
import { fetchFrameIndex } from '../clip/frame-index.ts';

/** All candidates of a project in the order of time, with the figures of the session. */
export function queueQuery(projectId: string) {
  return queryOptions({
    queryKey: [...projectKey(projectId), 'queue'],
    queryFn: ({ signal }) => client.review.queue({ projectId, order: 'time', state: 'all' }, { signal }),
  });
}

/** One candidate with its source, clause tree, history and draft. */
export function viewingQuery(projectId: string, candidateId: string) {
  return queryOptions({
    queryKey: [...projectKey(projectId), 'viewing', candidateId],
    queryFn: ({ signal }) => client.review.viewing({ candidateId }, { signal }),
  });
}

/** When each picture of a source is shown; it never changes. */
export function frameIndexQuery(sourceId: string) {
  return queryOptions({
    queryKey: ['frame-index', sourceId],
    queryFn: ({ signal }) => fetchFrameIndex(sourceId, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
