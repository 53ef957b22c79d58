import { queryOptions } from '@tanstack/react-query';
import { client } from './client.ts';
import { queryClient } from './query-client.ts';

/** Key of everything that belongs to one project; invalidating it refreshes every screen of the project. */
export function projectKey(projectId: string) {
  return ['project', projectId] as const;
}

/** Reads again all that a screen may show of the project. */
export function refreshProject(projectId: string): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: projectKey(projectId) });
}

/** Version, host, folder, free space and reviewer of this workstation. */
export const infoQuery = queryOptions({
  queryKey: ['info'],
  queryFn: ({ signal }) => client.system.info(undefined, { signal }),
});

/** Whether the sample project is absent, being prepared, ready or failed. */
export const sampleQuery = queryOptions({
  queryKey: ['sample'],
  queryFn: ({ signal }) => client.system.sample(undefined, { signal }),
  refetchInterval: ({ state }) => (state.data?.state === 'preparing' ? 200 : false),
});

/** Everything a screen remembers across restarts, by key. */
export const preferencesQuery = queryOptions({
  queryKey: ['preferences'],
  queryFn: ({ signal }) => client.system.preferences(undefined, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export const projectsQuery = queryOptions({
  queryKey: ['projects'],
  queryFn: ({ signal }) => client.projects.list(undefined, { signal }),
});

/** Figures of one project: candidates per type, decisions of today, usage, changes that wait. */
export function summaryQuery(projectId: string) {
  return queryOptions({
    queryKey: [...projectKey(projectId), 'summary'],
    queryFn: ({ signal }) => client.projects.summary({ id: projectId }, { signal }),
  });
}

export function sourcesQuery(projectId: string) {
  return queryOptions({
    queryKey: [...projectKey(projectId), 'sources'],
    queryFn: ({ signal }) => client.sources.list({ projectId }, { signal }),
  });
}

export function jobsQuery(projectId: string) {
  return queryOptions({
    queryKey: [...projectKey(projectId), 'jobs'],
    queryFn: ({ signal }) => client.jobs.list({ projectId }, { signal }),
  });
}

/** Ontologies that come with Aftertrack. */
export const shippedOntologiesQuery = queryOptions({
  queryKey: ['shipped-ontologies'],
  queryFn: ({ signal }) => client.projects.shippedOntologies(undefined, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export function ontologiesQuery(projectId: string) {
  return queryOptions({
    queryKey: [...projectKey(projectId), 'ontologies'],
    queryFn: ({ signal }) => client.projects.ontologies({ projectId }, { signal }),
  });
}

/** Event types of one ontology version; a version never changes. */
export function eventTypesQuery(ontologyVersionId: string) {
  return queryOptions({
    queryKey: ['event-types', ontologyVersionId],
    queryFn: ({ signal }) => client.projects.eventTypes({ ontologyVersionId }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** How the candidates of a version fared; it changes with every decision of the project. */
export function ontologyRecordQuery(projectId: string, ontologyVersionId: string) {
  return queryOptions({
    queryKey: [...projectKey(projectId), 'ontology-record', ontologyVersionId],
    queryFn: ({ signal }) => client.projects.ontologyRecord({ ontologyVersionId }, { signal }),
  });
}

/** Which jobs and dataset versions used which ontology version. */
export function ontologyUsesQuery(projectId: string) {
  return queryOptions({
    queryKey: [...projectKey(projectId), 'ontology-uses'],
    queryFn: ({ signal }) => client.ontology.uses({ projectId }, { signal }),
  });
}

export function eventsQuery(projectId: string) {
  return queryOptions({
    queryKey: [...projectKey(projectId), 'events'],
    queryFn: ({ signal }) => client.review.events({ projectId }, { signal }),
  });
}

export function datasetsQuery(projectId: string) {
  return queryOptions({
    queryKey: [...projectKey(projectId), 'datasets'],
    queryFn: ({ signal }) => client.datasets.list({ projectId }, { signal }),
  });
}

/** What publishing now would do. */
export function publishPlanQuery(projectId: string) {
  return queryOptions({
    queryKey: [...projectKey(projectId), 'publish-plan'],
    queryFn: ({ signal }) => client.datasets.plan({ projectId }, { signal }),
  });
}
