import { isFault } from '#pipeline/normalize/cell';
import type { ColumnMap, TrackField } from '#pipeline/normalize/column-map';
import type { TrackRow } from '#pipeline/normalize/track-row';
import { rolesOf, trackId, unused } from './cell-roles.ts';
import type { FastRow } from './csv-table.ts';
import { createTextCache, isJsonNumber, scanNumber } from './plain-bytes.ts';
import { numberFields, type RowMaker } from './track-cells.ts';
import type { RowSink } from './track-format.ts';

const [space, tab, carriageReturn, quote, backslash, comma, open, close] = [32, 9, 13, 34, 92, 44, 123, 125];

function afterSpaces(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && (bytes[at] === space || bytes[at] === tab || bytes[at] === carriageReturn)) at += 1;
  return at;
}

/** Where the text ends whose first letter stands at `from`: at its quote; -1 where it holds what must be unfolded, or no quote follows. */
function textEnd(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    const letter = bytes[at] ?? 0;
    if (letter === quote) return at;
    if (letter === backslash || letter < space) return -1;
  }
  return -1;
}

/** Whether the bytes of `key` stand at `from`. */
function isAt(bytes: Uint8Array, from: number, key: Uint8Array): boolean {
  for (let n = 0; n < key.length; n++) if (bytes[from + n] !== key[n]) return false;
  return true;
}

/** The values of one object; those of keys that it lacks stay empty. */
function createValueTaker() {
  // One place more, for numbers that are not kept.
  const values = new Float64Array(numberFields.length + 1).fill(Number.NaN);
  const none = numberFields.length;
  const textOf = createTextCache();
  let [id, named] = ['', ''];

  function keep(role: number, bytes: Buffer, from: number, to: number): boolean {
    const text = textOf(bytes, from, to);
    if (text === undefined) return false;
    if (role === trackId) id = text;
    else named = text;
    return true;
  }

  function takeText(role: number, bytes: Buffer, from: number, to: number): number {
    const end = textEnd(bytes, from, to);
    if (end < 0 || role >= 0) return -1;
    return role === unused || keep(role, bytes, from, end) ? end + 1 : -1;
  }

  function takeNumber(role: number, bytes: Buffer, from: number, to: number): number {
    const end = scanNumber(bytes, from, to, values, role >= 0 ? role : none);
    if (end < 0 || !isJsonNumber(bytes, from, end)) return -1;
    if (role >= 0 || role === unused) return end;
    // An id that is a number is its shortest text; one that is written otherwise is left to the reader of text.
    const isShortest = String(values[none]).length === end - from;
    return isShortest && keep(role, bytes, from, end) ? end : -1;
  }

  return {
    /** Returns where the value that begins at `from` ends, or -1 where it is unusual. */
    take: (role: number, bytes: Buffer, from: number, to: number): number =>
      bytes[from] === quote ? takeText(role, bytes, from + 1, to) : takeNumber(role, bytes, from, to),
    values,
    id: () => id,
    className: () => named,
  };
}

/**
 * Reads the ordinary objects of a JSON Lines file straight from their bytes: the keys `names` in this order, plain numbers, ids and
 * classes of visible ASCII, nothing nested, and a row that the sink takes. Every other line is left to the reader of text.
 */
export function createJsonFastRow(
  names: readonly string[],
  map: ColumnMap<TrackField>,
  maker: RowMaker,
  sink: RowSink<TrackRow>,
): FastRow {
  const roles = rolesOf(map, names.length);
  const keys = names.map((name) => Buffer.from(`${JSON.stringify(name)}:`));
  const cells = createValueTaker();

  /** Reads key and value number `column` from `from` on; returns what follows them, or -1. */
  function takePair(bytes: Buffer, from: number, to: number, column: number): number {
    const key = keys[column];
    if (key === undefined) return -1;
    const at = afterSpaces(bytes, from, to);
    if (!isAt(bytes, at, key)) return -1;
    const end = cells.take(roles[column] ?? unused, bytes, afterSpaces(bytes, at + key.length, to), to);
    return end < 0 ? -1 : afterSpaces(bytes, end, to);
  }

  function takeObject(bytes: Buffer, from: number, to: number): boolean {
    let at = afterSpaces(bytes, from, to);
    if (bytes[at] !== open) return false;
    for (let column = 0; column < keys.length; column++) {
      at = takePair(bytes, at + 1, to, column);
      const closes = column === keys.length - 1 ? close : comma;
      if (at < 0 || at >= to || bytes[at] !== closes) return false;
    }
    return afterSpaces(bytes, at + 1, to) === to;
  }

  return (bytes, from, to, line) => {
    if (!takeObject(bytes, from, to)) return false;
    const row = maker.make(cells.values, cells.id(), cells.className());
    return !isFault(row) && sink.add(row, line) === undefined;
  };
}
