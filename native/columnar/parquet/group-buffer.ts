import type { PlainSpec } from '#contract/ports/columnar';
import type { Checked } from './check-table.ts';
import type { Numbers } from './encode-column.ts';
import { rowGroupRows } from './format.ts';

/** Rows that wait until they make a row group; texts are numbered in the order in which the group has them. */
export interface GroupBuffer {
  rows(): number;
  /** Takes rows from row `from` on, as many as there is room for, and returns how many. */
  take(columns: readonly Checked[], from: number, to: number): number;
  /** The columns, valid until more is taken. */
  columns(): readonly Checked[];
  clear(): void;
}

function emptyNumbers(spec: PlainSpec, sample: Checked): Numbers {
  if ('codes' in sample || sample instanceof Int32Array) return new Int32Array(rowGroupRows);
  return spec.type === 'f32' ? new Float32Array(rowGroupRows) : new Float64Array(rowGroupRows);
}

/** One column's waiting values. */
function createColumn(spec: PlainSpec) {
  let values: Numbers | undefined;
  let texts: string[] | undefined;
  const numbers = new Map<string, number>();

  function numberOf(text: string): number {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, numbers.size);
    texts?.push(text);
    return numbers.size - 1;
  }

  /** Renumbers codes; rows of one text mostly stand together. */
  function takeCodes(
    data: Extract<Checked, { codes: unknown }>,
    into: Numbers,
    from: number,
    to: number,
    at: number,
  ): void {
    texts ??= [];
    let [last, own] = [-1, -1];
    for (let row = from; row < to; row++) {
      const code = data.codes[row] ?? -1;
      if (code !== last) [last, own] = [code, code < 0 ? -1 : numberOf(data.texts[code] ?? '')];
      into[at + row - from] = own;
    }
  }

  return {
    take(data: Checked, from: number, to: number, at: number): void {
      values ??= emptyNumbers(spec, data);
      if ('codes' in data) takeCodes(data, values, from, to, at);
      else values.set(data.subarray(from, to), at);
    },
    filled(rows: number): Checked {
      const own = values?.subarray(0, rows) ?? new Float64Array(0);
      return texts !== undefined && own instanceof Int32Array ? { texts, codes: own } : own;
    },
    clear(): void {
      numbers.clear();
      if (texts !== undefined) texts = [];
    },
  };
}

/** Makes an empty buffer of one row group. */
export function createGroupBuffer(specs: readonly PlainSpec[]): GroupBuffer {
  const waiting = specs.map(createColumn);
  let filled = 0;
  return {
    rows: () => filled,
    take(columns, from, to) {
      const end = Math.min(to, from + rowGroupRows - filled);
      for (const [index, column] of columns.entries()) waiting[index]?.take(column, from, end, filled);
      filled += end - from;
      return end - from;
    },
    columns: () => waiting.map((column) => column.filled(filled)),
    clear() {
      filled = 0;
      for (const column of waiting) column.clear();
    },
  };
}
