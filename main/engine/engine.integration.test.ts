import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Job } from '#contract/entities/job';
import { newId } from '#contract/ids';
import { openDatabase } from '../store/open-database.ts';
import { insertRow } from '../store/rows.ts';
import { openStore, type Store } from '../store/store.ts';
import type { Engine } from './engine.ts';
import { buildWorkspace, type TestWorkspace } from './testing/build-workspace.ts';
import { crowd } from './testing/crowd.ts';
import { startEngineProcess } from './testing/engine-process.ts';
import { compareKilled } from './testing/kill-and-resume.ts';
import { ended, proposalsOf, testEngine } from './testing/run-one.ts';

let workspace: TestWorkspace;
let store: Store;
const engines: Engine[] = [];

/** Eight windows of a small crowd. */
const windowFrames = 100;

function engineWith(options: Parameters<typeof testEngine>[2] = {}): Engine {
  const engine = testEngine(store, workspace.folder, { windowFrames, ...options });
  engines.push(engine);
  return engine;
}

/** A further ontology version of the project, with other text. */
function addOntology(version: string, sha256: string): string {
  const db = openDatabase(`${workspace.folder}/workspace.db`);
  const id = newId();
  const { projectId, ontology } = workspace.seeded;
  insertRow(db, 'ontology_versions', { ...ontology, id, projectId, version, sha256 });
  db.close();
  return id;
}

function queue(ontologyVersionId = workspace.seeded.ontology.id): Promise<Job> {
  return store.run('jobs.create', {
    sourceId: workspace.seeded.source.id,
    ontologyVersionId,
    codeVersion: 'test',
  });
}

async function runToEnd(engine: Engine, job: Job): Promise<Job> {
  engine.start();
  engine.wake();
  return ended(store, engine, job.id);
}

beforeAll(async () => {
  workspace = await buildWorkspace(crowd(6, 800));
  store = await openStore({ folder: workspace.folder });
});
afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.stop()));
});
afterAll(async () => {
  await store.close();
  await workspace.dispose();
});

describe('a job', () => {
  it('reports true progress, ends done, and proposes candidates', async () => {
    const engine = engineWith();
    const changes: Job[] = [];
    engine.onChange((job) => changes.push(job));
    const done = await runToEnd(engine, await queue());
    expect(done).toMatchObject({ status: 'done', progress: 1, stage: 'finished' });
    expect(done.stats).toMatchObject({ steps: 2 * 8 + 2, reusedSteps: 0 });
    expect(done.stats?.candidates).toBeGreaterThan(3);
    const steps = changes.map(({ progress }) => Math.round(progress * 18));
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(new Set(steps).size).toBe(19);
  });

  it('runs no step again for the same ontology, and only the rules for another', async () => {
    const engine = engineWith({ workers: 1 });
    const again = await runToEnd(engine, await queue());
    expect(again.stats).toMatchObject({ steps: 18, reusedSteps: 18 });
    const other = await runToEnd(engine, await queue(addOntology('1.1.0', '1'.repeat(64))));
    expect(other.stats).toMatchObject({ steps: 18, reusedSteps: 16 });
  });

  it('proposes the same with one worker and one window as with several', async () => {
    const id = addOntology('1.2.0', '2'.repeat(64));
    const many = await runToEnd(engineWith({ workers: 3, windowFrames: 90 }), await queue(id));
    await Promise.all(engines.splice(0).map((engine) => engine.stop()));
    const one = await runToEnd(engineWith({ workers: 1, windowFrames: 5000 }), await queue(id));
    expect(one.stats).toMatchObject({ steps: 4, reusedSteps: 0 });
    expect(await proposalsOf(store, one.id)).toEqual(await proposalsOf(store, many.id));
  });
});

describe('a cancelled job', () => {
  it('is left within its step, keeps what it finished, and resumes there', async () => {
    const engine = engineWith({ windowFrames: 60, workers: 1 });
    const job = await queue(addOntology('1.3.0', '3'.repeat(64)));
    const begun = new Promise<void>((resolve) =>
      engine.onChange((change) => change.progress > 0.2 && resolve()),
    );
    engine.start();
    await begun;
    expect((await store.run('jobs.cancel', { id: job.id })).status).toBe('cancelled');
    engine.wake();
    const next = await queue(addOntology('1.4.0', '4'.repeat(64)));
    expect((await ended(store, engine, next.id)).status).toBe('done');
    expect((await store.run('jobs.get', { id: job.id })).status).toBe('cancelled');
    await store.run('jobs.resume', { id: job.id, codeVersion: 'test' });
    const resumed = await runToEnd(engine, job);
    expect(resumed.status).toBe('done');
    expect(resumed.stats?.reusedSteps).toBeGreaterThan(0);
  });
});

describe('a job whose source cannot be read', () => {
  it('fails with the reason', async () => {
    const db = openDatabase(`${workspace.folder}/workspace.db`);
    const id = newId();
    const { source } = workspace.seeded;
    insertRow(db, 'sources', { ...source, id, name: 'Lost', tracksSha256: '9'.repeat(64) });
    db.close();
    const ontologyVersionId = workspace.seeded.ontology.id;
    const job = await store.run('jobs.create', { sourceId: id, ontologyVersionId, codeVersion: 'test' });
    const failed = await runToEnd(engineWith(), job);
    expect(failed).toMatchObject({ status: 'failed', problem: { code: 'missing_file' } });
  });
});

describe('several processes', () => {
  it('never run the same job at the same time', async () => {
    const jobs = [];
    for (const n of [5, 6, 7]) jobs.push(await queue(addOntology(`1.${n}.0`, String(n).repeat(64))));
    const processes = [1, 2].map(() =>
      startEngineProcess(workspace.folder, { leaseMs: 5000, windowFrames: 80 }),
    );
    for (const { id } of jobs)
      await Promise.race(processes.map((process) => process.until((change) => change === `${id} done 1`)));
    await Promise.all(processes.map((process) => process.stop()));
    const runners = jobs.map(({ id }) =>
      processes.filter(({ changes }) => changes.some((change) => change.startsWith(id))),
    );
    expect(runners.map((all) => all.length)).toEqual([1, 1, 1]);
  });

  it('take over a job whose engine was killed, five times over, with the same candidates', {
    timeout: 180_000,
  }, async () => {
    const moments = [0, 0.2, 0.45, 0.7, 0.95].map((share, i) => ({ share, laterMs: 7 * i }));
    const outcome = await compareKilled(crowd(4, 600), moments);
    expect(outcome).toMatchObject({ kills: moments.length, status: 'done' });
    expect(outcome.undisturbed.length).toBeGreaterThan(3);
    expect(outcome.disturbed).toEqual(outcome.undisturbed);
  });
});
