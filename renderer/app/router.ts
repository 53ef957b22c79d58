import { useSyncExternalStore } from 'react';

/** Every place of the app, as it stands behind the `#` of the address. */
export type Route =
  | { readonly screen: 'home' }
  | { readonly screen: 'ontology'; readonly view?: 'versions' }
  | { readonly screen: 'datasets'; readonly datasetId?: string }
  | { readonly screen: 'settings' }
  | { readonly screen: 'review'; readonly candidateId?: string; readonly type?: string }
  | { readonly screen: 'sources' | 'add-source'; readonly sourceId?: string }
  | { readonly screen: 'jobs'; readonly sourceId?: string; readonly jobId?: string }
  | { readonly screen: 'events'; readonly type?: string; readonly status?: string }
  | { readonly screen: 'unknown'; readonly path: string };

/** A route that a link may lead to. */
export type Destination = Exclude<Route, { readonly screen: 'unknown' }>;

type Reader = (id: string | undefined, query: URLSearchParams) => Route;

function given<Name extends string>(name: Name, value: string | null | undefined) {
  return value === null || value === undefined || value === '' ? {} : { [name]: value };
}

const readers: Readonly<Record<string, Reader>> = {
  review: (id, query) => ({
    screen: 'review',
    ...given('candidateId', id),
    ...given('type', query.get('type')),
  }),
  sources: (id) =>
    id === 'new' ? { screen: 'add-source' } : { screen: 'sources', ...given('sourceId', id) },
  jobs: (id, query) => ({
    screen: 'jobs',
    ...given('jobId', id),
    ...given('sourceId', query.get('source')),
  }),
  events: (_id, query) => ({
    screen: 'events',
    ...given('type', query.get('type')),
    ...given('status', query.get('status')),
  }),
  ontology: (id) => ({ screen: 'ontology', ...(id === 'versions' ? { view: id } : {}) }),
  datasets: (id) => ({ screen: 'datasets', ...given('datasetId', id) }),
  settings: () => ({ screen: 'settings' }),
};

/** The route of an address' hash ("#/events?status=disputed"); what no screen answers to is `unknown`. */
export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?');
  const [first, second] = path.split('/').filter((part) => part !== '');
  if (first === undefined) return { screen: 'home' };
  const read = Object.hasOwn(readers, first) ? readers[first] : undefined;
  return read?.(second, new URLSearchParams(search)) ?? { screen: 'unknown', path };
}

function address(
  path: string,
  id: string | undefined,
  pairs: Readonly<Record<string, string | undefined>> = {},
) {
  const known = Object.entries(pairs).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  const search = known.length === 0 ? '' : `?${new URLSearchParams(known).toString()}`;
  return `#/${path}${id === undefined ? '' : `/${id}`}${search}`;
}

/** The hash of a route, for links; `parseRoute` reads it back. */
export function href(route: Destination): string {
  switch (route.screen) {
    case 'home':
      return '#/';
    case 'review':
      return address('review', route.candidateId, { type: route.type });
    case 'add-source':
      return '#/sources/new';
    case 'sources':
      return address('sources', route.sourceId);
    case 'jobs':
      return address('jobs', route.jobId, { source: route.sourceId });
    case 'events':
      return address('events', undefined, { type: route.type, status: route.status });
    case 'ontology':
      return address('ontology', route.view);
    case 'datasets':
      return address('datasets', route.datasetId);
    case 'settings':
      return '#/settings';
  }
}

/** Goes to a route; `replace` leaves no step back behind. */
export function navigate(route: Destination, options: { readonly replace?: boolean } = {}): void {
  if (options.replace === true) window.location.replace(href(route));
  else window.location.hash = href(route);
}

function subscribe(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}

/** The route of the address bar, followed as it changes. */
export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(subscribe, () => window.location.hash));
}
