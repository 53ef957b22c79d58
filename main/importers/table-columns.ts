import { problem, raise } from '#contract/errors';
import type { CategoryColumn, PlainTable } from '#contract/ports/columnar';

function wrongType(name: string): never {
  return raise(problem('internal', `Column ${name} did not come in the type that was asked for.`));
}

/** The column of whole numbers that was read under this name. */
export function intColumn(table: PlainTable, name: string): Int32Array {
  const column = table.columns[name];
  return column instanceof Int32Array ? column : wrongType(name);
}

/** The column of single-precision numbers that was read under this name. */
export function floatColumn(table: PlainTable, name: string): Float32Array {
  const column = table.columns[name];
  return column instanceof Float32Array ? column : wrongType(name);
}

/** The column of double-precision numbers that was read under this name. */
export function doubleColumn(table: PlainTable, name: string): Float64Array {
  const column = table.columns[name];
  return column instanceof Float64Array ? column : wrongType(name);
}

/** The column of numbered texts that was read under this name. */
export function categoryColumn(table: PlainTable, name: string): CategoryColumn {
  const column = table.columns[name];
  return column !== undefined && 'codes' in column ? column : wrongType(name);
}
