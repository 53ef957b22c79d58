import { problem, raise, unwrap } from '#contract/errors';
import type { Columnar, ColumnData, ColumnSpec, ColumnTable, ColumnType } from '#contract/ports/columnar';
import { isFault } from '#pipeline/normalize/cell';
import type { ColumnMap, TrackField } from '#pipeline/normalize/column-map';
import { createSequenceCheck } from './sequence-check.ts';
import { createRowMaker, mapTrackColumns, numberFields, requireTrackColumns } from './track-cells.ts';
import type { TrackFormat } from './track-format.ts';

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

/** Tracks as Parquet, columns as in `trackSynonyms`; a row's number stands for its line. */
export function createTracksParquetFormat(columnar: Columnar): TrackFormat {
  return {
    id: 'tracks_parquet',
    name: 'Tracks, Parquet',
    gives: 'tracks',
    detect({ ending, bytes }) {
      const marked = magic.every((byte, at) => bytes[at] === byte);
      if (marked) return { sure: 0.95, because: 'it begins with PAR1' };
      return endings.includes(ending)
        ? { sure: 0.4, because: `it ends in .${ending}` }
        : { sure: 0, because: '' };
    },
    async read(part, sinks, quarantine, options) {
      const columns = unwrap(await columnar.describeParquet(part.path));
      const names = columns.map(({ name }) => name);
      const map = mapTrackColumns(names, options.columns);
      const place = { file: part.label, line: 1 };
      requireTrackColumns(map, names, (missing) => `The file has no column ${missing}.`, place);
      const maker = createRowMaker(map, options);
      const sink = map.has('track_id') ? sinks.tracks : sinks.detections;
      const specs = specsFor(columns, map);
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

      function takeRow(table: ColumnTable, data: FieldData, row: number): void {
        rowsGiven += 1;
        if (sampleRows.has(rowsGiven)) keepSample(table, row);
        checkSequence(cellText(data.get('sequence')?.[row]), rowsGiven);
        fillNumbers(values, data, row);
        const text = (field: TrackField): string => cellText(data.get(field)?.[row]).trim();
        const made = maker.make(values, text('track_id'), text('class'));
        const fault = isFault(made) ? made : sink.add(made, rowsGiven);
        if (fault !== undefined)
          quarantine.add({ file: part.label, line: rowsGiven, ...fault, text: rowText(table, row) });
      }

      const wanted = specs.map(({ spec }) => spec);
      for await (const table of columnar.readBatches(part.path, wanted)) {
        part.watch?.onBytes(0);
        const data: FieldData = new Map(
          specs.map(({ field, spec }) => [field, table.columns[spec.name] ?? []]),
        );
        for (let row = 0; row < table.rows; row++) takeRow(table, data, row);
        if (rowsGiven < (part.watch?.limitRows ?? Number.POSITIVE_INFINITY)) continue;
        part.watch?.onLimit?.();
        break;
      }
      if (rowsGiven === 0)
        raise(problem('truncated_file', 'The file has no rows.', { file: part.label, line: 1 }));
      const becomes = new Map(specs.map(({ field, spec }) => [spec.name, field]));
      const seen = columns.map(({ name }) => {
        const field = becomes.get(name);
        const shown = field === undefined ? [] : samples.map(({ cells }) => cells.get(name) ?? '');
        return { name, samples: shown, ...(field === undefined ? {} : { becomes: field }) };
      });
      return { columns: seen, rowsGiven, sampleRows: samples.map(({ row }) => row) };
    },
  };
}
