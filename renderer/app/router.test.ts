import { describe, expect, it } from 'vitest';
import { href, parseRoute } from './router.ts';
import type { Destination } from './router.ts';

const routes: readonly Destination[] = [
  { screen: 'home' },
  { screen: 'review' },
  { screen: 'review', candidateId: '0198c2a4-0000-7000-8000-000000000001' },
  { screen: 'review', type: 'yields to & waits' },
  { screen: 'sources' },
  { screen: 'sources', sourceId: '0198c2a4-0000-7000-8000-000000000002' },
  { screen: 'add-source' },
  { screen: 'jobs' },
  { screen: 'jobs', sourceId: '0198c2a4-0000-7000-8000-000000000002' },
  { screen: 'jobs', jobId: '0198c2a4-0000-7000-8000-000000000003' },
  { screen: 'events', type: 'meets', status: 'disputed' },
  { screen: 'ontology' },
  { screen: 'ontology', view: 'versions' },
  { screen: 'datasets' },
  { screen: 'datasets', datasetId: '0198c2a4-0000-7000-8000-000000000004' },
  { screen: 'settings' },
];

describe('the address', () => {
  it.each(routes)('reads back what it wrote for $screen', (route) => {
    expect(parseRoute(href(route))).toEqual(route);
  });

  it('takes an empty hash for home', () => {
    expect(parseRoute('')).toEqual({ screen: 'home' });
    expect(parseRoute('#')).toEqual({ screen: 'home' });
  });

  it('names what it does not know', () => {
    expect(parseRoute('#/nowhere/at/all')).toEqual({ screen: 'unknown', path: 'nowhere/at/all' });
  });
});
