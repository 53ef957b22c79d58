import { problem, raise } from '#contract/errors';
import type { ColumnTable } from '#contract/ports/columnar';

function wrongType(name: string): never {
  return raise(problem('internal', `Column ${name} did not come in the type that was asked for.`));
}

/** The column of whole numbers that was read under this name. */
export function intColumn(table: ColumnTable, name: string): Int32Array {
  const column = table.columns[name];
  return column instanceof Int32Array ? column : wrongType(name);
}

/** The column of single-precision numbers that was read under this name. */
export function floatColumn(table: ColumnTable, name: string): Float32Array {
  const column = table.columns[name];
  return column instanceof Float32Array ? column : wrongType(name);
}

/** The column of double-precision numbers that was read under this name. */
export function doubleColumn(table: ColumnTable, name: string): Float64Array {
  const column = table.columns[name];
  return column instanceof Float64Array ? column : wrongType(name);
}

/** The column of texts that was read under this name. */
export function textColumn(table: ColumnTable, name: string): readonly (string | undefined)[] {
  const column = table.columns[name];
  const numbers =
    column === undefined ||
    column instanceof Int32Array ||
    column instanceof Float32Array ||
    column instanceof Float64Array;
  return numbers ? wrongType(name) : column;
}
