import { z } from 'zod';
import type { ProjectSummary, TypeProgress } from '#contract/rpc/projects';
import { median } from '#pipeline/review/session-stats';
import { decisionsToday } from './day-figures.ts';
import type { Operation, StoreContext } from './operation.ts';
import { readProject } from './project-rows.ts';
import { stateColumn } from './queue-rows.ts';
import { fromRow, sql } from './rows.ts';

/** A summary without the kinds of the event types, which the ontology's text knows. */
export interface StoredSummary extends Omit<ProjectSummary, 'types'> {
  readonly types: readonly Omit<TypeProgress, 'kind'>[];
}

const countsSchema = z.object({
  sources: z.int(),
  hours: z.number(),
  unpassedSources: z.int(),
  events: z.int(),
  disputed: z.int(),
  pendingChanges: z.int(),
});

function countsOf({ db }: StoreContext, projectId: string): z.infer<typeof countsSchema> {
  const row = sql(
    db,
    `SELECT
       (SELECT count(*) FROM sources WHERE project_id = @projectId) AS sources,
       (SELECT coalesce(sum(duration_s), 0) / 3600.0 FROM sources WHERE project_id = @projectId) AS hours,
       (SELECT count(*) FROM sources
         WHERE project_id = @projectId AND privacy_state <> 'passed') AS unpassed_sources,
       (SELECT count(*) FROM events WHERE project_id = @projectId AND status = 'confirmed') AS events,
       (SELECT count(*) FROM events WHERE project_id = @projectId AND status = 'disputed') AS disputed,
       (SELECT count(*) FROM outbox WHERE project_id = @projectId AND state = 'pending') AS pending_changes`,
  ).get({ projectId });
  return countsSchema.parse(fromRow(row));
}

const groupsSchema = z.array(z.object({ type: z.string(), state: z.string(), candidates: z.int() }));
const elapsedSchema = z.array(z.object({ type: z.string(), elapsed_ms: z.number() }));

type Group = z.infer<typeof groupsSchema>[number];

function groupsOf({ db }: StoreContext, projectId: string, reviewerId: string): readonly Group[] {
  const rows = sql(
    db,
    `SELECT coalesce(d.type, c.type) AS type, ${stateColumn} AS state, count(*) AS candidates
     FROM candidates c
     LEFT JOIN reviewer_views v ON v.root_id = c.root_id AND v.reviewer_id = @reviewerId
     LEFT JOIN settled_views o ON o.root_id = c.root_id
     LEFT JOIN decisions d ON d.sequence = coalesce(o.sequence, v.sequence)
     WHERE c.project_id = @projectId AND c.gone_at IS NULL GROUP BY 1, 2`,
  ).all({ projectId, reviewerId });
  return groupsSchema.parse(rows);
}

function elapsedOf(
  { db }: StoreContext,
  projectId: string,
  reviewerId: string,
): ReadonlyMap<string, readonly number[]> {
  const rows = sql(
    db,
    `SELECT d.type, d.elapsed_ms FROM reviewer_views v JOIN decisions d ON d.sequence = v.sequence
     WHERE v.reviewer_id = @reviewerId AND d.project_id = @projectId`,
  ).all({ projectId, reviewerId });
  const byType = Map.groupBy(elapsedSchema.parse(rows), ({ type }) => type);
  return new Map([...byType].map(([type, own]) => [type, own.map((row) => row.elapsed_ms)]));
}

function sum(groups: readonly Group[], keep: (group: Group) => boolean = () => true): number {
  return groups.filter(keep).reduce((total, { candidates }) => total + candidates, 0);
}

function progressOf(
  groups: readonly Group[],
  elapsed: ReadonlyMap<string, readonly number[]>,
): StoredSummary['types'] {
  const byType = Map.groupBy(groups, ({ type }) => type);
  return [...byType].map(([type, own]) => ({
    type,
    candidates: sum(own),
    decided: sum(own, ({ state }) => state !== 'open'),
    accepted: sum(own, ({ state }) => state === 'accepted'),
    rejected: sum(own, ({ state }) => state === 'rejected'),
    medianElapsedMs: median(elapsed.get(type) ?? []),
  }));
}

const usageSchema = z.array(z.object({ metric: z.string(), value: z.number() }));

function compareSemver(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  const differs = left.findIndex((part, i) => part !== right[i]);
  return differs < 0 ? 0 : (left[differs] ?? 0) - (right[differs] ?? 0);
}

function latestDataset({ db }: StoreContext, projectId: string): string | undefined {
  const rows = sql(db, 'SELECT semver FROM dataset_versions WHERE project_id = ?').pluck().all(projectId);
  return z.array(z.string()).parse(rows).toSorted(compareSemver).at(-1);
}

/** Where a project stands, with progress as this reviewer sees it. */
const summarise: Operation<{ readonly id: string; readonly reviewerId: string }, StoredSummary> = (
  context,
  { id, reviewerId },
) => {
  const groups = groupsOf(context, id, reviewerId);
  const usage = sql(
    context.db,
    'SELECT metric, sum(value) AS value FROM usage_ledger WHERE project_id = ? GROUP BY metric ORDER BY metric',
  ).all(id);
  return {
    project: readProject(context.db, id),
    ...countsOf(context, id),
    types: progressOf(groups, elapsedOf(context, id, reviewerId)),
    candidates: sum(groups),
    decided: sum(groups, ({ state }) => state !== 'open'),
    decisionsToday: decisionsToday(context, id),
    usage: usageSchema.parse(usage),
    latestDataset: latestDataset(context, id),
  };
};

export const summaryOperations = { 'projects.summary': summarise };
