import type { CategoryColumn, PlainSpec, PlainTable } from '#contract/ports/columnar';
import { ok, refuse, type Result } from '#contract/errors';
import { isNumbers, toCategory, type Numbers } from './encode-column.ts';

export type Checked = Numbers | CategoryColumn;

function hasGap(data: Checked): number {
  if ('codes' in data) return data.codes.findIndex((code) => code < 0);
  if (data instanceof Int32Array) return -1;
  for (let row = 0; row < data.length; row += 1) if (Number.isNaN(data[row])) return row;
  return -1;
}

/** The column of a table that a spec names, or why it cannot be written. */
function checkColumn(path: string, spec: PlainSpec, table: PlainTable): Result<Checked> {
  const data = table.columns[spec.name];
  const place = { file: path, field: spec.name };
  if (data === undefined) return refuse('missing_column', `Column ${spec.name} was not given.`, place);
  const isText = spec.type === 'utf8' || spec.type === 'category';
  if (isNumbers(data) === isText)
    return refuse('bad_value', `Column ${spec.name} does not hold values of type ${spec.type}.`, place);
  const checked = isNumbers(data) || 'codes' in data ? data : toCategory(data);
  const length = 'codes' in checked ? checked.codes.length : checked.length;
  if (length !== table.rows)
    return refuse('bad_value', `Column ${spec.name} has ${length} values for ${table.rows} rows.`, place);
  const gap = spec.nullable ? -1 : hasGap(checked);
  if (gap >= 0) return refuse('bad_value', `Column ${spec.name} has no value in row ${gap + 1}.`, place);
  return ok(checked);
}

/** The columns of a table in the order of the specs, or why they cannot be written to `path`. */
export function checkTable(
  path: string,
  specs: readonly PlainSpec[],
  table: PlainTable,
): Result<readonly Checked[]> {
  const columns: Checked[] = [];
  for (const spec of specs) {
    const column = checkColumn(path, spec, table);
    if (!column.ok) return column;
    columns.push(column.value);
  }
  return ok(columns);
}
