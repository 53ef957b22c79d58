import { problem, raise, unwrap } from '#contract/errors';
import type { Columnar, ColumnData, ColumnSpec, ColumnTable, ColumnType } from '#contract/ports/columnar';
import {
  mapColumns,
  missingColumns,
  requiredTrackFields,
  trackSynonyms,
  type ColumnMap,
  type TrackField,
} from '#pipeline/normalize/column-map';
import type { TrackRow } from '#pipeline/normalize/track-collector';
import type { InputPart } from './input-part.ts';
import { createSequenceCheck, type TracksReader } from './tracks-read.ts';

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

type FieldData = ReadonlyMap<TrackField, ColumnData>;

function rowAt(data: FieldData, row: number): TrackRow {
  const number = (field: TrackField): number => {
    const value = data.get(field)?.[row];
    return typeof value === 'number' ? value : Number.NaN;
  };
  const text = (field: TrackField): string => cellText(data.get(field)?.[row]).trim();
  return {
    frame: number('frame'),
    trackId: text('track_id'),
    x: number('x'),
    y: number('y'),
    w: number('w'),
    h: number('h'),
    timeS: number('t_s'),
    className: text('class'),
    xw: number('xw'),
    yw: number('yw'),
    conf: number('conf'),
    occlusion: number('occlusion'),
  };
}

function checkRequired(part: InputPart, map: ColumnMap<TrackField>, columns: readonly FileColumn[]): void {
  const missing = missingColumns(map, requiredTrackFields);
  const [field] = missing;
  if (field === undefined) return;
  raise(
    problem('missing_column', `The file has no column ${missing.join(', ')}.`, {
      file: part.label,
      line: 1,
      field,
      hint: `It has ${columns.map(({ name }) => name).join(', ')}.`,
    }),
  );
}

function rowText(table: ColumnTable, row: number): string {
  return Object.entries(table.columns)
    .map(([name, data]) => `${name}=${cellText(data[row])}`)
    .join(', ');
}

/** Tracks as Parquet, columns as in `trackSynonyms`; a row's number stands for its line. */
export function createTracksParquetReader(columnar: Columnar): TracksReader {
  return async (part, collector, quarantine) => {
    const columns = unwrap(await columnar.describeParquet(part.path));
    const map = mapColumns(
      columns.map(({ name }) => name),
      trackSynonyms,
    );
    checkRequired(part, map, columns);
    const specs = specsFor(columns, map);
    const table = unwrap(
      await columnar.readParquet(
        part.path,
        specs.map(({ spec }) => spec),
      ),
    );
    if (table.rows === 0)
      raise(problem('truncated_file', 'The file has no rows.', { file: part.label, line: 1 }));
    const data: FieldData = new Map(specs.map(({ field, spec }) => [field, table.columns[spec.name] ?? []]));
    const checkSequence = createSequenceCheck(part);
    for (let row = 0; row < table.rows; row++) {
      const line = row + 1;
      checkSequence(cellText(data.get('sequence')?.[row]), line);
      const fault = collector.add(rowAt(data, row), line);
      if (fault !== undefined)
        quarantine.add({ file: part.label, line, ...fault, text: rowText(table, row) });
    }
    const becomes = new Map(specs.map(({ field, spec }) => [spec.name, field]));
    const seen = columns.map(({ name }) => {
      const field = becomes.get(name);
      const samples = [0, 1, 2].slice(0, table.rows).map((row) => cellText(table.columns[name]?.[row]));
      return {
        name,
        samples: field === undefined ? [] : samples,
        ...(field === undefined ? {} : { becomes: field }),
      };
    });
    return { format: 'Tracks, Parquet', columns: seen, rowsGiven: table.rows };
  };
}
