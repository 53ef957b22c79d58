import { problem, raise } from '#contract/errors';
import { isFault, type CellFault } from '#pipeline/normalize/cell';
import { mapColumns, missingTrackFields, trackSynonyms } from '#pipeline/normalize/column-map';
import type { ColumnMap, TrackField } from '#pipeline/normalize/column-map';
import type { TrackRow } from '#pipeline/normalize/track-row';
import { firstFilledLine } from './head-lines.ts';
import { cellText } from './json-cell.ts';
import { lineEnd, textOf, type FastRow } from './csv-table.ts';
import type { InputPart } from './input-part.ts';
import { parseJsonObject, type JsonObject } from './json-lines.ts';
import { createSequenceCheck } from './sequence-check.ts';
import { createJsonFastRow } from './json-fast-row.ts';
import { readLineBytes } from './text-lines.ts';
import {
  createRowMaker,
  mapTrackColumns,
  numberFields,
  requireTrackColumns,
  rowFromCells,
  type RowMaker,
} from './track-cells.ts';
import type { FileHead, FormatRead, FormatSinks, ReadOptions, TrackFormat } from './track-format.ts';

/** What the keys of one object mean; objects with the same keys share it. */
interface Shape {
  readonly names: readonly string[];
  readonly map: ColumnMap<TrackField>;
  readonly maker: RowMaker;
  /** Name of the key of each field of `numberFields`; undefined where the object lacks it. */
  readonly numberNames: readonly (string | undefined)[];
  readonly idName: string | undefined;
  readonly className: string | undefined;
}

function createShapes(options: ReadOptions): (row: JsonObject) => Shape {
  const known = new Map<string, Shape>();
  let last: Shape | undefined;

  function make(names: readonly string[]): Shape {
    const map = mapTrackColumns(names, namedHere(options.columns, names));
    const nameOf = (field: TrackField) => names[map.get(field) ?? -1];
    return {
      names,
      map,
      maker: createRowMaker(map, options),
      numberNames: numberFields.map(nameOf),
      idName: nameOf('track_id'),
      className: nameOf('class'),
    };
  }

  return (row) => {
    const names = Object.keys(row);
    if (last?.names.length === names.length && names.every((name, at) => name === last?.names[at]))
      return last;
    const key = JSON.stringify(names);
    const shape = known.get(key) ?? make(names);
    if (known.size < mostShapes) known.set(key, shape);
    last = shape;
    return shape;
  };
}

/** Objects of one file have few sets of keys; a file with more is read, only slower. */
const mostShapes = 1000;

/** A row may lack a column that a person mapped: then it has no value there. */
function namedHere(columns: ReadOptions['columns'], names: readonly string[]): ReadOptions['columns'] {
  const entries = Object.entries(columns ?? {});
  return Object.fromEntries(entries.filter(([, name]) => name === '' || names.includes(name)));
}

const scratch = new Float64Array(numberFields.length);

/** Fills the numbers of a row; false where one is not a plain number. */
function fillNumbers(row: JsonObject, names: Shape['numberNames']): boolean {
  for (let at = 0; at < numberFields.length; at++) {
    const name = names[at];
    const value = name === undefined ? Number.NaN : row[name];
    if (typeof value !== 'number' || (name !== undefined && !Number.isFinite(value))) return false;
    scratch[at] = value;
  }
  return true;
}

/** A text or a number as the text of a cell; empty where there is no such key, undefined where it is anything else. */
function plainText(row: JsonObject, name: string | undefined): string | undefined {
  const value = name === undefined ? '' : row[name];
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' ? value.trim() : undefined;
}

/** The row of an object whose values are all plain numbers and texts; undefined where one is anything else. */
function plainRow(row: JsonObject, shape: Shape): TrackRow | CellFault | undefined {
  if (!fillNumbers(row, shape.numberNames)) return undefined;
  const id = plainText(row, shape.idName);
  const named = plainText(row, shape.className);
  return id === undefined || named === undefined ? undefined : shape.maker.make(scratch, id, named);
}

function rowOf(row: JsonObject, shape: Shape): TrackRow | CellFault {
  const plain = plainRow(row, shape);
  if (plain !== undefined) return plain;
  return rowFromCells(shape.maker, (field) => {
    const at = shape.map.get(field);
    return at === undefined ? undefined : cellText(row[shape.names[at] ?? '']);
  });
}

function createRowTaker(
  shapeOf: (row: JsonObject) => Shape,
  sinks: FormatSinks,
  checkSequence: (sequence: string | undefined, line: number) => void,
) {
  return (row: JsonObject, line: number): CellFault | undefined => {
    const shape = shapeOf(row);
    const sequence = shape.map.get('sequence');
    if (sequence !== undefined) checkSequence(cellText(row[shape.names[sequence] ?? '']), line);
    if (!shape.map.has('frame')) return { field: 'frame', message: 'frame is empty.' };
    const [missing] = missingTrackFields(shape.map);
    if (missing !== undefined) return { field: missing, message: `${missing} is empty.` };
    const made = rowOf(row, shape);
    if (isFault(made)) return made;
    const sink = shape.idName === undefined ? sinks.detections : sinks.tracks;
    return sink.add(made, line);
  };
}

