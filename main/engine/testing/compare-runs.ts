import type { Job } from '#contract/entities/job';
import { unwrap } from '#contract/errors';
import { openStore, type Store } from '../../store/store.ts';
import { createFeatureReader } from '../feature-reader.ts';
import { buildWorkspace, type TestWorkspace } from './build-workspace.ts';
import { companyOntology } from './crowd-ontology.ts';
import type { Clip } from './random-clip.ts';
import { ended, proposalsOf, testEngine } from './run-one.ts';

/** How a clip is worked on: in windows of so many frames, by so many threads, and stopped once at which share of it. */
export interface Manner {
  readonly windowFrames: number;
  readonly workers: number;
  readonly stopAt?: number | undefined;
}

/** Everything that a job gives: its candidates, and its features track by track and pair by pair. */
export interface Outcome {
  readonly status: string;
  readonly proposals: readonly unknown[];
  readonly features: Readonly<Record<string, Float32Array>>;
}

interface Place {
  readonly workspace: TestWorkspace;
  readonly store: Store;
}

async function runUntil({ workspace, store }: Place, manner: Manner, job: Job, share: number): Promise<void> {
  const { windowFrames, workers } = manner;
  const engine = testEngine(store, workspace.folder, { windowFrames, workers });
  const reached = new Promise<void>((resolve) =>
    engine.onChange((change) => change.progress >= share && resolve()),
  );
  engine.start();
  await Promise.race([reached, ended(store, engine, job.id)]);
  await engine.stop();
}

const ofTracks = ['speed', 'heading', 'jerk', 'curvature'] as const;

async function featuresOf({ workspace, store }: Place, job: Job, clip: Clip): Promise<Outcome['features']> {
  const reader = createFeatureReader({ store, workspaceFolder: workspace.folder });
  const features: Record<string, Float32Array> = {};
  const frames = clip.index.ptsUs.length;
  // As many pixels as frames: every bucket is one frame, told exactly.
  const whole = { job: job.id, from: 0, to: frames, width: frames };
  const ids = clip.table.trackIds;
  const queries = ids.flatMap((a, t) => [
    ...ofTracks.map((feature) => ({ feature, a })),
    { feature: 'inside', a, zone: 'square' },
    ...ids.slice(t + 1).map((b) => ({ feature: 'distance', a, b })),
  ]);
  try {
    for (const query of queries) {
      const { frame, min, max } = unwrap(await reader.readTrace({ ...whole, ...query }));
      const name = JSON.stringify(query);
      features[`${name} in frames`] = Float32Array.from(frame);
      features[`${name} at least`] = min;
      features[`${name} at most`] = max;
    }
    return features;
  } finally {
    await reader.close();
  }
}

async function runOnce(place: Place, clip: Clip, manner: Manner): Promise<Outcome> {
  const { workspace, store } = place;
  const { source, ontology } = workspace.seeded;
  const asked = { sourceId: source.id, ontologyVersionId: ontology.id, codeVersion: 'test' };
  const job = await store.run('jobs.create', asked);
  if (manner.stopAt !== undefined) await runUntil(place, manner, job, manner.stopAt);
  await runUntil(place, manner, job, 2);
  const { status } = await store.run('jobs.get', { id: job.id });
  const proposals = await proposalsOf(store, job.id);
  return { status, proposals, features: await featuresOf(place, job, clip) };
}

/** What the same clip gives in each of these manners, in a workspace that they share. */
export async function runInManners(clip: Clip, manners: readonly Manner[]): Promise<readonly Outcome[]> {
  const workspace = await buildWorkspace({ ...clip, ontology: companyOntology });
  const store = await openStore({ folder: workspace.folder });
  try {
    const outcomes: Outcome[] = [];
    for (const manner of manners) outcomes.push(await runOnce({ workspace, store }, clip, manner));
    return outcomes;
  } finally {
    await store.close();
    await workspace.dispose();
  }
}
