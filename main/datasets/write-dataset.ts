import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DatasetFile } from '#contract/entities/dataset-version';
import { ok, toProblem, unwrap } from '#contract/errors';
import type { Result } from '#contract/errors';
import type { Columnar } from '#contract/ports/columnar';
import { hashFile } from '#main/objects/file-hash';
import { syncFile, syncFolder } from '#native/files/durable-rename';
import type { SplitRow } from '#pipeline/datasets/dataset-rows';
import { datasetColumns, rowsToTable } from '#pipeline/datasets/dataset-rows';
import { checksums, dataCard, readme, schemaDocument, splitPath, splits } from '#pipeline/datasets/documents';
import { lineageColumns, lineageTable } from '#pipeline/datasets/lineage-rows';
import type { DatasetMaterial } from '#pipeline/datasets/material';
import { withTempFolder } from './temp-folder.ts';

export interface DatasetContent {
  readonly material: DatasetMaterial;
  readonly rows: readonly SplitRow[];
  readonly semver: string;
  readonly code: string;
}

export interface WrittenDataset {
  /** Every file but the manifest, by path. */
  readonly files: readonly DatasetFile[];
  readonly manifestSha256: string;
  readonly sizeBytes: number;
}

/** The manifest: last to be written, so that a folder with it is whole. */
export const manifestName = 'SHA256SUMS';

async function writeTables(
  folder: string,
  columnar: Columnar,
  content: DatasetContent,
): Promise<readonly string[]> {
  const { material, rows, code } = content;
  await mkdir(join(folder, 'data'), { recursive: true });
  for (const split of splits) {
    const own = rows.filter((row) => row.split === split).map(({ row }) => row);
    unwrap(await columnar.writeParquet(join(folder, splitPath(split)), datasetColumns, rowsToTable(own)));
  }
  const lineage = lineageTable(rows, material.sources, code);
  unwrap(await columnar.writeParquet(join(folder, 'lineage.parquet'), lineageColumns, lineage));
  return [...splits.map(splitPath), 'lineage.parquet'];
}

async function writeDocuments(folder: string, content: DatasetContent): Promise<readonly string[]> {
  const { material, rows, semver, code } = content;
  const documents = {
    'README.md': readme(material, rows, semver),
    'datacard.json': dataCard(material, rows, semver, code),
    'schema.json': schemaDocument(),
  };
  for (const [name, text] of Object.entries(documents)) await writeFile(join(folder, name), text);
  return Object.keys(documents);
}

async function describeFile(folder: string, path: string): Promise<DatasetFile> {
  await syncFile(join(folder, path));
  return { path, ...unwrap(await hashFile(join(folder, path))) };
}

async function writeInto(
  folder: string,
  columnar: Columnar,
  content: DatasetContent,
): Promise<WrittenDataset> {
  const tables = await writeTables(folder, columnar, content);
  const documents = await writeDocuments(folder, content);
  const files: DatasetFile[] = [];
  for (const path of [...tables, ...documents].toSorted()) files.push(await describeFile(folder, path));
  await writeFile(join(folder, manifestName), checksums(files));
  const manifest = await describeFile(folder, manifestName);
  await syncFolder(join(folder, 'data'));
  await syncFolder(folder);
  const sizeBytes = [...files, manifest].reduce((sum, file) => sum + file.sizeBytes, 0);
  return { files, manifestSha256: manifest.sha256, sizeBytes };
}

/**
 * Writes a version into `folder`: beside it under another name, flushed, then renamed in one step, so that the folder is there
 * whole or not at all. What stood there is replaced: the caller knows that it was never published.
 */
export async function writeDataset(
  folder: string,
  columnar: Columnar,
  content: DatasetContent,
): Promise<Result<WrittenDataset>> {
  try {
    return await withTempFolder(dirname(folder), async (temp) => {
      await mkdir(temp, { recursive: true });
      const written = await writeInto(temp, columnar, content);
      await rm(folder, { recursive: true, force: true });
      await rename(temp, folder);
      await syncFolder(dirname(folder));
      return ok(written);
    });
  } catch (thrown) {
    return { ok: false, error: toProblem(thrown) };
  }
}
