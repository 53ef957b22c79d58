import type { Inspection } from '#contract/rpc/sources';

export type InspectedColumn = Inspection['columns'][number];

/** What a column of a table may become, as a person reads it. */
export interface FieldChoice {
  readonly field: string;
  readonly label: string;
}

/** Canonical fields of tracks in the order in which they are offered; boxes are px unless the file gives shares. */
export const fieldChoices: readonly FieldChoice[] = [
  { field: 'frame', label: 'frame' },
  { field: 't_s', label: 'time, s' },
  { field: 'track_id', label: 'track id' },
  { field: 'class', label: 'class' },
  { field: 'x', label: 'x, left edge' },
  { field: 'y', label: 'y, top edge' },
  { field: 'w', label: 'w, width' },
  { field: 'h', label: 'h, height' },
  { field: 'right', label: 'right edge' },
  { field: 'bottom', label: 'bottom edge' },
  { field: 'cx', label: 'centre, x' },
  { field: 'cy', label: 'centre, y' },
  { field: 'conf', label: 'confidence' },
  { field: 'occlusion', label: 'occlusion' },
  { field: 'xw', label: 'xw, ground' },
  { field: 'yw', label: 'yw, ground' },
  { field: 'sequence', label: 'sequence' },
];

/** Formats whose columns a person may choose. */
export const tableFormats: ReadonlySet<string> = new Set([
  'tracks_csv',
  'tracks_jsonl',
  'tracks_parquet',
  'ground_csv',
]);

/** What a field is called; a field that is not of tracks by its own name. */
export function labelOf(field: string | undefined): string {
  return fieldChoices.find((choice) => choice.field === field)?.label ?? field ?? '';
}

/** A column that a person gave another meaning: the field, empty for none, and the one it was guessed to be. */
export interface ColumnEdit {
  readonly field: string;
  readonly was: string;
}

/** What a person changed, by the column's name. */
export type ColumnEdits = Readonly<Record<string, ColumnEdit>>;

function without(edits: ColumnEdits, name: string): ColumnEdits {
  return Object.fromEntries(Object.entries(edits).filter(([other]) => other !== name));
}

/** The edits once `column` becomes `field` (empty: nothing); a column that was chosen for the field before gives it up. */
export function editColumn(edits: ColumnEdits, column: InspectedColumn, field: string): ColumnEdits {
  const was = edits[column.name]?.was ?? column.becomes ?? '';
  const others = Object.fromEntries(
    Object.entries(without(edits, column.name)).map(([name, edit]) => [
      name,
      field !== '' && edit.field === field ? { ...edit, field: '' } : edit,
    ]),
  );
  return field === was ? others : { ...others, [column.name]: { field, was } };
}

/** The edits without that of one column, which is guessed again. */
export function revertColumn(edits: ColumnEdits, name: string): ColumnEdits {
  return without(edits, name);
}

/**
 * Columns by canonical field, as a request says them: what was `said` before (by a saved mapping), changed by the edits. A field
 * that an edited column gave up and no other took is left out by an empty name.
 */
export function columnsOf(
  edits: ColumnEdits,
  said: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const columns: Record<string, string> = { ...said };
  for (const [name, { was }] of Object.entries(edits)) {
    for (const [field, column] of Object.entries(columns)) if (column === name) columns[field] = '';
    if (was !== '') columns[was] ??= '';
  }
  for (const [name, { field }] of Object.entries(edits)) if (field !== '') columns[field] = name;
  return columns;
}

/** What a column becomes with the edits: its field, empty for none. */
export function fieldOf(column: InspectedColumn, edits: ColumnEdits): string {
  const edit = edits[column.name];
  if (edit !== undefined) return edit.field;
  const taken = Object.values(edits).some(({ field }) => field !== '' && field === column.becomes);
  return taken ? '' : (column.becomes ?? '');
}

/** True where a table's column may be given another meaning: it becomes one of the fields of tracks, or nothing. */
export function isChoosable(column: InspectedColumn): boolean {
  return column.becomes === undefined || fieldChoices.some(({ field }) => field === column.becomes);
}
