import { ok, refuse, type Result } from '#contract/errors';
import { trackColumns, type TrackColumn, type TrackTable } from '#contract/entities/track';
import type { Columnar, PlainSpec, PlainTable } from '#contract/ports/columnar';
import { unknownClass } from '#pipeline/normalize/track-shape';
import { categoryColumn, floatColumn, intColumn } from './table-columns.ts';

const keySpecs: readonly PlainSpec[] = [
  { name: 'frame', type: 'i32', nullable: false },
  { name: 'track_id', type: 'category', nullable: false },
  { name: 'class', type: 'category', nullable: true },
];
/** What each measured column is called in the file. */
export const columnNames: Readonly<Record<TrackColumn, string>> = {
  xPx: 'x',
  yPx: 'y',
  wPx: 'w',
  hPx: 'h',
  xM: 'xw',
  yM: 'yw',
  conf: 'conf',
  occlusion: 'occlusion',
};

function specsOf(columns: readonly TrackColumn[]): readonly PlainSpec[] {
  return [
    ...keySpecs,
    ...columns.map((column): PlainSpec => ({ name: columnNames[column], type: 'f32', nullable: true })),
  ];
}

/** Columns of canonical tracks. A row has a box (px), a place on the ground (m), or both. */
export const trackSpecs = specsOf(trackColumns);

interface Tracks {
  readonly trackIds: readonly string[];
  readonly classes: readonly string[];
  readonly rowStart: readonly number[];
}

/** Cuts rows into tracks where the id changes. */
function cutTracks(table: PlainTable): Tracks {
  const ids = categoryColumn(table, 'track_id');
  const classes = categoryColumn(table, 'class');
  const rowStart: number[] = [];
  let last = -1;
  for (let row = 0; row < ids.codes.length; row += 1) {
    const code = ids.codes[row] ?? -1;
    if (code !== last) rowStart.push(row);
    last = code;
  }
  return {
    trackIds: rowStart.map((row) => ids.texts[ids.codes[row] ?? -1] ?? ''),
    classes: rowStart.map((row) => classes.texts[classes.codes[row] ?? -1] ?? unknownClass),
    rowStart: [...rowStart, table.rows],
  };
}

/** The first row that does not follow the one before in track and frame, or -1. */
function firstUnsorted(frame: Int32Array, { trackIds, rowStart }: Tracks): number {
  for (let track = 0; track < trackIds.length; track += 1)
    for (let row = (rowStart[track] ?? 0) + 1; row < (rowStart[track + 1] ?? 0); row += 1)
      if ((frame[row] ?? 0) <= (frame[row - 1] ?? -1)) return row;
  const track = trackIds.findIndex((id, at) => at > 0 && id <= (trackIds[at - 1] ?? ''));
  return track < 0 ? -1 : (rowStart[track] ?? 0);
}

/**
 * Reads canonical tracks, their numbers on shared memory; refuses a file whose rows are not sorted by track and frame, naming
 * file and row. Measured columns that are not asked for are left empty.
 */
export async function readTrackTable(
  columnar: Columnar,
  path: string,
  columns: readonly TrackColumn[] = trackColumns,
): Promise<Result<TrackTable>> {
  const read = await columnar.readPlain(path, specsOf(columns), { shared: true });
  if (!read.ok) return read;
  const { trackIds, classes, rowStart } = cutTracks(read.value);
  const frame = intColumn(read.value, 'frame');
  const unsorted = firstUnsorted(frame, { trackIds, classes, rowStart });
  if (unsorted >= 0)
    return refuse('unsorted_rows', `Row ${unsorted + 1} is not in the order of track and frame.`, {
      file: path,
      line: unsorted + 1,
      field: 'frame',
    });
  const none = new Float32Array(0);
  const measured = trackColumns.map((column) => {
    const name = columnNames[column];
    return [column, columns.includes(column) ? floatColumn(read.value, name) : none] as const;
  });
  return ok({
    trackIds,
    classes,
    rowStart: Int32Array.from(rowStart),
    frame,
    ...(Object.fromEntries(measured) as Record<TrackColumn, Float32Array>),
  });
}
