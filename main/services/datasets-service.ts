import { mkdir, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { DatasetVersion } from '#contract/entities/dataset-version';
import type { Project } from '#contract/entities/project';
import type { EventKind } from '#contract/entities/ontology-version';
import type { Problem, Result } from '#contract/errors';
import { err, ok, problem, toProblem } from '#contract/errors';
import { newId, semverSchema } from '#contract/ids';
import type { Columnar } from '#contract/ports/columnar';
import type { PublishPlan } from '#contract/rpc/datasets';
import { withPublishLock } from '#main/datasets/publish-lock';
import { comparableRows, readPublishedRows } from '#main/datasets/published-rows';
import { readLineage } from '#main/datasets/read-lineage';
import { verifyDataset } from '#main/datasets/verify-dataset';
import { writeDataset } from '#main/datasets/write-dataset';
import type { Reviewer } from '#main/store/decision-operations';
import type { Store } from '#main/store/store';
import type { SplitRow } from '#pipeline/datasets/dataset-rows';
import { datasetRows } from '#pipeline/datasets/dataset-rows';
import { countBy, countBySplit } from '#pipeline/datasets/documents';
import { lineageOf } from '#pipeline/datasets/lineage-rows';
import type { DatasetMaterial } from '#pipeline/datasets/material';
import { clipsBySplit } from '#pipeline/datasets/splits';
import type { Bump } from '#pipeline/datasets/version-diff';
import { bumpOf, compareSemver, diffVersions, nextSemver } from '#pipeline/datasets/version-diff';
import type { Services } from './services.ts';

export interface DatasetsDeps {
  readonly store: Store;
  readonly columnar: Columnar;
  readonly exportsFolder: string;
  readonly codeVersion: string;
  readonly reviewer: Reviewer;
  /** Kind of every event type of the project's ontologies. */
  readonly kinds: (projectId: string) => Promise<ReadonlyMap<string, EventKind>>;
}

interface Prepared {
  readonly material: DatasetMaterial;
  readonly rows: readonly SplitRow[];
  readonly latest: DatasetVersion | undefined;
  readonly plan: PublishPlan;
}

/** What must be mended before these rows may leave: each with the sentence that the screen shows. */
function refusals(material: DatasetMaterial, rows: readonly SplitRow[]): Problem[] {
  const used = new Set(rows.map(({ row }) => row.source_id));
  const unpassed = material.sources.filter(
    ({ id, clipSha256, privacyState }) =>
      used.has(id) && clipSha256 !== undefined && privacyState !== 'passed',
  );
  const found = unpassed.map(({ name }) =>
    problem(
      'privacy_not_passed',
      `The clip of "${name}" has not passed the privacy check, so its events stay here.`,
    ),
  );
  if (rows.length > 0) return found;
  return [
    problem('invalid_state', 'No event is confirmed yet. Accept candidates in review first.'),
    ...found,
  ];
}

function latestOf(versions: readonly DatasetVersion[]): DatasetVersion | undefined {
  return versions.toSorted((a, b) => compareSemver(a.semver, b.semver)).at(-1);
}

function typeCounts(rows: readonly SplitRow[], latest: DatasetVersion | undefined): PublishPlan['types'] {
  const types = countBy(rows, ({ row }) => row.type);
  const names = [...new Set([...Object.keys(types), ...Object.keys(latest?.rowsByType ?? {})])].toSorted();
  return names.map((type) => {
    const own = countBySplit(rows.filter(({ row }) => row.type === type));
    return { type, ...own, before: latest?.rowsByType[type] ?? 0 };
  });
}

async function prepare(deps: DatasetsDeps, projectId: string): Promise<Result<Prepared>> {
  const stored = await deps.store.run('datasets.material', { projectId });
  const material: DatasetMaterial = { ...stored, kinds: await deps.kinds(projectId) };
  const rows = datasetRows(material);
  const latest = latestOf(await deps.store.run('datasets.list', { projectId }));
  const before =
    latest === undefined ? ok([]) : await readPublishedRows(deps.columnar, deps.exportsFolder, latest);
  if (!before.ok) return before;
  const diff = diffVersions(before.value, comparableRows(rows));
  const bump: Bump = bumpOf(latest?.semver, diff);
  const used = new Set(rows.map(({ row }) => row.source_id));
  const plan: PublishPlan = {
    semver: nextSemver(latest?.semver, bump),
    bump,
    rows: rows.length,
    rowsBySplit: countBySplit(rows),
    types: typeCounts(rows, latest),
    ...diff,
    undecided: material.undecided,
    disputed: material.disputed,
    clips: clipsBySplit(
      material.project.id,
      material.sources.filter(({ id }) => used.has(id)),
    ),
    refusals: refusals(material, rows),
  };
  return ok({ material, rows, latest, plan });
}

/** A project's folder of versions: its name for people, the end of its id against two of one name. */
function projectFolder({ id, name }: Project): string {
  const slug = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return `${slug.replaceAll(/^-|-$/g, '') || 'project'}-${id.slice(-8)}`;
}

/** A caller may name a later version than the diff asks for, never an earlier one. */
function chooseSemver(plan: PublishPlan, wanted: string | undefined): Result<string> {
  if (wanted === undefined || compareSemver(wanted, plan.semver) === 0) return ok(plan.semver);
  if (compareSemver(wanted, plan.semver) > 0) return ok(wanted);
  return err(
    problem('bad_request', `What changed asks for ${plan.semver} at least, so ${wanted} is too low.`),
  );
}

async function writeVersion(
  deps: DatasetsDeps,
  prepared: Prepared,
  semver: string,
): Promise<Result<DatasetVersion>> {
  const { material, rows } = prepared;
  const folder = join(projectFolder(material.project), semver);
  const content = { material, rows, semver, code: deps.codeVersion };
  const written = await writeDataset(join(deps.exportsFolder, folder), deps.columnar, content);
  if (!written.ok) return written;
  const version: DatasetVersion = {
    id: newId(),
    projectId: material.project.id,
    semver,
    folder,
    manifestSha256: written.value.manifestSha256,
    rows: rows.length,
    sizeBytes: written.value.sizeBytes,
    rowsBySplit: countBySplit(rows),
    rowsByType: countBy(rows, ({ row }) => row.type),
    files: [...written.value.files],
    publishedBy: deps.reviewer.reviewerId,
    createdAt: new Date().toISOString(),
  };
  return ok(await deps.store.run('datasets.insert', { version }));
}

async function publishLocked(
  deps: DatasetsDeps,
  projectId: string,
  wanted: string | undefined,
): Promise<Result<DatasetVersion>> {
  const prepared = await prepare(deps, projectId);
  if (!prepared.ok) return prepared;
  const { plan, latest } = prepared.value;
  const [refusal] = plan.refusals;
  if (refusal !== undefined) return err(refusal);
  if (plan.bump === 'none' && latest !== undefined && (wanted === undefined || wanted === latest.semver))
    return ok(latest);
  const semver = chooseSemver(plan, wanted);
  return semver.ok ? writeVersion(deps, prepared.value, semver.value) : semver;
}

/** Removes version folders that no row names: what a publish left that was killed before it could record them. */
async function removeUnrecorded(deps: DatasetsDeps, projectId: string, parent: string): Promise<void> {
  const versions = await deps.store.run('datasets.list', { projectId });
  const recorded = new Set(versions.map(({ folder }) => join(deps.exportsFolder, folder)));
  for (const name of await readdir(parent)) {
    const folder = join(parent, name);
    if (semverSchema.safeParse(name).success && !recorded.has(folder))
      await rm(folder, { recursive: true, force: true });
  }
}

async function publish(
  deps: DatasetsDeps,
  projectId: string,
  wanted: string | undefined,
): Promise<Result<DatasetVersion>> {
  const project = await deps.store.run('projects.get', { id: projectId });
  const parent = join(deps.exportsFolder, projectFolder(project));
  await mkdir(parent, { recursive: true });
  return withPublishLock(parent, async () => {
    await removeUnrecorded(deps, projectId, parent);
    return publishLocked(deps, projectId, wanted);
  });
}

async function guarded<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (thrown) {
    return err(toProblem(thrown));
  }
}

/** Publishing, checking and tracing of dataset versions. */
export function createDatasetsService(deps: DatasetsDeps): Services['datasets'] {
  const { store } = deps;
  return {
    list: ({ projectId }) => guarded(async () => ok(await store.run('datasets.list', { projectId }))),
    plan: ({ projectId }) =>
      guarded(async () => {
        const prepared = await prepare(deps, projectId);
        return prepared.ok ? ok(prepared.value.plan) : prepared;
      }),
    publish: ({ projectId, semver }) => guarded(() => publish(deps, projectId, semver)),
    verify: ({ id }) =>
      guarded(async () => {
        const version = await store.run('datasets.get', { id });
        const checked = await verifyDataset(join(deps.exportsFolder, version.folder));
        return checked.ok ? ok({ ...checked.value, folder: basename(version.folder) }) : checked;
      }),
    lineage: ({ eventId, datasetId }) =>
      guarded(async () => {
        if (datasetId !== undefined) {
          const { folder } = await store.run('datasets.get', { id: datasetId });
          return readLineage(deps.columnar, join(deps.exportsFolder, folder), eventId);
        }
        const { entry, source } = await store.run('datasets.origin', { eventId });
        return ok(lineageOf(entry, source, deps.codeVersion));
      }),
  };
}
