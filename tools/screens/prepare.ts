import { setTimeout as wait } from 'node:timers/promises';
import { join } from 'node:path';
import { writeSampleFiles } from '#main/services/sample-files';
import type { WorkstationClient } from '#contract/rpc/contract';
import type { QueueItem } from '#contract/rpc/review';
import { root } from '../process.ts';

/** What the pictures are taken of, once decisions were made. */
export interface Scene {
  readonly projectId: string;
  /** A candidate that waits, of a clip that may be seen. */
  readonly candidateId: string;
  /** A candidate of a clip that has not passed. */
  readonly blockedId: string;
  /** Files that somebody is about to add. */
  readonly files: readonly string[];
}

/** Resolves with the sample's project once its job is done. */
export async function waitForSample(client: WorkstationClient): Promise<string> {
  for (;;) {
    const { state, projectId, message } = await client.system.sample();
    if (state === 'failed') throw new Error(`The sample failed: ${message ?? ''}`);
    if (state === 'ready' && projectId !== undefined) return projectId;
    await wait(100);
  }
}

async function decide(client: WorkstationClient, item: QueueItem, n: number): Promise<void> {
  const kind = (['accept', 'accept', 'reject', 'accept', 'accept', 'skip', 'accept', 'flag'] as const)[n % 8];
  const { id, type, startFrame, endFrame, actors, objects } = item;
  await client.review.decide({
    kind: kind ?? 'accept',
    candidateId: id,
    type,
    startFrame: n % 3 === 0 ? startFrame : Math.max(0, startFrame - 2),
    endFrame,
    actors,
    objects,
    planView: false,
    elapsedMs: 2200 + 310 * (n % 7),
    view: { candidateId: id, frame: startFrame },
  });
}

/** Candidates of all types in turn, so that every type has decisions. */
function mixed(items: readonly QueueItem[]): readonly QueueItem[] {
  const groups = [...Map.groupBy(items, ({ type }) => type).values()];
  const longest = Math.max(...groups.map(({ length }) => length));
  return Array.from({ length: longest }, (_, n) => groups.flatMap((group) => group.slice(n, n + 1))).flat();
}

/** Adds the sample's files again as a source whose clip nobody attested, and runs the same rules on it. */
async function addUnpassed(client: WorkstationClient, projectId: string, folder: string): Promise<string> {
  const files = await writeSampleFiles(folder, join(root, 'resources'));
  const source = await client.sources.add({
    projectId,
    name: 'entrance-camera',
    files: files.map(({ role, path }) => ({ kind: 'path', role, path })),
  });
  const [ontology] = await client.projects.ontologies({ projectId });
  const job = await client.jobs.start({ sourceId: source.id, ontologyVersionId: ontology?.id ?? '' });
  for await (const { id, status } of await client.jobs.watch({ projectId }))
    if (id === job.id && status === 'done') break;
  return source.id;
}

/** Decides as a reviewer would, publishes a version, decides more, and adds a source that has not passed. */
export async function prepareScene(
  client: WorkstationClient,
  projectId: string,
  folder: string,
): Promise<Scene> {
  const { items } = await client.review.queue({ projectId, order: 'time' });
  const order = mixed(items);
  for (const [n, item] of order.slice(0, 40).entries()) await decide(client, item, n);
  await client.datasets.publish({ projectId });
  for (const [n, item] of order.slice(40, 46).entries()) await decide(client, item, n);
  await client.review.undo({ projectId, view: { frame: 0 } });
  const blocked = await addUnpassed(client, projectId, folder);
  const open = await client.review.queue({ projectId, order: 'score', state: 'open' });
  const seen = open.items.find(({ sourceId, type }) => sourceId !== blocked && type === 'yields_to');
  const candidate = seen ?? open.items.find(({ sourceId }) => sourceId !== blocked);
  return {
    projectId,
    candidateId: candidate?.id ?? '',
    blockedId: open.items.find(({ sourceId }) => sourceId === blocked)?.id ?? '',
    files: [
      ...['plaza.tracks.csv', 'plaza.zones.geojson', 'plaza.homography.json'].map((name) =>
        join(folder, name),
      ),
      join(root, 'resources', 'sample', 'plaza.mp4'),
    ],
  };
}
