import { execFileSync } from 'node:child_process';
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DatasetVersion } from '#contract/entities/dataset-version';
import { newId } from '#contract/ids';
import type { Columnar } from '#contract/ports/columnar';
import { unwrap } from '#contract/errors';
import { createDuckdbColumnar } from '#native/columnar/duckdb-columnar';
import { datasetColumns, datasetRows } from '#pipeline/datasets/dataset-rows';
import { splitPath, splits } from '#pipeline/datasets/documents';
import { buildEvent, buildMaterial, buildSource } from '#pipeline/datasets/testing/build-material';
import { createDatasetJobs } from './dataset-jobs.ts';
import { verifyDataset } from './verify-dataset.ts';
import type { DatasetContent } from './write-dataset.ts';
import { manifestName, writeDataset } from './write-dataset.ts';

let folder: string;
let columnar: Columnar;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aftertrack-datasets-'));
  columnar = createDuckdbColumnar();
});

afterEach(async () => {
  await columnar.close();
  await rm(folder, { recursive: true });
});

function buildContent(): DatasetContent {
  const sources = Array.from({ length: 30 }, (_, i) => buildSource(i + 1));
  const events = sources.map((_, i) => buildEvent(i, i + 1, 10 * i));
  const material = buildMaterial(sources, events);
  return { material, rows: datasetRows(material), semver: '1.0.0', code: 'aftertrack 0.1.0' };
}

async function write(name: string, content = buildContent()) {
  return unwrap(await writeDataset(join(folder, name), columnar, content));
}

async function readAll(name: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(join(folder, name), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const pairs = files
    .toSorted()
    .map(async (path) => [path.slice(join(folder, name).length), await readFile(path, 'hex')]);
  return Object.fromEntries((await Promise.all(pairs)) as [string, string][]);
}

describe('a dataset version', () => {
  test('has the same bytes when it is made again', async () => {
    await write('a');
    await write('b');
    expect(await readAll('b')).toEqual(await readAll('a'));
    expect(Object.keys(await readAll('a'))).toEqual([
      '/README.md',
      '/SHA256SUMS',
      '/data/test-0.parquet',
      '/data/train-0.parquet',
      '/data/validation-0.parquet',
      '/datacard.json',
      '/lineage.parquet',
      '/schema.json',
    ]);
  });

  test('satisfies sha256sum -c and its own check', async () => {
    await write('a');
    expect(
      execFileSync('sha256sum', ['-c', manifestName], { cwd: join(folder, 'a'), encoding: 'utf8' }),
    ).not.toContain('FAILED');
    const checked = unwrap(await verifyDataset(join(folder, 'a')));
    expect([checked.intact, checked.semver, checked.files.length]).toEqual([true, '1.0.0', 7]);
  });

  test('holds every event once over its splits', async () => {
    await write('a');
    const ids: unknown[] = [];
    for (const split of splits) {
      const table = unwrap(await columnar.readParquet(join(folder, 'a', splitPath(split)), datasetColumns));
      ids.push(...(table.columns['event_id'] ?? []));
    }
    expect(ids).toHaveLength(30);
    expect(new Set(ids)).toEqual(new Set(buildContent().material.events.map(({ event }) => event.id)));
  });

  test('leaves nothing behind when it cannot be written', async () => {
    await writeFile(join(folder, 'a'), 'in the way');
    const failing: Columnar = {
      ...columnar,
      writeParquet: async () => ({ ok: false, error: { code: 'disk_full', message: 'full' } }),
    };
    expect(await writeDataset(join(folder, 'b'), failing, buildContent())).toMatchObject({
      ok: false,
      error: { code: 'disk_full' },
    });
    expect(await readdir(folder)).toEqual(['a']);
  });
});

describe('the jobs behind a dataset version', () => {
  function buildVersion(name: string): DatasetVersion {
    return {
      id: newId(),
      projectId: newId(),
      semver: '1.0.0',
      folder: name,
      manifestSha256: 'a'.repeat(64),
      rows: 30,
      sizeBytes: 1,
      rowsBySplit: { train: 30, validation: 0, test: 0 },
      rowsByType: {},
      files: [],
      publishedBy: 'ada',
      createdAt: '2026-01-05T09:00:00.000Z',
    };
  }

  test('are told by its own lineage, each with the rows that come from it', async () => {
    await write('a');
    const jobsOf = createDatasetJobs(columnar, folder);
    const version = buildVersion('a');
    const rows = unwrap(await jobsOf(version));
    const { events } = buildContent().material;
    const jobs = events.flatMap(({ candidate }) => candidate?.jobId ?? []);
    expect(new Map(rows)).toEqual(
      new Map([...Map.groupBy(jobs, (job) => job)].map(([job, all]) => [job, all.length])),
    );
    await rm(join(folder, 'a'), { recursive: true });
    expect(unwrap(await jobsOf(version))).toBe(rows);
  });

  test('are not known where its files are gone', async () => {
    expect(await createDatasetJobs(columnar, folder)(buildVersion('gone'))).toMatchObject({ ok: false });
  });
});

describe('the check of a dataset names', () => {
  test('a changed, a missing and an added file', async () => {
    await write('a');
    await appendFile(join(folder, 'a', 'README.md'), 'x');
    await rm(join(folder, 'a', 'schema.json'));
    await writeFile(join(folder, 'a', 'data', 'extra.parquet'), '');
    const { intact, files } = unwrap(await verifyDataset(join(folder, 'a')));
    expect(intact).toBe(false);
    expect(files.filter(({ state }) => state !== 'match')).toEqual([
      { path: 'README.md', state: 'differs' },
      { path: 'schema.json', state: 'missing' },
      { path: 'data/extra.parquet', state: 'unlisted' },
    ]);
  });

  test('a folder that is none, and a manifest line that would leave it', async () => {
    expect(await verifyDataset(join(folder, 'none'))).toMatchObject({
      ok: false,
      error: { code: 'missing_file' },
    });
    await write('a');
    await appendFile(join(folder, 'a', manifestName), `${'0'.repeat(64)}  ../secret\n`);
    expect(await verifyDataset(join(folder, 'a'))).toMatchObject({
      ok: false,
      error: { code: 'bad_value', line: 8 },
    });
  });
});
