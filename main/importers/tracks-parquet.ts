import { stat } from 'node:fs/promises';
import { problem, raise, unwrap } from '#contract/errors';
import type { Columnar, ColumnData, ColumnSpec, ColumnTable, ColumnType } from '#contract/ports/columnar';
import { isFault } from '#pipeline/normalize/cell';
import type { ColumnMap, TrackField } from '#pipeline/normalize/column-map';
import type { TrackRow } from '#pipeline/normalize/track-row';
import type { SeenColumn } from './csv-table.ts';
import type { InputPart } from './input-part.ts';
import type { Quarantine } from './quarantine.ts';
import { createSequenceCheck } from './sequence-check.ts';
import {
  createRowMaker,
  mapTrackColumns,
  numberFields,
  requireTrackColumns,
  type RowMaker,
} from './track-cells.ts';
import type { FileHead, RowSink, TrackFormat } from './track-format.ts';

interface FileColumn {
  readonly name: string;
  readonly type: string;
}

const textFields: ReadonlySet<TrackField> = new Set(['track_id', 'class', 'sequence']);

/** Ids and classes may be whole numbers in the file; they become text here. */
function readAs(field: TrackField, fileType: string): ColumnType {
  if (!textFields.has(field)) return 'f64';
  return /INT/.test(fileType) ? 'i64' : 'utf8';
}

function specsFor(columns: readonly FileColumn[], map: ColumnMap<TrackField>) {
  return [...map].map(([field, at]): { field: TrackField; spec: ColumnSpec } => {
    const column = columns[at] ?? { name: field, type: '' };
    return { field, spec: { name: column.name, type: readAs(field, column.type), nullable: true } };
  });
}

function cellText(value: string | number | undefined): string {
  return value === undefined || Number.isNaN(value) ? '' : String(value);
}

function rowText(table: ColumnTable, row: number): string {
  return Object.entries(table.columns)
    .map(([name, data]) => `${name}=${cellText(data[row])}`)
    .join(', ');
}

const magic = [0x50, 0x41, 0x52, 0x31];
const endings = ['parquet', 'pq'];
const sampleRows: ReadonlySet<number> = new Set([1, 2, 20_001]);

type FieldData = ReadonlyMap<TrackField, ColumnData>;

/** Values of one row in the order of `numberFields`. */
function fillNumbers(values: Float64Array, data: FieldData, row: number): void {
  values.fill(Number.NaN);
  for (const [at, field] of numberFields.entries()) {
    const value = data.get(field)?.[row];
    if (typeof value === 'number') values[at] = value;
  }
}

function detect({ ending, bytes }: FileHead): { readonly sure: number; readonly because: string } {
  const marked = magic.every((byte, at) => bytes[at] === byte);
  if (marked) return { sure: 0.95, because: 'it begins with PAR1' };
  const known = endings.includes(ending);
  return known ? { sure: 0.4, because: `it ends in .${ending}` } : { sure: 0, because: '' };
}

/** Takes the rows of the file's batches one by one; a row's number stands for its line. */
function createRowTaker(part: InputPart, quarantine: Quarantine, maker: RowMaker, sink: RowSink<TrackRow>) {
  const checkSequence = createSequenceCheck(part);
  const values = new Float64Array(numberFields.length);
  const samples: { readonly row: number; readonly cells: ReadonlyMap<string, string> }[] = [];
  let rowsGiven = 0;

  function keepSample(table: ColumnTable, row: number): void {
    const cells = Object.entries(table.columns).map(([name, data]): [string, string] => [
      name,
      cellText(data[row]),
    ]);
    samples.push({ row: rowsGiven, cells: new Map(cells) });
  }

  return {
    rowsGiven: () => rowsGiven,
    samples: () => samples,
    take(table: ColumnTable, data: FieldData, row: number): void {
      rowsGiven += 1;
      if (sampleRows.has(rowsGiven)) keepSample(table, row);
      checkSequence(cellText(data.get('sequence')?.[row]), rowsGiven);
      fillNumbers(values, data, row);
      const text = (field: TrackField): string => cellText(data.get(field)?.[row]).trim();
      const made = maker.make(values, text('track_id'), text('class'));
      const fault = isFault(made) ? made : sink.add(made, rowsGiven);
      if (fault !== undefined)
        quarantine.add({ file: part.label, line: rowsGiven, ...fault, text: rowText(table, row) });
    },
  };
}
type RowTaker = ReturnType<typeof createRowTaker>;

function seenColumns(
  columns: readonly FileColumn[],
  specs: ReturnType<typeof specsFor>,
  taker: RowTaker,
): readonly SeenColumn[] {
  const becomes = new Map<string, TrackField>(specs.map(({ field, spec }) => [spec.name, field]));
  return columns.map(({ name }) => {
    const field = becomes.get(name);
    if (field === undefined) return { name, samples: [] };
    return { name, samples: taker.samples().map(({ cells }) => cells.get(name) ?? ''), becomes: field };
  });
}

async function takeBatches(
  columnar: Columnar,
  part: InputPart,
  specs: ReturnType<typeof specsFor>,
  taker: RowTaker,
): Promise<void> {
  const wanted = specs.map(({ spec }) => spec);
  const { watch } = part;
  const bytesPerRow = (await stat(part.path)).size / Math.max(1, unwrap(await columnar.countRows(part.path)));
  for await (const table of columnar.readBatches(part.path, wanted)) {
    watch?.onBytes(Math.round(table.rows * bytesPerRow));
    const data: FieldData = new Map(specs.map(({ field, spec }) => [field, table.columns[spec.name] ?? []]));
    for (let row = 0; row < table.rows; row++) taker.take(table, data, row);
    if (taker.rowsGiven() < (watch?.limitRows ?? Number.POSITIVE_INFINITY)) continue;
    watch?.onLimit?.();
    return;
  }
}

/** Tracks as Parquet, columns as in `trackSynonyms`; a row's number stands for its line. */
export function createTracksParquetFormat(columnar: Columnar): TrackFormat {
  return {
    id: 'tracks_parquet',
    name: 'Tracks, Parquet',
    gives: 'tracks',
    detect,
    async read(part, sinks, quarantine, options) {
      const columns = unwrap(await columnar.describeParquet(part.path));
      const names = columns.map(({ name }) => name);
      const map = mapTrackColumns(names, options.columns);
      const place = { file: part.label, line: 1 };
      requireTrackColumns(map, names, (missing) => `The file has no column ${missing}.`, place);
      const sink = map.has('track_id') ? sinks.tracks : sinks.detections;
      const taker = createRowTaker(part, quarantine, createRowMaker(map, options), sink);
      const specs = specsFor(columns, map);
      await takeBatches(columnar, part, specs, taker);
      const rowsGiven = taker.rowsGiven();
      if (rowsGiven === 0)
        raise(problem('truncated_file', 'The file has no rows.', { file: part.label, line: 1 }));
      const sampled = taker.samples().map(({ row }) => row);
      return { columns: seenColumns(columns, specs, taker), rowsGiven, sampleRows: sampled };
    },
  };
}
