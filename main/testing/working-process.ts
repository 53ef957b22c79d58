import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import type { Job } from '#contract/entities/job';
import type { Source } from '#contract/entities/source';
import { raise, unwrap, type Result } from '#contract/errors';
import type { Decided, QueueItem } from '#contract/rpc/review';
import { crowdOntology } from '../engine/testing/crowd-ontology.ts';
import { pick, randomFrom } from '../store/testing/random.ts';
import { writeCrowdFiles } from './crowd-files.ts';
import { openTestWorkspace } from './open-test-workspace.ts';

/**
 * Works on a workspace without end, as a person and their machine do: sources, jobs, decisions while jobs run, versions.
 * Prints each step with an id after it was acknowledged, and what it begins. Arguments: folder, seed.
 */

const [, , folder = '', seed = '0'] = argv;
const random = randomFrom(Number(seed));
const { services } = await openTestWorkspace(folder);

function say(what: string, id = ''): void {
  writeSync(1, `${what} ${id}\n`);
}

async function findOrMakeProject(): Promise<string> {
  const [project] = unwrap(await services.projects.list(undefined));
  return (project ?? unwrap(await services.projects.create({ name: 'Crowd' }))).id;
}

async function addSource(projectId: string, count: number): Promise<Source> {
  const { tracks, zones } = await writeCrowdFiles(join(folder, 'inputs'), 4, 250 + count);
  const files = [
    { kind: 'path', role: 'tracks', path: tracks },
    { kind: 'path', role: 'zones', path: zones },
  ] as const;
  const source = unwrap(await services.sources.add({ projectId, name: `crowd ${count}`, files: [...files] }));
  say('source', source.id);
  return source;
}

/** Now and then a new source, so that a job finds nothing that was done before. */
async function chooseSource(projectId: string): Promise<Source> {
  const sources = unwrap(await services.sources.list({ projectId }));
  const [first] = sources;
  if (first === undefined || (random() < 0.2 && sources.length < 12))
    return addSource(projectId, sources.length);
  return pick(random, sources, first);
}

/** A version of the ontology that nobody ran yet, numbered behind all others, or one that was run before. */
async function chooseOntology(projectId: string): Promise<string> {
  const known = unwrap(await services.projects.ontologies({ projectId }));
  const [first] = known;
  if (first !== undefined && random() < 0.4) return pick(random, known, first).id;
  const minors = known.map(({ version }) => Number(version.split('.')[1]));
  const minor = Math.max(0, ...minors) + 1;
  const near = (1.2 + (minor % 40) / 100).toFixed(2);
  const text = crowdOntology
    .replace('version: 1.0.0', `version: 1.${minor}.0`)
    .replace('1.2 body', `${near} body`);
  return unwrap(await services.projects.addOntology({ projectId, text })).id;
}

async function ended(job: Job): Promise<void> {
  const over = new AbortController();
  for await (const { id, status } of services.jobs.watch({ projectId: job.projectId }, over.signal)) {
    if (id !== job.id) continue;
    say('progress', id);
    if (status !== 'queued' && status !== 'running') over.abort();
  }
}

async function verdict(item: QueueItem): Promise<Result<Decided>> {
  const lengthened = random() < 0.5 ? 1 + Math.floor(random() * 5) : 0;
  return services.review.decide({
    kind: pick(random, ['accept', 'accept', 'accept', 'reject', 'skip', 'flag'], 'accept'),
    candidateId: item.id,
    type: item.type,
    startFrame: Math.max(0, item.startFrame - lengthened),
    endFrame: item.endFrame,
    actors: item.actors,
    objects: item.objects,
    planView: true,
    elapsedMs: 1000,
    view: { candidateId: item.id, frame: item.startFrame },
  });
}

/** A newer job may have taken the candidate away, and there may be nothing to undo: both are answers. */
const expected = new Set(['invalid_state', 'nothing_to_undo']);

async function press(projectId: string, items: readonly QueueItem[]): Promise<void> {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) return;
  const key = random();
  const turn = { projectId, view: { frame: 0 } };
  const decided = await (key < 0.2
    ? services.review.undo(turn)
    : key < 0.35
      ? services.review.redo(turn)
      : verdict(item));
  if (decided.ok) say('decision', decided.value.decision.id);
  else if (!expected.has(decided.error.code)) raise(decided.error);
}

async function review(projectId: string, decisions: number): Promise<void> {
  const { items } = unwrap(await services.review.queue({ projectId, order: 'time', state: 'all' }));
  for (let n = 0; n < decisions; n++) await press(projectId, items);
}

async function publish(projectId: string): Promise<void> {
  const plan = unwrap(await services.datasets.plan({ projectId }));
  if (plan.refusals.length > 0) return;
  say('publishing');
  const version = unwrap(await services.datasets.publish({ projectId }));
  say('published', version.id);
}

async function goOnWithJobs(projectId: string): Promise<void> {
  for (const job of unwrap(await services.jobs.list({ projectId })).toReversed())
    if (job.status === 'queued' || job.status === 'running') await ended(job);
}

async function workOnce(projectId: string): Promise<void> {
  const source = await chooseSource(projectId);
  const ontologyVersionId = await chooseOntology(projectId);
  const job = unwrap(await services.jobs.start({ sourceId: source.id, ontologyVersionId }));
  say('job', job.id);
  await Promise.all([ended(job), review(projectId, 4)]);
  await review(projectId, 8);
  await publish(projectId);
}

try {
  const projectId = await findOrMakeProject();
  await goOnWithJobs(projectId);
  for (;;) await workOnce(projectId);
} catch (thrown) {
  writeSync(2, `${String(thrown)}\n`);
  process.exit(1);
}
