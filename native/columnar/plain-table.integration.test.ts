import { mkdtemp, readdir, readFile, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { unwrap } from '#contract/errors';
import type { Columnar, ColumnSpec, PlainColumn, PlainSpec, PlainTable } from '#contract/ports/columnar';
import { createDuckdbColumnar } from './duckdb-columnar.ts';
import { bitsFor, decodeHybrid, encodeHybrid } from './parquet/hybrid.ts';

const specs: readonly PlainSpec[] = [
  { name: 'frame', type: 'i32', nullable: false },
  { name: 'pts_us', type: 'i64', nullable: false },
  { name: 'x', type: 'f32', nullable: true },
  { name: 'score', type: 'f64', nullable: true },
  { name: 'track_id', type: 'category', nullable: false },
  { name: 'class', type: 'category', nullable: true },
];
const sqlSpecs = specs.map((spec): ColumnSpec => {
  return { ...spec, type: spec.type === 'category' ? 'utf8' : spec.type };
});
const textsOf = { ids: ['a', 'Zürich, "b"', 'c\nd'], classes: ['person', 'car'] };

function tableOf(rows: number): PlainTable {
  const numbers = Array.from({ length: rows }, (_, row) => row);
  const ids = Int32Array.from(numbers, (row) => Math.min(2, Math.floor((3 * row) / rows)));
  const classes = Int32Array.from(numbers, (row) => (row % 7 === 0 ? -1 : row % 2));
  return {
    rows,
    columns: {
      frame: Int32Array.from(numbers, (row) => rows - row),
      pts_us: Float64Array.from(numbers, (row) => row * 40_000_000_000 + 1),
      x: Float32Array.from(numbers, (row) => (row % 3 === 0 ? Number.NaN : row / 7)),
      score: Float64Array.from(numbers, (row) => (row % 5 === 0 ? Number.NaN : row / 11)),
      track_id: { texts: textsOf.ids, codes: ids },
      class: { texts: textsOf.classes, codes: classes },
    },
  };
}

/** Rows `[from, to)`; the texts are listed backwards, as another piece may list them otherwise. */
function cutTable(table: PlainTable, from: number, to: number): PlainTable {
  const columns = Object.entries(table.columns).map(([name, column]): [string, PlainColumn] => {
    if (!('codes' in column)) return [name, column.slice(from, to)];
    const last = column.texts.length - 1;
    const codes = column.codes.slice(from, to).map((code) => (code < 0 ? code : last - code));
    return [name, { texts: column.texts.toReversed(), codes }];
  });
  return { rows: to - from, columns: Object.fromEntries(columns) };
}

/** The table with its texts written out, so that tables compare whatever the numbering of their texts is. */
function spelled(table: PlainTable): unknown {
  const columns = Object.entries(table.columns).map(([name, column]) => {
    const texts = 'codes' in column ? Array.from(column.codes, (code) => column.texts[code]) : column;
    return [name, texts] as const;
  });
  return { rows: table.rows, columns: Object.fromEntries(columns) };
}

let columnar: Columnar;
let folder: string;
beforeAll(async () => {
  columnar = createDuckdbColumnar();
});
afterAll(() => columnar.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plain-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a plain Parquet file', () => {
  test.each([1, 9, 2048, 300_000])('gives %i rows back, read plainly or by any engine', async (rows) => {
    const path = join(folder, 'plain.parquet');
    const table = tableOf(rows);
    for (const compression of ['zstd', 'none'] as const) {
      unwrap(await columnar.writePlain(path, specs, table, { compression }));
      expect(spelled(unwrap(await columnar.readPlain(path, specs)))).toEqual(spelled(table));
      expect(unwrap(await columnar.readParquet(path, sqlSpecs))).toEqual(spelled(table));
    }
  });

  test('is the same bytes for the same table', async () => {
    const paths = ['one', 'two'].map((name) => join(folder, `${name}.parquet`));
    for (const path of paths) unwrap(await columnar.writePlain(path, specs, tableOf(5000)));
    const [one, two] = await Promise.all(paths.map((path) => readFile(path)));
    expect(one?.equals(two ?? Buffer.alloc(0))).toBe(true);
  });

  test('may lie on shared memory', async () => {
    const path = join(folder, 'plain.parquet');
    unwrap(await columnar.writePlain(path, specs, tableOf(100)));
    const { columns } = unwrap(await columnar.readPlain(path, specs, { shared: true }));
    const { x } = columns;
    expect(x instanceof Float32Array && x.buffer instanceof SharedArrayBuffer).toBe(true);
  });

  test('written by another engine is read all the same', async () => {
    const path = join(folder, 'other.parquet');
    const table = tableOf(5000);
    const given = spelled(table) as Parameters<Columnar['writeParquet']>[2];
    unwrap(await columnar.writeParquet(path, sqlSpecs, given));
    expect(spelled(unwrap(await columnar.readPlain(path, specs)))).toEqual(spelled(table));
  });

  test('that is cut off is refused by name', async () => {
    const path = join(folder, 'cut.parquet');
    const { sizeBytes } = unwrap(await columnar.writePlain(path, specs, tableOf(5000)));
    await truncate(path, sizeBytes - 20);
    expect(await columnar.readPlain(path, specs)).toMatchObject({
      ok: false,
      error: { code: 'truncated_file', file: path },
    });
  });

  test('with a gap where a value must be is not written', async () => {
    const spec: PlainSpec = { name: 'x', type: 'f32', nullable: false };
    const table = { rows: 2, columns: { x: Float32Array.of(1, Number.NaN) } };
    expect(await columnar.writePlain(join(folder, 'gap.parquet'), [spec], table)).toMatchObject({
      ok: false,
      error: { code: 'bad_value', field: 'x' },
    });
  });
});

