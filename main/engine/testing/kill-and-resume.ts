import { openStore, type Store } from '../../store/store.ts';
import { buildWorkspace, type TestWorkspace } from './build-workspace.ts';
import { startEngineProcess } from './engine-process.ts';
import type { Clip } from './random-clip.ts';
import { ended, proposalsOf, testEngine } from './run-one.ts';

/** Short, so that a killed engine's job is free soon. */
const options = { leaseMs: 400, windowFrames: 100 };

/** When an engine is killed: once it saw this share of the job done, and these milliseconds later. */
export interface Moment {
  readonly share: number;
  readonly laterMs: number;
}

/** What one job proposed when it was killed at random moments, and when it was not. */
export interface Comparison {
  readonly kills: number;
  readonly disturbed: readonly unknown[];
  readonly undisturbed: readonly unknown[];
  readonly status: string;
}

function startJob(store: Store, { seeded }: TestWorkspace): Promise<{ readonly id: string }> {
  const { source, ontology } = seeded;
  return store.run('jobs.create', {
    sourceId: source.id,
    ontologyVersionId: ontology.id,
    codeVersion: 'test',
  });
}

/** Kills engines one after the other at the given moments of a job, and lets a last one end it. */
async function disturb(
  workspace: TestWorkspace,
  store: Store,
  id: string,
  moments: readonly Moment[],
): Promise<number> {
  let kills = 0;
  for (const { share, laterMs } of moments) {
    const engine = startEngineProcess(workspace.folder, options);
    await engine.until((change) => Number(change.split(' ')[2]) >= share);
    await new Promise((resolve) => setTimeout(resolve, laterMs));
    await engine.kill();
    kills += 1;
    if ((await store.run('jobs.get', { id })).status === 'done') break;
  }
  const last = testEngine(store, workspace.folder, options);
  last.start();
  await ended(store, last, id);
  await last.stop();
  return kills;
}

/** Runs the same clip undisturbed and killed at `moments`, each in a workspace of its own. */
export async function compareKilled(people: Clip, moments: readonly Moment[]): Promise<Comparison> {
  const [calm, rough] = await Promise.all([buildWorkspace(people), buildWorkspace(people)]);
  const stores = await Promise.all([calm, rough].map(({ folder }) => openStore({ folder })));
  const [calmStore, roughStore] = stores as [Store, Store];
  try {
    const calmJob = await startJob(calmStore, calm);
    const engine = testEngine(calmStore, calm.folder, options);
    engine.start();
    await ended(calmStore, engine, calmJob.id);
    await engine.stop();
    const roughJob = await startJob(roughStore, rough);
    const kills = await disturb(rough, roughStore, roughJob.id, moments);
    return {
      kills,
      disturbed: await proposalsOf(roughStore, roughJob.id),
      undisturbed: await proposalsOf(calmStore, calmJob.id),
      status: (await roughStore.run('jobs.get', { id: roughJob.id })).status,
    };
  } finally {
    await Promise.all(stores.map((store) => store.close()));
    await Promise.all([calm.dispose(), rough.dispose()]);
  }
}
