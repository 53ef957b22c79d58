import { isFault } from '#pipeline/normalize/cell';
import type { ColumnMap, TrackField } from '#pipeline/normalize/column-map';
import type { TrackRow } from '#pipeline/normalize/track-row';
import type { FastRow } from './csv-table.ts';
import { numberFields, type RowMaker } from './track-cells.ts';
import type { RowSink } from './track-format.ts';

const [minus, point, zero, quote, carriageReturn] = [45, 46, 48, 34, 13];
/** As many digits as make a whole number that is exact in a double. */
const mostDigits = 15;
const powersOfTen = Float64Array.from({ length: mostDigits + 1 }, (_, n) => 10 ** n);

/**
 * A plain decimal number in the bytes `[from, to)`: at most 15 digits, no exponent, no space. Digits and power of ten are both
 * exact in a double, so that their quotient is the nearest one (Clinger 1990), the same as `Number` finds. Else undefined.
 */
export function plainNumber(bytes: Uint8Array, from: number, to: number): number | undefined {
  const negative = bytes[from] === minus;
  const size = unsigned(bytes, negative ? from + 1 : from, to);
  if (size < 0) return undefined;
  return negative ? -size : size;
}

/** The number in `[from, to)` without a sign; below 0 where it is not plain. */
function unsigned(bytes: Uint8Array, from: number, to: number): number {
  const pointAt = findPoint(bytes, from, to);
  const decimals = pointAt < to ? to - pointAt - 1 : 0;
  const digits = pointAt - from + decimals;
  if (digits <= 0 || digits > mostDigits) return -1;
  const whole = readDigits(bytes, from, pointAt, 0);
  if (whole < 0 || decimals === 0) return whole;
  return readDigits(bytes, pointAt + 1, to, whole) / (powersOfTen[decimals] ?? 1);
}

function findPoint(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && bytes[at] !== point) at += 1;
  return at;
}

/** The digits of `[from, to)` behind those of `before`; below 0 where anything is no digit. */
function readDigits(bytes: Uint8Array, from: number, to: number, before: number): number {
  let whole = before;
  for (let at = from; at < to; at++) {
    const digit = (bytes[at] ?? 0) - zero;
    if (digit < 0 || digit > 9) return -1;
    whole = whole * 10 + digit;
  }
  return whole;
}

interface KnownText {
  readonly bytes: Uint8Array;
  readonly text: string;
}

const knownTexts = 4096;

function sameBytes(known: Uint8Array, bytes: Uint8Array, from: number, length: number): boolean {
  if (known.length !== length) return false;
  for (let n = 0; n < length; n++) if (known[n] !== bytes[from + n]) return false;
  return true;
}

/** Texts of bytes without making each anew; undefined for one with spaces or letters outside ASCII. */
export function createTextCache(): (bytes: Buffer, from: number, to: number) => string | undefined {
  const known: (KnownText | undefined)[] = Array.from({ length: knownTexts });
  return (bytes, from, to) => {
    let hash = 2_166_136_261;
    for (let at = from; at < to; at++) {
      const letter = bytes[at] ?? 0;
      if (letter <= 32 || letter > 126) return undefined;
      hash = Math.imul(hash ^ letter, 16_777_619);
    }
    const place = (hash ^ (hash >>> 15)) & (knownTexts - 1);
    const found = known[place];
    if (found !== undefined && sameBytes(found.bytes, bytes, from, to - from)) return found.text;
    const text = bytes.toString('latin1', from, to);
    known[place] = { bytes: Uint8Array.prototype.slice.call(bytes, from, to), text };
    return text;
  };
}

const [unused, trackId, className, sequence] = [-1, -2, -3, -4];
const textRoles: ReadonlyMap<TrackField, number> = new Map([
  ['track_id', trackId],
  ['class', className],
  ['sequence', sequence],
]);

/** What each column is: a place in `numberFields`, or one of the roles below 0. */
function rolesOf(map: ColumnMap<TrackField>, columns: number): Int32Array {
  const roles = new Int32Array(columns).fill(unused);
  for (const [field, column] of map)
    roles[column] = textRoles.get(field) ?? numberFields.findIndex((name) => name === field);
  return roles;
}

/** The values of one row, filled cell by cell. */
interface CellTaker {
  /** False where the cell is unusual: then the reader of text takes the row. */
  take(role: number, bytes: Buffer, from: number, to: number): boolean;
  clear(): void;
  readonly values: Float64Array;
  id(): string;
  className(): string;
}

function createCellTaker(): CellTaker {
  const values = new Float64Array(numberFields.length);
  const textOf = createTextCache();
  /** Empty until a row has been read; sequences are compared with the first by the reader of text. */
  let [id, named, clip] = ['', '', ''];

  /** A number into its place; an empty cell is left to the reader of text, which knows whether it may be. */
  function takeNumber(role: number, bytes: Buffer, from: number, to: number): boolean {
    const value = plainNumber(bytes, from, to);
    if (value === undefined) return false;
    values[role] = value;
    return true;
  }

  function takeText(role: number, bytes: Buffer, from: number, to: number): boolean {
    const text = textOf(bytes, from, to);
    if (text === undefined) return false;
    if (role === trackId) id = text;
    else if (role === className) named = text;
    else if (clip === '') clip = text;
    else return clip === text;
    return true;
  }

  return {
    take(role, bytes, from, to) {
      if (role === unused) return true;
      return role >= 0 ? takeNumber(role, bytes, from, to) : takeText(role, bytes, from, to);
    },
    clear() {
      values.fill(Number.NaN);
      [id, named] = ['', ''];
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
  const cut = delimiter.charCodeAt(0);
  const cells = createCellTaker();

  /** Cuts the line into cells and reads each; false at the first that is unusual. */
  function takeCells(bytes: Buffer, from: number, end: number): boolean {
    let [column, start] = [0, from];
    for (let at = from; at <= end; at++) {
      const letter = at === end ? cut : bytes[at];
      if (letter === quote) return false;
      if (letter !== cut) continue;
      if (column >= columns || !cells.take(roles[column] ?? unused, bytes, start, at)) return false;
      column += 1;
      start = at + 1;
    }
    return column === columns;
  }

  // The first row of a file with sequences goes through the reader of text, so that both know the same sequence.
  let warm = !map.has('sequence');
  return (bytes, from, to, line) => {
    if (!warm) {
      warm = true;
      return false;
    }
    cells.clear();
    const end = to > from && bytes[to - 1] === carriageReturn ? to - 1 : to;
    if (end === from || !takeCells(bytes, from, end)) return false;
    const row = maker.make(cells.values, cells.id(), cells.className());
    return !isFault(row) && sink.add(row, line) === undefined;
  };
}