function detect({ ending, text }: FileHead): { readonly sure: number; readonly because: string } {
  if (ending !== 'jsonl' && ending !== 'ndjson') return { sure: 0, because: '' };
  const parsed = parseJsonObject(firstFilledLine(text ?? ''));
  if (isFault(parsed)) return { sure: 0.4, because: `it ends in .${ending}` };
  const missing = missingTrackFields(mapColumns(Object.keys(parsed.row), trackSynonyms));
  const because = `its first line has ${Object.keys(parsed.row).slice(0, 6).join(', ')}`;
  return { sure: missing.length === 0 ? 0.9 : 0.5, because };
}

/** The rows that are shown to a person: 1, 2, and 20,001 or the last. */
const lastShown = 20_001;
const sampleRows: ReadonlySet<number> = new Set([1, 2, lastShown]);

/** Reads objects like the first straight from their bytes; undefined where their rows need more than that. */
function fastRowOf({ names, map, maker, idName }: Shape, sinks: FormatSinks): FastRow | undefined {
  if (map.has('sequence') || !map.has('frame') || missingTrackFields(map).length > 0) return undefined;
  return createJsonFastRow(names, map, maker, idName === undefined ? sinks.detections : sinks.tracks);
}

/** The objects of a file, taken one by one, and the few of them that a person is shown. */
function createReader(part: InputPart, sinks: FormatSinks, options: ReadOptions) {
  const shapeOf = createShapes(options);
  const takeRow = createRowTaker(shapeOf, sinks, createSequenceCheck(part));
  const samples: { readonly row: number; readonly values: JsonObject }[] = [];
  let first: Shape | undefined;
  let fast: FastRow | undefined;
  let last: JsonObject | undefined;

  function begin(row: JsonObject, line: number): void {
    first = shapeOf(row);
    if (options.columns !== undefined) mapTrackColumns(first.names, options.columns);
    const says = (missing: string): string => `The first row has no ${missing}.`;
    requireTrackColumns(first.map, first.names, says, { file: part.label, line });
    fast = fastRowOf(first, sinks);
  }

  return {
    /** Takes row number `number` at once where it is an ordinary one; rows that may be shown never are. */
    takeFast: (bytes: Buffer, from: number, to: number, line: number, number: number): boolean =>
      number > lastShown && fast?.(bytes, from, to, line) === true,
    /** Takes row number `number` (from 1) at `line`. */
    take(text: string, line: number, number: number): CellFault | undefined {
      const parsed = parseJsonObject(text);
      if (isFault(parsed)) return parsed;
      if (first === undefined) begin(parsed.row, line);
      if (sampleRows.has(number)) samples.push({ row: number, values: parsed.row });
      last = parsed.row;
      return takeRow(parsed.row, line);
    },
    finish(rowsGiven: number): FormatRead {
      if (last !== undefined && rowsGiven > 2 && rowsGiven <= 20_000)
        samples.push({ row: rowsGiven, values: last });
      const fields = new Map([...(first?.map ?? [])].map(([field, at]) => [at, field]));
      const columns = (first?.names ?? []).map((name, at) => {
        const becomes = fields.get(at);
        const values = samples.map((sample) => cellText(sample.values[name]));
        return { name, samples: values, ...(becomes === undefined ? {} : { becomes }) };
      });
      return { columns, rowsGiven, sampleRows: samples.map(({ row }) => row) };
    },
  };
}

/** Tracks as JSON Lines: one object per row, keys as in `trackSynonyms`. */
export const tracksJsonlFormat: TrackFormat = {
  id: 'tracks_jsonl',
  name: 'Tracks, JSON Lines',
  gives: 'tracks',
  detect,
  async read(part, sinks, quarantine, options) {
    const reader = createReader(part, sinks, options);
    let rowsGiven = 0;
    function takeText(text: string, line: number): void {
      if (text.trim() === '') return;
      rowsGiven += 1;
      const fault = reader.take(text, line, rowsGiven);
      if (fault === undefined) return;
      const field = fault.field === '' ? {} : { field: fault.field };
      quarantine.add({ file: part.label, line, column: 1, message: fault.message, text, ...field });
    }
    for await (const { bytes, firstLine } of readLineBytes(part)) {
      let [from, line] = [0, firstLine];
      while (from < bytes.length) {
        const to = lineEnd(bytes, from);
        if (reader.takeFast(bytes, from, to, line, rowsGiven + 1)) rowsGiven += 1;
        else takeText(textOf(bytes, from, to), line);
        [from, line] = [to + 1, line + 1];
      }
    }
    if (rowsGiven === 0)
      raise(problem('truncated_file', 'The file is empty.', { file: part.label, line: 1 }));
    return reader.finish(rowsGiven);
  },
};
