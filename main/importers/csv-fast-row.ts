import { isFault } from '#pipeline/normalize/cell';
import type { ColumnMap, TrackField } from '#pipeline/normalize/column-map';
import type { TrackRow } from '#pipeline/normalize/track-row';
import { className, rolesOf, trackId, unused } from './cell-roles.ts';
import type { FastRow } from './csv-table.ts';
import { createTextCache, scanNumber } from './plain-bytes.ts';
import { numberFields, type RowMaker } from './track-cells.ts';
import type { RowSink } from './track-format.ts';

const [quote, carriageReturn] = [34, 13];

/** Where the cell that begins at `from` ends: at the next `cut`, or at `to`; -1 where a quote stands in it. */
function cellEnd(bytes: Uint8Array, from: number, to: number, cut: number): number {
  for (let at = from; at < to; at++) {
    const letter = bytes[at];
    if (letter === cut) return at;
    if (letter === quote) return -1;
  }
  return to;
}

/** The values of one row, filled cell by cell; those of columns that the file lacks stay empty. */
interface CellTaker {
  /** Returns where the cell that begins at `from` ends, or -1 where it is unusual: then the reader of text takes the row. */
  take(role: number, bytes: Buffer, from: number, to: number): number;
  readonly values: Float64Array;
  id(): string;
  className(): string;
}

function createCellTaker(cut: number): CellTaker {
  const values = new Float64Array(numberFields.length).fill(Number.NaN);
  const textOf = createTextCache();
  /** Empty until a row has been read; sequences are compared with the first by the reader of text. */
  let [id, named, clip] = ['', '', ''];

  /** A number into its place; an empty cell is left to the reader of text, which knows whether it may be. */
  function takeNumber(role: number, bytes: Buffer, from: number, to: number): number {
    const end = scanNumber(bytes, from, to, values, role);
    return end === to || bytes[end] === cut ? end : -1;
  }

  function takeText(role: number, bytes: Buffer, from: number, to: number): number {
    const end = cellEnd(bytes, from, to, cut);
    const text = end < 0 ? undefined : textOf(bytes, from, end);
    if (text === undefined) return -1;
    if (role === trackId) id = text;
    else if (role === className) named = text;
    else if (clip === '') clip = text;
    else return clip === text ? end : -1;
    return end;
  }

  return {
    take(role, bytes, from, to) {
      if (role >= 0) return takeNumber(role, bytes, from, to);
      return role === unused ? cellEnd(bytes, from, to, cut) : takeText(role, bytes, from, to);
    },
    values,
    id: () => id,
    className: () => named,
  };
}

/**
 * Reads the ordinary rows of a CSV file straight from its bytes: plain numbers, ids and classes of visible ASCII, no quotes, as
 * many cells as columns, and a row that the sink takes. Every other row is left to the reader of text.
 */
export function createFastRow(
  map: ColumnMap<TrackField>,
  columns: number,
  delimiter: string,
  maker: RowMaker,
  sink: RowSink<TrackRow>,
): FastRow {
  const roles = rolesOf(map, columns);
  const cells = createCellTaker(delimiter.charCodeAt(0));

  /** Reads the cells of a line; false at the first that is unusual. */
  function takeCells(bytes: Buffer, from: number, end: number): boolean {
    let start = from;
    for (let column = 0; column < columns; column++) {
      const to = cells.take(roles[column] ?? unused, bytes, start, end);
      if (to < 0) return false;
      if (to === end) return column === columns - 1;
      start = to + 1;
    }
    return false;
  }

  // The first row of a file with sequences goes through the reader of text, so that both know the same sequence.
  let warm = !map.has('sequence');
  return (bytes, from, to, line) => {
    if (!warm) {
      warm = true;
      return false;
    }
    const end = to > from && bytes[to - 1] === carriageReturn ? to - 1 : to;
    if (end === from || !takeCells(bytes, from, end)) return false;
    const row = maker.make(cells.values, cells.id(), cells.className());
    return !isFault(row) && sink.add(row, line) === undefined;
  };
}
