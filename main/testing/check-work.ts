import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatasetVersion } from '#contract/entities/dataset-version';
import { unwrap } from '#contract/errors';
import { verifyDataset } from '../datasets/verify-dataset.ts';
import { openDatabase } from '../store/open-database.ts';
import { checkWorkspace } from '../store/testing/check-workspace.ts';
import type { Workspace } from '../workspace.ts';
import { openTestWorkspace } from './open-test-workspace.ts';

/** What a process said it had done before it was killed: ids by kind. */
export interface Acknowledged {
  readonly source: readonly string[];
  readonly job: readonly string[];
  readonly decision: readonly string[];
  readonly published: readonly string[];
}

const tables = { source: 'sources', job: 'jobs', published: 'dataset_versions' } as const;

/** Queries that find nothing in a sound workspace, and what it means when they do. */
const unsound = [
  {
    says: 'candidates of a job that did not end, or not as many as it said',
    query: `SELECT j.id FROM jobs j LEFT JOIN candidates c ON c.job_id = j.id AND c.sample_origin IS NULL GROUP BY j.id
      HAVING count(c.id) <> CASE j.status WHEN 'done' THEN json_extract(j.stats_json, '$.candidates') ELSE 0 END`,
  },
  {
    says: 'a candidate that is there twice',
    query: `SELECT min(id) FROM candidates WHERE gone_at IS NULL
      GROUP BY source_id, type, start_frame, end_frame, actors_json, objects_json HAVING count(*) > 1`,
  },
  {
    says: 'a job that failed',
    query: `SELECT problem_json FROM jobs WHERE status IN ('failed', 'cancelled')`,
  },
  {
    says: 'usage of a job counted more than once',
    query: `SELECT job_id FROM usage_ledger WHERE job_id <> '' GROUP BY job_id, metric HAVING count(*) > 1`,
  },
];

/** What is wrong with sources, jobs, candidates and the acknowledgements of versions. Lets the leases of dead processes run out. */
function databaseFaults(folder: string, acknowledged: Acknowledged): readonly string[] {
  const db = openDatabase(join(folder, 'workspace.db'));
  const ids = (query: string) => db.prepare(query).pluck().all().map(String);
  const lost = Object.entries(tables).flatMap(([kind, table]) => {
    const there = new Set(ids(`SELECT id FROM ${table}`));
    return acknowledged[kind as keyof typeof tables]
      .filter((id) => !there.has(id))
      .map((id) => `${kind} ${id} is lost`);
  });
  const faults = unsound.flatMap(({ says, query }) => ids(query).map((id) => `${says}: ${id}`));
  db.exec(`UPDATE jobs SET lease_until = '2000-01-01T00:00:00.000Z' WHERE status = 'running'`);
  db.close();
  return [...lost, ...faults];
}

async function versionFaults(
  folder: string,
  versions: readonly DatasetVersion[],
): Promise<readonly string[]> {
  const checked = versions.map(async ({ semver, folder: name, manifestSha256, files }) => {
    const found = await verifyDataset(join(folder, 'exports', name));
    if (!found.ok) return [`version ${semver} has no folder: ${found.error.message}`];
    const listed = found.value.files.length === files.length && manifestSha256.length === 64;
    return found.value.intact && listed ? [] : [`version ${semver} does not verify`];
  });
  return (await Promise.all(checked)).flat();
}

async function versionsOf({ services }: Workspace, projectId: string): Promise<readonly DatasetVersion[]> {
  return unwrap(await services.datasets.list({ projectId }));
}

async function unfinishedFolders(folder: string): Promise<readonly string[]> {
  const names = await readdir(join(folder, 'exports'), { recursive: true });
  return names.filter((name) => name.includes('.writing-')).map((name) => `${name} was left in exports/`);
}

/** Waits until no job waits or runs. */
async function endJobs({ services }: Workspace, projectId: string): Promise<void> {
  const over = new AbortController();
  for await (const _change of services.jobs.watch({ projectId }, over.signal)) {
    const jobs = unwrap(await services.jobs.list({ projectId }));
    if (jobs.every(({ status }) => status !== 'queued' && status !== 'running')) over.abort();
  }
}

/** Publishes under a number that is new, so that files are written even where nothing changed. */
async function publishAnew(workspace: Workspace, projectId: string): Promise<boolean> {
  const { datasets } = workspace.services;
  const { refusals, semver } = unwrap(await datasets.plan({ projectId }));
  if (refusals.length > 0) return false;
  const nextMajor = Number(semver.split('.')[0]) + 1;
  unwrap(await datasets.publish({ projectId, semver: `${nextMajor}.0.0` }));
  return true;
}

/** What is wrong after a kill with the workspace as it lies on the disk. */
export async function checkAfterKill(
  folder: string,
  acknowledged: Acknowledged,
): Promise<{ readonly decisions: number; readonly faults: readonly string[] }> {
  const { decisions, faults } = checkWorkspace(folder, acknowledged.decision);
  return { decisions, faults: [...faults, ...databaseFaults(folder, acknowledged)] };
}

/** Opens the workspace as a person would after a power cut, lets its jobs end, publishes, and says what is wrong then. */
export async function checkReopened(folder: string, acknowledged: Acknowledged): Promise<readonly string[]> {
  const workspace = await openTestWorkspace(folder);
  try {
    const [project] = unwrap(await workspace.services.projects.list(undefined));
    if (project === undefined) return [];
    const before = await versionFaults(folder, await versionsOf(workspace, project.id));
    await endJobs(workspace, project.id);
    const published = await publishAnew(workspace, project.id);
    const after = await versionFaults(folder, await versionsOf(workspace, project.id));
    const { faults } = await checkAfterKill(folder, acknowledged);
    return [...before, ...after, ...faults, ...(published ? await unfinishedFolders(folder) : [])];
  } finally {
    await workspace.close();
  }
}
