import type { Route } from './router.ts';

/** What each screen is called, in the rail and in the window's title. */
export const screenTitles: Readonly<Record<Route['screen'], string>> = {
  home: 'Overview',
  review: 'Review',
  sources: 'Sources',
  'add-source': 'Add source',
  jobs: 'Jobs',
  ontology: 'Ontology',
  events: 'Events',
  datasets: 'Datasets',
  settings: 'Settings',
  unknown: 'Not found',
};
