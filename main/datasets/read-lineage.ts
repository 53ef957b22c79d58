import { join } from 'node:path';
import { z } from 'zod';
import type { Lineage } from '#contract/entities/dataset-version';
import { lineageSchema, splitSchema } from '#contract/entities/dataset-version';
import { ok, refuse } from '#contract/errors';
import type { Result } from '#contract/errors';
import type { Columnar } from '#contract/ports/columnar';
import { hashFile } from '#main/objects/file-hash';
import { lineageColumns } from '#pipeline/datasets/lineage-rows';
import { verifyDataset } from './verify-dataset.ts';
import { manifestName } from './write-dataset.ts';

/** The way of one published row back to its input, read from the dataset folder alone; its candidate's id names it too. */
export async function readLineage(
  columnar: Columnar,
  folder: string,
  eventId: string,
): Promise<Result<Lineage>> {
  const checked = await verifyDataset(folder);
  if (!checked.ok) return checked;
  const manifest = await hashFile(join(folder, manifestName));
  if (!manifest.ok) return manifest;
  const file = join(folder, 'lineage.parquet');
  const table = await columnar.readParquet(file, lineageColumns);
  if (!table.ok) return table;
  const { columns } = table.value;
  const rowOf = (column: string): number => columns[column]?.findIndex((id: unknown) => id === eventId) ?? -1;
  const row = Math.max(rowOf('event_id'), rowOf('candidate_id'));
  if (row < 0) return refuse('not_found', `This dataset has no event ${eventId}.`, { file });
  const lineage = lineageSchema.parse(JSON.parse(z.string().parse(columns['lineage']?.[row])));
  const { semver } = checked.value;
  if (semver === undefined) return ok(lineage);
  const split = splitSchema.parse(columns['split']?.[row]);
  return ok({ ...lineage, dataset: { semver, split, manifestSha256: manifest.value.sha256 } });
}
