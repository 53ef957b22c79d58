import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Candidate } from '#contract/entities/candidate';
import { unwrap } from '#contract/errors';
import type { WhatIfCurve, WhatIfSpan, WhatIfView } from '#contract/rpc/what-if';
import type { Engine } from '../engine/engine.ts';
import { buildWorkspace, type TestWorkspace } from '../engine/testing/build-workspace.ts';
import { crowd } from '../engine/testing/crowd.ts';
import { crowdOntology } from '../engine/testing/crowd-ontology.ts';
import { ended, testEngine } from '../engine/testing/run-one.ts';
import { createWhatIf, type WhatIf } from '../engine/what-if.ts';
import type { DecideInput } from '../store/decision-operations.ts';
import { openStore, type Store } from '../store/store.ts';
import { ada } from '../store/testing/seed-review.ts';
import type { Services } from './services.ts';
import { createOntologyLoader } from './ontology-loader.ts';
import { createWhatIfService } from './what-if-service.ts';

let workspace: TestWorkspace;
let store: Store;
let engine: Engine;
let whatIf: WhatIf;
let service: Services['whatIf'];
let jobId: string;

beforeAll(async () => {
  workspace = await buildWorkspace(crowd(8, 900));
  store = await openStore({ folder: workspace.folder });
  engine = testEngine(store, workspace.folder, { windowFrames: 200 });
  whatIf = createWhatIf({ store, workspaceFolder: workspace.folder });
  service = createWhatIfService({
    store,
    whatIf,
    ontologies: createOntologyLoader({ defaultsFolder: 'ontology/defaults' }),
    reviewer: ada,
    codeVersion: 'aftertrack test',
  });
  engine.start();
  jobId = await runWith(workspace.seeded.ontology.id);
});
afterAll(async () => {
  await engine.stop();
  await whatIf.close();
  await store.close();
  await workspace.dispose();
});

async function runWith(ontologyVersionId: string): Promise<string> {
  const sourceId = workspace.seeded.source.id;
  const job = await store.run('jobs.create', { sourceId, ontologyVersionId, codeVersion: 'aftertrack test' });
  engine.wake();
  return (await ended(store, engine, job.id)).id;
}

function lineOf({ trackIds, startFrame, endFrame }: WhatIfSpan): string {
  return `${trackIds.join(' ')} ${startFrame} ${endFrame}`;
}

/** Candidates of pairs as a study names them. */
function linesOf(candidates: readonly Candidate[]): readonly string[] {
  const passes = candidates.filter(({ type }) => type === 'passes');
  return passes
    .map(({ actors, startFrame, endFrame }) =>
      lineOf({ trackIds: actors.map(({ trackId }) => trackId), startFrame, endFrame, startS: 0, endS: 0 }),
    )
    .toSorted();
}

async function viewOf(near: number): Promise<WhatIfView> {
  const sourceId = workspace.seeded.source.id;
  const asked = {
    sourceId,
    text: crowdOntology,
    type: 'passes',
    before: {},
    after: { near },
    fromS: 0,
    lengthS: 1000,
  };
  return unwrap(await service.view(asked));
}

function decisionOn(candidate: Candidate, kind: 'accept' | 'reject'): DecideInput {
  const { id: candidateId, type, startFrame, endFrame, startS, endS, actors, objects } = candidate;
  const view = { candidateId, frame: startFrame };
  const edited = { type, startFrame, endFrame, startS, endS, actors: [...actors], objects: [...objects] };
  return { candidateId, kind, ...edited, ...ada, elapsedMs: 900, planView: true, view };
}

async function passes(): Promise<readonly Candidate[]> {
  const all = await store.run('candidates.listOfJob', { jobId });
  return all.filter(({ type }) => type === 'passes');
}

async function curveNow(): Promise<WhatIfCurve> {
  const { projectId } = workspace.seeded;
  const rule = { text: crowdOntology, type: 'passes', parameter: 'near' };
  return unwrap(await service.curve({ projectId, ...rule, others: {}, now: 1.2, values: [0.6, 2] }));
}

