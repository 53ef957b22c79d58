import type { StoreContext } from './operation.ts';
import { insertRow, sql } from './rows.ts';

/** A quantity of work done, counted once per metric, source, job and subject. */
export interface Usage {
  readonly projectId: string;
  /** `ingested_bytes`, `video_seconds` or `events`. */
  readonly metric: 'ingested_bytes' | 'video_seconds' | 'events';
  /** At least 0, in the metric's unit. */
  readonly value: number;
  readonly sourceId?: string | undefined;
  readonly jobId?: string | undefined;
  /** What was counted where source and job do not say it, as an event's id. */
  readonly subject?: string | undefined;
}

/** A row that the tenant must learn of. */
export interface OutboxEntry {
  readonly projectId: string;
  readonly table: string;
  readonly rowId: string;
  /** JSON. */
  readonly payload: unknown;
}

/** Queues a row for the tenant, in the transaction that wrote it. */
export function enqueue({ db, now }: StoreContext, entry: OutboxEntry): void {
  sql(
    db,
    `INSERT INTO outbox (project_id, table_name, row_id, payload_json, created_at)
     VALUES (@projectId, @table, @rowId, @payload, @createdAt)`,
  ).run({
    projectId: entry.projectId,
    table: entry.table,
    rowId: entry.rowId,
    payload: JSON.stringify(entry.payload),
    createdAt: now(),
  });
}

/** Counts usage in the transaction that finishes the work, and queues it; a second count of the same thing is a no-op. */
export function recordUsage(context: StoreContext, usage: Usage): void {
  const { db } = context;
  const key = {
    metric: usage.metric,
    sourceId: usage.sourceId ?? '',
    jobId: usage.jobId ?? '',
    subject: usage.subject ?? '',
  };
  const counted = sql(
    db,
    `SELECT 1 FROM usage_ledger
     WHERE metric = @metric AND source_id = @sourceId AND job_id = @jobId AND subject = @subject`,
  ).get(key);
  if (counted !== undefined) return;
  const row = {
    id: context.newId(),
    projectId: usage.projectId,
    value: usage.value,
    ...key,
    occurredAt: context.now(),
  };
  insertRow(db, 'usage_ledger', row);
  enqueue(context, { projectId: usage.projectId, table: 'usage_ledger', rowId: row.id, payload: row });
}
