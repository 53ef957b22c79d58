import { z } from 'zod';
import {
  quarantinedRowSchema,
  type Attestation,
  type QuarantinedRow,
  type Source,
} from '#contract/entities/source';
import { problem, raise } from '#contract/errors';
import type { Id, Sha256 } from '#contract/ids';
import { appendAudit } from './audit.ts';
import { enqueue, recordUsage } from './ledger.ts';
import type { Operation, StoreContext } from './operation.ts';
import { readProject } from './project-rows.ts';
import { insertRow, sql } from './rows.ts';
import { readSource, sourceOfRow } from './source-rows.ts';

/** A source that its import has prepared; id, date and revision are given by the store. */
export interface NewSource {
  readonly source: Omit<Source, 'id' | 'createdAt' | 'rev' | 'attestation'>;
  readonly attestation?: Omit<Attestation, 'attestedAt'> | undefined;
  readonly quarantined: readonly QuarantinedRow[];
}

interface NameInProject {
  readonly projectId: Id;
  readonly name: string;
}

/** Refuses a name that a source of the project has already, and a project that is not there or archived. */
const checkName: Operation<NameInProject, void> = ({ db }, { projectId, name }) => {
  const project = readProject(db, projectId);
  if (project.status !== 'active')
    raise(problem('invalid_state', `Project "${project.name}" is archived.`, { field: 'projectId' }));
  const taken = sql(db, 'SELECT 1 FROM sources WHERE project_id = ? AND name = ?').get(projectId, name);
  if (taken !== undefined)
    raise(
      problem('already_exists', `Project "${project.name}" has a source named "${name}" already.`, {
        field: 'name',
      }),
    );
};

function insertQuarantine({ db }: StoreContext, sourceId: Id, rows: readonly QuarantinedRow[]): void {
  for (const [position, row] of rows.entries())
    insertRow(db, 'quarantined_rows', { sourceId, position, row: { ...row } });
}

function auditAttestation(context: StoreContext, before: Source | undefined, after: Source): void {
  if (after.attestation === undefined) return;
  appendAudit(context, {
    actor: after.attestation.by,
    action: 'attest',
    subject: `source:${after.id}`,
    before: { privacyState: before?.privacyState ?? 'unknown' },
    after: { privacyState: after.privacyState, attestation: after.attestation },
  });
}

/** Adds a source with its quarantine, its audit entry and the bytes it brought, in one transaction. */
const insertSource: Operation<NewSource, Source> = (context, { source, attestation, quarantined }) => {
  checkName(context, source);
  const createdAt = context.now();
  const row: Source = {
    ...source,
    id: context.newId(),
    createdAt,
    rev: 1,
    ...(attestation === undefined ? {} : { attestation: { ...attestation, attestedAt: createdAt } }),
  };
  insertRow(context.db, 'sources', row);
  insertQuarantine(context, row.id, quarantined);
  auditAttestation(context, undefined, row);
  const { id, projectId } = row;
  const bytes = row.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  recordUsage(context, { projectId, metric: 'ingested_bytes', value: bytes, sourceId: id });
  enqueue(context, { projectId, table: 'sources', rowId: id, payload: row });
  return readSource(context.db, id);
};

/** The sources of a project, oldest first. */
const listSources: Operation<{ readonly projectId: Id }, readonly Source[]> = ({ db }, { projectId }) => {
  readProject(db, projectId);
  return sql(db, 'SELECT * FROM sources WHERE project_id = ? ORDER BY created_at, id')
    .all(projectId)
    .map(sourceOfRow);
};

/** One source; refuses an unknown one. */
const getSource: Operation<{ readonly id: Id }, Source> = ({ db }, { id }) => readSource(db, id);

interface Attesting {
  readonly id: Id;
  /** The revision that was looked at. */
  readonly rev: number;
  readonly attestation: Omit<Attestation, 'attestedAt'>;
}

function checkAttestable(source: Source, rev: number): void {
  if (source.rev !== rev)
    raise(
      problem('stale_revision', `"${source.name}" was changed meanwhile. Look at it again.`, {
        field: 'rev',
      }),
    );
  if (source.clipSha256 === undefined)
    raise(problem('invalid_state', `"${source.name}" has no clip to attest.`));
  if (source.privacyState === 'passed')
    raise(problem('invalid_state', `"${source.name}" has passed already.`));
}

/** Lets a clip pass because somebody answers for it; who and what goes to the audit log in the same transaction. */
const attestSource: Operation<Attesting, Source> = (context, { id, rev, attestation }) => {
  const { db } = context;
  const before = readSource(db, id);
  checkAttestable(before, rev);
  const signed: Attestation = { ...attestation, attestedAt: context.now() };
  sql(
    db,
    `UPDATE sources SET privacy_state = 'passed', attestation_json = @attestation, rev = rev + 1 WHERE id = @id`,
  ).run({ id, attestation: JSON.stringify(signed) });
  const after = readSource(db, id);
  auditAttestation(context, before, after);
  enqueue(context, { projectId: after.projectId, table: 'sources', rowId: id, payload: after });
  return after;
};

const quarantineRowsSchema = z.array(z.string());

/** The first rows of a source that were not loaded, in the order of reading. */
const listQuarantine: Operation<{ readonly id: Id; readonly limit: number }, readonly QuarantinedRow[]> = (
  { db },
  { id, limit },
) => {
  readSource(db, id);
  const select = 'SELECT row_json FROM quarantined_rows WHERE source_id = ? ORDER BY position LIMIT ?';
  const rows = quarantineRowsSchema.parse(sql(db, select).pluck().all(id, limit));
  return rows.map((row) => quarantinedRowSchema.parse(JSON.parse(row)));
};

const referring = `
  SELECT 1 FROM sources WHERE @sha256 IN (tracks_sha256, frame_index_sha256, poses_sha256, clip_sha256)
  UNION ALL SELECT 1 FROM job_steps WHERE object_sha256 = @sha256
  UNION ALL SELECT 1 FROM feature_manifests WHERE sha256 = @sha256
  LIMIT 1`;

/** Those of the objects that no row refers to. */
const unreferenced: Operation<{ readonly objects: readonly Sha256[] }, readonly Sha256[]> = (
  { db },
  { objects },
) => objects.filter((sha256) => sql(db, referring).get({ sha256 }) === undefined);

export const sourceOperations = {
  'sources.checkName': checkName,
  'sources.insert': insertSource,
  'sources.list': listSources,
  'sources.get': getSource,
  'sources.attest': attestSource,
  'sources.quarantine': listQuarantine,
  'sources.unreferenced': unreferenced,
};