function isSample({ provenance }: Candidate): boolean {
  return provenance.sample !== undefined;
}

/** Accepts what lies just below the thresholds, and says of the windows that nothing happens in them. */
async function reviewSamples(samples: readonly Candidate[]): Promise<void> {
  for (const sample of samples) {
    const isBelow = sample.provenance.sample?.origin === 'below_threshold';
    await store.run('review.decide', decisionOn(sample, isBelow ? 'accept' : 'reject'));
  }
}

describe('what other values find', () => {
  it('shows before and after exactly what jobs with these values find', async () => {
    const view = await viewOf(2);
    const before = [...view.same, ...view.vanish, ...view.move.map(({ from }) => from)]
      .map(lineOf)
      .toSorted();
    expect(before).toEqual(linesOf(await passes()));
    const text = crowdOntology.replace('near: { value: 1.2 body', 'near: { value: 2 body');
    const { projectId } = workspace.seeded;
    const version = { projectId, name: 'crowd', version: '1.0.1', text, sha256: 'c'.repeat(64) };
    const wider = await store.run('ontologies.add', version);
    const job = await runWith(wider.id);
    const after = [...view.same, ...view.appear, ...view.move.map(({ to }) => to)].map(lineOf).toSorted();
    expect(after).toEqual(linesOf(await store.run('candidates.listOfJob', { jobId: job })));
    expect(view.counts.move + view.counts.appear).toBeGreaterThan(0);
    jobId = await runWith(workspace.seeded.ontology.id);
  });

  it('answers a text with an error by its place', async () => {
    const text = crowdOntology.replace('distance(actor, other) < $near', 'distance(actor, other) < $far');
    const sourceId = workspace.seeded.source.id;
    const answered = await service.view({
      sourceId,
      text,
      type: 'passes',
      before: {},
      after: {},
      lengthS: 600,
    });
    expect(answered).toMatchObject({ ok: false, error: { code: 'unknown_symbol', line: 21 } });
  });
});

describe('precision and recall', () => {
  it('estimates precision from decisions', async () => {
    const found = await passes();
    for (const [number, candidate] of found.entries())
      await store.run('review.decide', decisionOn(candidate, number % 4 === 0 ? 'reject' : 'accept'));
    const curve = await curveNow();
    expect(curve.points.map(({ value }) => value)).toEqual([0.6, 1.2, 2]);
    const now = curve.points[1];
    expect(now?.accepted).toBe(found.filter((_, number) => number % 4 !== 0).length);
    expect(now?.precision?.value).toBeCloseTo((now?.accepted ?? 0) / found.length, 10);
    expect(now?.recall).toBeUndefined();
  });

  it('estimates recall once samples of what the rule leaves out were reviewed', async () => {
    const { ontology } = workspace.seeded;
    const drawn = unwrap(
      await service.drawSamples({ ontologyVersionId: ontology.id, type: 'passes', count: 12 }),
    );
    expect(drawn.belowThreshold + drawn.randomWindows).toBeGreaterThan(0);
    const samples = (await passes()).filter(isSample);
    expect(samples).toHaveLength(drawn.belowThreshold + drawn.randomWindows);
    await reviewSamples(samples);
    const sampled = await curveNow();
    expect(sampled.samples).toBe(samples.length);
    const recall = sampled.points[1]?.recall;
    expect(recall?.value).toBeGreaterThan(0);
    expect(recall?.value).toBeLessThan(1);
  });

  it('says with which value of a parameter a candidate would vanish', async () => {
    const [candidate] = (await passes()).filter(({ provenance }) => provenance.sample === undefined);
    const points = unwrap(await service.vanish({ candidateId: candidate?.id ?? '' }));
    const [near] = points;
    expect(near).toMatchObject({ parameter: 'near', unit: 'body', now: 1.2, low: 0.5, high: 4 });
    const view = await viewOf((near?.below ?? 0) * 0.98);
    const lines = [...view.vanish, ...view.move.map(({ from }) => from)].map(lineOf);
    expect(lines).toContain(linesOf(candidate === undefined ? [] : [candidate])[0]);
  });
});
