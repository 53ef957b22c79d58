import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { datasetVersionSchema, lineageSchema, verificationSchema } from '#contract/entities/dataset-version';
import { eventSchema } from '#contract/entities/event';
import { jobSchema } from '#contract/entities/job';
import { projectSchema } from '#contract/entities/project';
import { sourceSchema } from '#contract/entities/source';
import { unwrap } from '#contract/errors';
import { queueItemSchema } from '#contract/rpc/review';
import { openDatabase } from '../store/open-database.ts';
import { writeCrowdFiles, type CrowdFiles } from '../testing/crowd-files.ts';
import { openTestWorkspace } from '../testing/open-test-workspace.ts';
import { runCli, runCliSources, startCli } from './testing/run-cli.ts';

/** Each command starts a process, which takes seconds on a busy machine. */
vi.setConfig({ testTimeout: 180_000 });

const runSchema = z.object({
  project: projectSchema,
  source: sourceSchema,
  job: jobSchema,
  candidates: z.array(queueItemSchema),
});

let folder: string;
let workspace: string;
let files: CrowdFiles;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aftertrack-cli-'));
  workspace = join(folder, 'workspace');
  files = await writeCrowdFiles(join(folder, 'inputs'), 3, 200);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function json<Schema extends z.ZodType>(schema: Schema, ...args: string[]): Promise<z.output<Schema>> {
  const { code, out, err } = await runCli(workspace, ...args, '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return schema.parse(JSON.parse(out));
}

function runArguments({ tracks, zones, ontology }: CrowdFiles): string[] {
  return ['run', '--tracks', tracks, '--zones', zones, '--ontology', ontology, '--project', 'Crowd'];
}

/** Accepts every candidate of the project on the plan view, as a reviewer would. */
async function acceptAll(projectId: string): Promise<number> {
  const opened = await openTestWorkspace(workspace);
  const { services } = opened;
  const { items } = unwrap(await services.review.queue({ projectId, order: 'time', state: 'all' }));
  for (const { id, type, startFrame, endFrame, actors, objects } of items) {
    const view = { candidateId: id, frame: startFrame };
    const what = { candidateId: id, type, startFrame, endFrame, actors, objects };
    unwrap(await services.review.decide({ kind: 'accept', ...what, planView: true, elapsedMs: 900, view }));
  }
  await opened.close();
  return items.length;
}

describe('importing and running on the command line', () => {
  test('run finds candidates; again, it imports nothing and reuses every step', async () => {
    const first = await json(runSchema, ...runArguments(files));
    expect(first.job.status).toBe('done');
    expect(first.candidates.length).toBeGreaterThan(5);
    expect(first.job.stats?.reusedSteps).toBe(0);

    const again = await json(runSchema, ...runArguments(files));
    expect(again.source).toEqual(first.source);
    expect(again.job.stats?.reusedSteps).toBe(again.job.stats?.steps);
    const spans = (run: typeof first) =>
      run.candidates.map(({ type, startFrame, endFrame, actors }) => [type, startFrame, endFrame, actors]);
    expect(spans(again)).toEqual(spans(first));

    const jobs = await json(z.array(jobSchema), 'jobs', '--project', 'Crowd');
    expect(jobs.map(({ number }) => number)).toEqual([2, 1]);
    expect((await json(z.array(projectSchema), 'projects')).map(({ name }) => name)).toEqual(['Crowd']);
  });

  test('the same name for other files is refused', async () => {
    const other = await writeCrowdFiles(join(folder, 'other'), 2, 120);
    const refused = await runCli(workspace, ...runArguments(other));
    expect(refused).toMatchObject({ code: 5, out: '' });
    expect(refused.err).toContain('another source "crowd". Give this one a --name.');
  });
});

describe('publishing and tracing on the command line', () => {
  let name = '';

  test('publish is refused until something is confirmed, and lists what is', async () => {
    const early = await runCli(workspace, 'publish');
    expect(early).toMatchObject({ code: 5, out: '' });
    expect(early.err).toContain('No event is confirmed yet');

    const [project] = await json(z.array(projectSchema), 'projects');
    const accepted = await acceptAll(project?.id ?? '');
    const events = await json(z.array(eventSchema), 'events');
    expect(events).toHaveLength(accepted);
    const passes = await json(z.array(eventSchema), 'events', '--type', 'passes');
    expect(passes).toEqual(events.filter(({ type }) => type === 'passes'));

    const published = await json(datasetVersionSchema, 'publish');
    expect(published).toMatchObject({ semver: '1.0.0', rows: accepted });
    expect((await json(datasetVersionSchema, 'publish')).manifestSha256).toBe(published.manifestSha256);
    name = published.folder;
  });

  test('an event leads back to its input, from the workspace and from the folder alone', async () => {
    const [event] = await json(z.array(eventSchema), 'events');
    const here = await json(lineageSchema, 'lineage', event?.id ?? '');
    expect(here.source.files.map(({ name: file }) => file).toSorted()).toEqual(['crowd.csv', 'zones.json']);
    expect(here.decisions.map(({ kind }) => kind)).toEqual(['accept']);
    const there = await runCli(
      join(folder, 'elsewhere'),
      'lineage',
      event?.id ?? '',
      '--dataset',
      name,
      '--json',
    );
    expect(lineageSchema.parse(JSON.parse(there.out))).toMatchObject(here);
    const unknown = await runCli(workspace, 'lineage', '01900000-0000-7000-8000-000000000000');
    expect(unknown.code).toBe(4);
  });

  test('verify tells an intact version from a damaged one and names the file', async () => {
    const intact = await runCli(workspace, 'verify', name, '--json');
    expect(intact.code).toBe(0);
    expect(verificationSchema.parse(JSON.parse(intact.out)).intact).toBe(true);

    await appendFile(join(name, 'datacard.json'), ' ');
    const damaged = await runCli(workspace, 'verify', name);
    expect(damaged.code).toBe(6);
    expect(damaged.out).toContain('datacard.json: DIFFERS');
    expect(damaged.out).toContain('README.md: OK');
    expect(damaged.err).toContain(`${name}: This dataset is not as it was published.`);
  });
});

describe('the command line itself', () => {
  test('wrong usage ends with 2 and the way to the help', async () => {
    const refused = await runCli(workspace, 'run', '--tracks', 'a.csv');
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('--ontology');
    expect(refused.err).toContain('Add --help');
  });

  test('from its sources it answers as built', async () => {
    const ofSources = await runCliSources(workspace, 'jobs', '--json');
    expect(ofSources).toMatchObject({ code: 0, err: '' });
    expect(ofSources).toEqual(await runCli(workspace, 'jobs', '--json'));
  });

  test('a reader that stops reading ends it quietly', async () => {
    const { child, ended } = startCli(workspace, 'projects');
    child.stdout?.destroy();
    expect(await ended).toEqual({ code: 0, out: '', err: '' });
    const wrong = startCli(workspace, 'run');
    wrong.child.stderr?.destroy();
    expect(await wrong.ended).toEqual({ code: 2, out: '', err: '' });
  });

  test('Ctrl+C cancels the job with 130, and a rerun completes', async () => {
    const home = join(folder, 'interrupted');
    const long = await writeCrowdFiles(join(folder, 'long'), 8, 6000);
    const { child, ended } = startCli(home, ...runArguments(long));
    await vi.waitUntil(() => jobStatus(home) === 'running', { timeout: 120_000, interval: 20 });
    child.kill('SIGINT');
    const interrupted = await ended;
    expect(interrupted).toMatchObject({ code: 130, out: '' });
    expect(interrupted.err).toContain('Run again to go on where it stopped');
    expect(jobStatus(home)).toBe('cancelled');
    const again = await runCli(home, ...runArguments(long));
    expect(again).toMatchObject({ code: 0, err: '' });
    expect(jobStatus(home)).toBe('done');
  });
});

/** Status of the newest job of a workspace; undefined while there is none. */
function jobStatus(workspaceFolder: string): unknown {
  try {
    const db = openDatabase(join(workspaceFolder, 'workspace.db'));
    const status = db.prepare('SELECT status FROM jobs ORDER BY number DESC LIMIT 1').pluck().get();
    db.close();
    return status;
  } catch (thrown) {
    // Not there yet: the command makes the workspace.
    if (thrown instanceof Error) return undefined;
    throw thrown;
  }
}
