import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { DatasetVersion } from '#contract/entities/dataset-version';
import { datasetVersionSchema } from '#contract/entities/dataset-version';
import type { SecondaryEvent } from '#contract/entities/event';
import { projectSchema } from '#contract/entities/project';
import { problem, raise } from '#contract/errors';
import type { DatasetMaterial, MaterialEvent } from '#pipeline/datasets/material';
import { appendAudit } from './audit.ts';
import { readCandidate } from './candidate-rows.ts';
import { decisionOfRow } from './decision-rows.ts';
import { eventOfRow, findEvent } from './event-rows.ts';
import { enqueue, recordUsage } from './ledger.ts';
import type { Operation } from './operation.ts';
import { fromRow, insertRow, sql } from './rows.ts';
import { readSource, sourceOfRow } from './source-rows.ts';

/** What a version is made from, the kinds of the types left to whoever reads the ontologies. */
export type StoredMaterial = Omit<DatasetMaterial, 'kinds'>;

function versionOfRow(row: unknown): DatasetVersion {
  return datasetVersionSchema.parse(fromRow(row));
}

const listVersions: Operation<{ readonly projectId: string }, DatasetVersion[]> = ({ db }, { projectId }) =>
  sql(db, 'SELECT * FROM dataset_versions WHERE project_id = ? ORDER BY created_at DESC, id DESC')
    .all(projectId)
    .map(versionOfRow);

const getVersion: Operation<{ readonly id: string }, DatasetVersion> = ({ db }, { id }) => {
  const row = sql(db, 'SELECT * FROM dataset_versions WHERE id = ?').get(id);
  return row === undefined
    ? raise(problem('not_found', 'There is no such dataset version.'))
    : versionOfRow(row);
};

function withOrigin(db: Database, event: SecondaryEvent): MaterialEvent {
  const decisions = sql(db, `SELECT d.* FROM decisions d WHERE d.event_id = ? ORDER BY d.sequence`)
    .all(event.id)
    .map(decisionOfRow);
  if (event.candidateId === undefined) return { event, decisions };
  const { id, jobId, ruleName, ruleScore, provenance } = readCandidate(db, event.candidateId);
  return { event, decisions, candidate: { id, jobId, ruleName, ruleScore, provenance } };
}

const countSchema = z.object({ count: z.int() });

function count(db: Database, text: string, projectId: string): number {
  return countSchema.parse(sql(db, text).get(projectId)).count;
}

const readMaterial: Operation<{ readonly projectId: string }, StoredMaterial> = ({ db }, { projectId }) => {
  const project = sql(db, 'SELECT * FROM projects WHERE id = ?').get(projectId);
  if (project === undefined) return raise(problem('not_found', 'There is no such project.'));
  const sources = sql(db, 'SELECT * FROM sources WHERE project_id = ? ORDER BY name')
    .all(projectId)
    .map(sourceOfRow);
  const events = sql(db, `SELECT * FROM events WHERE project_id = ? AND status = 'confirmed' ORDER BY id`)
    .all(projectId)
    .map((row) => withOrigin(db, eventOfRow(row)));
  return {
    project: projectSchema.parse(fromRow(project, ['sample'])),
    sources,
    events,
    undecided: count(
      db,
      `SELECT count(*) AS count FROM candidates c WHERE c.project_id = ? AND c.gone_at IS NULL
         AND NOT EXISTS (SELECT 1 FROM reviewer_views v WHERE v.root_id = c.root_id)`,
      projectId,
    ),
    disputed: count(
      db,
      `SELECT count(*) AS count FROM events WHERE project_id = ? AND status = 'disputed'`,
      projectId,
    ),
  };
};

const readOrigin: Operation<
  { readonly eventId: string },
  { readonly entry: MaterialEvent; readonly source: StoredMaterial['sources'][number] }
> = ({ db }, { eventId }) => {
  const event = findEvent(db, eventId);
  if (event === undefined) return raise(problem('not_found', 'There is no such event in this workspace.'));
  return { entry: withOrigin(db, event), source: readSource(db, event.sourceId) };
};

/** Records a version whose files are in place; refuses a number that is taken. */
const insertVersion: Operation<{ readonly version: DatasetVersion }, DatasetVersion> = (
  context,
  { version },
) => {
  const { db } = context;
  const taken = sql(db, 'SELECT 1 FROM dataset_versions WHERE project_id = ? AND semver = ?');
  if (taken.get(version.projectId, version.semver) !== undefined)
    return raise(problem('already_exists', `Version ${version.semver} is published already.`));
  insertRow(db, 'dataset_versions', version);
  appendAudit(context, {
    actor: version.publishedBy,
    action: 'publish',
    subject: `dataset_version:${version.id}`,
    after: version,
  });
  recordUsage(context, {
    projectId: version.projectId,
    metric: 'events',
    value: version.rows,
    subject: version.id,
  });
  enqueue(context, {
    projectId: version.projectId,
    table: 'dataset_versions',
    rowId: version.id,
    payload: version,
  });
  return version;
};

export const datasetOperations = {
  'datasets.list': listVersions,
  'datasets.get': getVersion,
  'datasets.material': readMaterial,
  'datasets.origin': readOrigin,
  'datasets.insert': insertVersion,
};
