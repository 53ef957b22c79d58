import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { unwrap } from '#contract/errors';
import type { Columnar, ColumnSpec, ColumnTable } from '#contract/ports/columnar';
import { createDuckdbColumnar } from './duckdb-columnar.ts';

const specs: readonly ColumnSpec[] = [
  { name: 'frame', type: 'i32', nullable: false },
  { name: 'pts_us', type: 'i64', nullable: false },
  { name: 'x', type: 'f32', nullable: true },
  { name: 'score', type: 'f64', nullable: true },
  { name: 'label', type: 'utf8', nullable: true },
];

/** A table whose rows have gaps in every nullable column. */
function tableOf(rows: number): ColumnTable {
  const numbers = Array.from({ length: rows }, (_, row) => row);
  return {
    rows,
    columns: {
      frame: Int32Array.from(numbers, (row) => rows - row),
      pts_us: Float64Array.from(numbers, (row) => row * 40_000_000_000 + 1),
      x: Float32Array.from(numbers, (row) => (row % 3 === 0 ? Number.NaN : row / 7)),
      score: Float64Array.from(numbers, (row) => (row % 5 === 0 ? Number.NaN : row / 11)),
      label: numbers.map((row) => (row % 4 === 0 ? undefined : `Zürich, "${row % 13}"\nline`)),
    },
  };
}

let columnar: Columnar;
let folder: string;
beforeAll(async () => {
  columnar = createDuckdbColumnar();
});
afterAll(() => columnar.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'columnar-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function written(name: string, table: ColumnTable = tableOf(5000)): Promise<string> {
  const path = join(folder, name);
  unwrap(await columnar.writeParquet(path, specs, table));
  return path;
}

async function refusal(path: string, wanted = specs) {
  const result = await columnar.readParquet(path, wanted);
  return result.ok ? undefined : result.error;
}

describe('Parquet through DuckDB', () => {
  test.each([0, 1, 2047, 2048, 2049, 130_000])(
    '%i rows come back as they were written, in order',
    async (rows) => {
      const table = tableOf(rows);
      const path = await written('table.parquet', table);
      expect(unwrap(await columnar.readParquet(path, specs))).toEqual(table);
    },
  );

  test('the same table gives the same bytes, from any instance', async () => {
    const first = await written('first.parquet', tableOf(130_000));
    const other = createDuckdbColumnar();
    const second = join(folder, 'second.parquet');
    unwrap(await other.writeParquet(second, specs, tableOf(130_000)));
    await other.close();
    expect(Buffer.compare(await readFile(first), await readFile(second))).toBe(0);
  });

  test('writing leaves only the finished file and says its size', async () => {
    const path = join(folder, 'sized.parquet');
    const result = unwrap(await columnar.writeParquet(path, specs, tableOf(10)));
    expect(await readdir(folder)).toEqual(['sized.parquet']);
    expect(result).toEqual({ rows: 10, sizeBytes: (await readFile(path)).length });
  });

  test('a failed write leaves no file', async () => {
    await mkdir(join(folder, 'taken'));
    const result = await columnar.writeParquet(join(folder, 'taken'), specs, tableOf(10));
    expect(result.ok).toBe(false);
    expect(await readdir(folder)).toEqual(['taken']);
  });
});

describe('reading and writing', () => {
  test('names with quotes and pattern signs are plain names', async () => {
    await written('a1.parquet', tableOf(3));
    const path = await written("it's a[1]*?.parquet", tableOf(2));
    expect(unwrap(await columnar.readParquet(path, specs)).rows).toBe(2);
  });

  test('calls may overlap on one instance', async () => {
    const paths = await Promise.all([1, 2, 3].map((n) => written(`${n}.parquet`, tableOf(n * 3000))));
    const tables = await Promise.all(paths.map((path) => columnar.readParquet(path, specs)));
    expect(tables.map((table) => unwrap(table).rows)).toEqual([3000, 6000, 9000]);
  });

  test('describing names the columns and their types in order', async () => {
    expect(unwrap(await columnar.describeParquet(await written('described.parquet')))).toEqual([
      { name: 'frame', type: 'INTEGER' },
      { name: 'pts_us', type: 'BIGINT' },
      { name: 'x', type: 'FLOAT' },
      { name: 'score', type: 'DOUBLE' },
      { name: 'label', type: 'VARCHAR' },
    ]);
  });

  test('a column that must have values is not written with a gap', async () => {
    const spec: ColumnSpec = { name: 'x', type: 'f32', nullable: false };
    const table = { rows: 2, columns: { x: Float32Array.of(1, Number.NaN) } };
    const result = await columnar.writeParquet(join(folder, 'gap.parquet'), [spec], table);
    expect(result).toMatchObject({ ok: false, error: { code: 'bad_value', field: 'x' } });
  });
});

describe('a Parquet file that cannot be read is refused by name', () => {
  test('missing', async () => {
    const path = join(folder, 'nowhere.parquet');
    expect(await refusal(path)).toMatchObject({ code: 'missing_file', file: path });
  });

  test('empty', async () => {
    const path = join(folder, 'empty.parquet');
    await writeFile(path, '');
    expect(await refusal(path)).toMatchObject({ code: 'truncated_file', file: path });
  });

  test('of another kind', async () => {
    const path = join(folder, 'text.parquet');
    await writeFile(path, 'frame,track_id\n1,2\n');
    expect(await refusal(path)).toMatchObject({ code: 'unsupported_format', file: path });
  });

  test('cut off', async () => {
    const path = await written('cut.parquet');
    await truncate(path, 2000);
    expect(await refusal(path)).toMatchObject({ code: 'truncated_file', file: path });
  });

  test('flipped bytes in the footer', async () => {
    const path = await written('flipped.parquet');
    const bytes = await readFile(path);
    bytes.fill(0xff, bytes.length - 200, bytes.length - 120);
    await writeFile(path, bytes);
    expect(await refusal(path)).toMatchObject({ code: 'unreadable_file', file: path });
  });

  test('flipped bytes in the data', async () => {
    const path = await written('data.parquet');
    const bytes = await readFile(path);
    bytes.fill(0xff, 4, 4000);
    await writeFile(path, bytes);
    expect(await refusal(path)).toMatchObject({ code: 'unreadable_file', file: path });
  });
});

describe('columns other than asked for are refused by name', () => {
  test('a missing column, naming it and those there are', async () => {
    const path = await written('columns.parquet');
    expect(await refusal(path, [{ name: 'track_id', type: 'utf8', nullable: false }])).toMatchObject({
      code: 'missing_column',
      field: 'track_id',
      hint: 'It has frame, pts_us, x, score, label.',
    });
  });

  test('a column of another type', async () => {
    const path = await written('types.parquet');
    expect(await refusal(path, [{ name: 'label', type: 'f32', nullable: true }])).toMatchObject({
      code: 'bad_value',
      field: 'label',
      message: 'Column label of types.parquet is VARCHAR, which cannot be read as f32.',
    });
  });

  test('a gap in a column that must have values, naming the row', async () => {
    const path = await written('gaps.parquet');
    expect(await refusal(path, [{ name: 'score', type: 'f64', nullable: false }])).toMatchObject({
      code: 'bad_value',
      field: 'score',
      message: 'Column score of gaps.parquet has no value in row 1.',
    });
  });
});
