import { join } from 'node:path';
import { z } from 'zod';
import type { DatasetVersion, Split } from '#contract/entities/dataset-version';
import { ok, refuse } from '#contract/errors';
import type { Result } from '#contract/errors';
import type { Columnar, ColumnTable } from '#contract/ports/columnar';
import type { SplitRow } from '#pipeline/datasets/dataset-rows';
import { datasetColumns } from '#pipeline/datasets/dataset-rows';
import { splitPath, splits } from '#pipeline/datasets/documents';
import type { VersionRow } from '#pipeline/datasets/version-diff';

/** A row's values without its id, the same text for a row in memory and for the same row read back. */
function contentOf(values: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(
    datasetColumns.filter(({ name }) => name !== 'event_id').map(({ name }) => values[name]),
  );
}

/** The rows of a version that is about to be written, as the diff compares them. */
export function comparableRows(rows: readonly SplitRow[]): readonly VersionRow[] {
  return rows.map(({ split, row }) => ({ eventId: row.event_id, split, content: contentOf({ ...row }) }));
}

function tableRows(table: ColumnTable, split: Split): readonly VersionRow[] {
  return Array.from({ length: table.rows }, (_, i) => {
    const values = Object.fromEntries(datasetColumns.map(({ name }) => [name, table.columns[name]?.[i]]));
    return { eventId: z.string().parse(values['event_id']), split, content: contentOf(values) };
  });
}

/** Reads a published version's rows back; refuses when its files are gone or damaged, naming the file. */
export async function readPublishedRows(
  columnar: Columnar,
  exportsFolder: string,
  version: DatasetVersion,
): Promise<Result<readonly VersionRow[]>> {
  const rows: VersionRow[] = [];
  for (const split of splits) {
    const file = join(exportsFolder, version.folder, splitPath(split));
    const table = await columnar.readParquet(file, datasetColumns);
    if (!table.ok)
      return refuse(
        table.error.code,
        `Version ${version.semver} cannot be compared with: ${table.error.message}`,
        { file },
      );
    rows.push(...tableRows(table.value, split));
  }
  return ok(rows);
}
