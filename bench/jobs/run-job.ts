import { parseArgs } from 'node:util';
import { reportFault } from '#main/report';
import { openStore } from '#main/store/store';
import { createEngine } from '#main/engine/engine';
import { ended } from '#main/engine/testing/run-one';

/** A process of its own that runs a job for each ontology, from its request to its candidates in the database; prints what each took as a line of JSON. */
const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: '' },
    source: { type: 'string', default: '' },
    ontology: { type: 'string', multiple: true, default: [] },
    workers: { type: 'string', default: '2' },
  },
});
const store = await openStore({ folder: values.folder });
const engine = createEngine({
  store,
  workspaceFolder: values.folder,
  report: reportFault,
  workers: Number(values.workers),
});
engine.start();
for (const ontologyVersionId of values.ontology) {
  const before = process.cpuUsage();
  const startMs = performance.now();
  const asked = { sourceId: values.source, ontologyVersionId, codeVersion: 'bench' };
  const job = await store.run('jobs.create', asked);
  let foundMs = 0;
  const unhear = engine.onChange(({ id, progress }) => {
    if (id === job.id && progress === 1 && foundMs === 0) foundMs = performance.now() - startMs;
  });
  engine.wake();
  const { status, stats } = await ended(store, engine, job.id);
  const wallMs = performance.now() - startMs;
  unhear();
  const { user, system } = process.cpuUsage(before);
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  const count = stats?.candidates ?? 0;
  const took = { status, wallMs, foundMs, cpuMs: (user + system) / 1000, peakBytes, count };
  process.stdout.write(`${JSON.stringify(took)}\n`);
}
await engine.stop();
await store.close();
