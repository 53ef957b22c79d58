import { join } from 'node:path';
import type { DatasetVersion } from '#contract/entities/dataset-version';
import { ok, type Result } from '#contract/errors';
import type { Columnar } from '#contract/ports/columnar';
import { lineageColumns } from '#pipeline/datasets/lineage-rows';

/** How many published rows come from each job, by the job's id; rows that a person added come from none. */
export type RowsByJob = ReadonlyMap<string, number>;

/** Reads which jobs a dataset version was made from. */
export type DatasetJobs = (version: DatasetVersion) => Promise<Result<RowsByJob>>;

/**
 * Reads it from the version's own lineage, which is what it was published with; a version never changes, so that each is read
 * once. `exportsFolder` is absolute.
 */
export function createDatasetJobs(columnar: Columnar, exportsFolder: string): DatasetJobs {
  const known = new Map<string, RowsByJob>();
  const column = lineageColumns.filter(({ name }) => name === 'job_id');
  return async ({ id, folder }) => {
    const read = known.get(id);
    if (read !== undefined) return ok(read);
    const table = await columnar.readParquet(join(exportsFolder, folder, 'lineage.parquet'), column);
    if (!table.ok) return table;
    const rows = new Map<string, number>();
    for (const jobId of table.value.columns['job_id'] ?? [])
      if (typeof jobId === 'string') rows.set(jobId, (rows.get(jobId) ?? 0) + 1);
    known.set(id, rows);
    return ok(rows);
  };
}
