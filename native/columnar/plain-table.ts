import { ok, type Result } from '#contract/errors';
import type {
  ColumnSpec,
  ColumnTable,
  PlainColumn,
  PlainReadOptions,
  PlainSpec,
  PlainTable,
} from '#contract/ports/columnar';
import { checkParquetEnds } from './parquet-file.ts';
import { isNumbers, toCategory, type Numbers } from './parquet/encode-column.ts';
import { readPlainParquet } from './parquet/read-file.ts';

function onSharedMemory(values: Numbers): Numbers {
  const buffer = new SharedArrayBuffer(values.byteLength);
  const shared =
    values instanceof Int32Array
      ? new Int32Array(buffer)
      : values instanceof Float32Array
        ? new Float32Array(buffer)
        : new Float64Array(buffer);
  shared.set(values);
  return shared;
}

function convert(spec: PlainSpec, table: ColumnTable, shared: boolean): PlainColumn {
  const column = table.columns[spec.name] ?? [];
  if (isNumbers(column)) return shared ? onSharedMemory(column) : column;
  return spec.type === 'category' ? toCategory(column) : column;
}

/** The named columns of any Parquet file: the short way where it is stored plainly, else through the engine `read`. */
export async function readPlainTable(
  path: string,
  specs: readonly PlainSpec[],
  options: PlainReadOptions,
  read: (wanted: readonly ColumnSpec[]) => Promise<Result<ColumnTable>>,
): Promise<Result<PlainTable>> {
  const whole = await checkParquetEnds(path);
  if (!whole.ok) return whole;
  const plain = await readPlainParquet(path, specs, options);
  if (plain !== undefined) return plain;
  const wanted = specs.map((spec): ColumnSpec => {
    return { ...spec, type: spec.type === 'category' ? 'utf8' : spec.type };
  });
  const table = await read(wanted);
  if (!table.ok) return table;
  const columns = specs.map(
    (spec) => [spec.name, convert(spec, table.value, options.shared === true)] as const,
  );
  return ok({ rows: table.value.rows, columns: Object.fromEntries(columns) });
}