describe('a plain Parquet file in pieces', () => {
  test('is the same bytes, however it is cut', async () => {
    const table = tableOf(300_000);
    const whole = join(folder, 'whole.parquet');
    unwrap(await columnar.writePlain(whole, specs, table));
    for (const pieceRows of [9999, 262_144, 290_000]) {
      const path = join(folder, `pieces-${pieceRows}.parquet`);
      const writer = columnar.openPlainWriter(path, specs);
      for (let from = 0; from < table.rows; from += pieceRows)
        await writer.add(cutTable(table, from, Math.min(table.rows, from + pieceRows)));
      expect(unwrap(await writer.finish()).rows).toBe(table.rows);
      expect((await readFile(path)).equals(await readFile(whole))).toBe(true);
    }
  });

  test('that is given up leaves nothing, and one without rows is whole', async () => {
    const writer = columnar.openPlainWriter(join(folder, 'given-up.parquet'), specs);
    await writer.add(tableOf(300_000));
    await writer.abort();
    expect(await readdir(folder)).toEqual([]);
    const path = join(folder, 'empty.parquet');
    unwrap(await columnar.openPlainWriter(path, specs).finish());
    expect(unwrap(await columnar.readPlain(path, specs)).rows).toBe(0);
  });
});

describe('run lengths and packed codes', () => {
  test('give every row of codes back', () => {
    const run = fc.tuple(fc.nat(300), fc.integer({ min: 1, max: 40 }));
    fc.assert(
      fc.property(fc.array(run, { minLength: 1, maxLength: 30 }), (runs) => {
        const codes = Int32Array.from(
          runs.flatMap(([code, count]) => Array.from({ length: count }, () => code)),
        );
        const bits = bitsFor(301);
        const out = new Int32Array(codes.length);
        decodeHybrid(encodeHybrid(codes, bits), bits, out);
        expect(out).toEqual(codes);
      }),
      { seed: 20301, numRuns: 500 },
    );
  });
});
