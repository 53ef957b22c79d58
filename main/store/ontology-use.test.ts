import { expect, test } from 'vitest';
import { openMemory } from './testing/open-memory.ts';
import { run } from './testing/run.ts';
import { seedJob } from './testing/seed-job.ts';

test('a version tells the jobs that used it, the newest first', () => {
  const context = openMemory();
  const { projectId, source, ontology } = seedJob(context);
  expect(run(context, 'ontologies.jobs', { projectId })).toEqual([]);
  const job = { sourceId: source.id, ontologyVersionId: ontology.id, codeVersion: 'aftertrack 0.1.0' };
  const first = run(context, 'jobs.create', job);
  run(context, 'jobs.cancel', { id: first.id });
  const second = run(context, 'jobs.create', job);
  const of = { sourceId: source.id, sourceName: 'Clip 1' };
  expect(run(context, 'ontologies.jobs', { projectId })).toEqual([
    {
      ontologyVersionId: ontology.id,
      jobs: [
        { id: second.id, number: 2, status: 'queued', ...of },
        { id: first.id, number: 1, status: 'cancelled', ...of },
      ],
    },
  ]);
});
