import { ok, refuse, type Result } from '#contract/errors';
import type { TrackTable } from '#contract/entities/track';
import type { Columnar, ColumnSpec, ColumnTable, ParquetWritten } from '#contract/ports/columnar';
import { unknownClass } from '#pipeline/normalize/track-sort';
import { floatColumn, intColumn, textColumn } from './table-columns.ts';

const specs: readonly ColumnSpec[] = [
  { name: 'frame', type: 'i32', nullable: false },
  { name: 'track_id', type: 'utf8', nullable: false },
  { name: 'class', type: 'utf8', nullable: true },
  { name: 'x', type: 'f32', nullable: false },
  { name: 'y', type: 'f32', nullable: false },
  { name: 'w', type: 'f32', nullable: false },
  { name: 'h', type: 'f32', nullable: false },
  { name: 'xw', type: 'f32', nullable: true },
  { name: 'yw', type: 'f32', nullable: true },
  { name: 'conf', type: 'f32', nullable: true },
  { name: 'occlusion', type: 'f32', nullable: true },
];

/** A value of each track, repeated for its rows. */
function perRow<T>(table: TrackTable, ofTrack: (track: number) => T): T[] {
  return table.trackIds.flatMap((_, track) => {
    const rows = (table.rowStart[track + 1] ?? 0) - (table.rowStart[track] ?? 0);
    return Array.from({ length: rows }, () => ofTrack(track));
  });
}

/** Writes tracks as canonical Parquet, sorted by track and frame. */
export function writeTrackTable(
  columnar: Columnar,
  path: string,
  table: TrackTable,
): Promise<Result<ParquetWritten>> {
  const className = (track: number): string | undefined =>
    table.classes[track] === unknownClass ? undefined : table.classes[track];
  return columnar.writeParquet(path, specs, {
    rows: table.frame.length,
    columns: {
      frame: table.frame,
      track_id: perRow(table, (track) => table.trackIds[track]),
      class: perRow(table, className),
      x: table.xPx,
      y: table.yPx,
      w: table.wPx,
      h: table.hPx,
      xw: table.xM,
      yw: table.yM,
      conf: table.conf,
      occlusion: table.occlusion,
    },
  });
}

interface Tracks {
  readonly trackIds: string[];
  readonly classes: string[];
  readonly rowStart: number[];
}

/** Cuts rows into tracks where the id changes. */
function cutTracks(table: ColumnTable): Tracks {
  const ids = textColumn(table, 'track_id');
  const classes = textColumn(table, 'class');
  const tracks: Tracks = { trackIds: [], classes: [], rowStart: [] };
  for (const [row, id = ''] of ids.entries()) {
    if (row > 0 && id === ids[row - 1]) continue;
    tracks.trackIds.push(id);
    tracks.classes.push(classes[row] ?? unknownClass);
    tracks.rowStart.push(row);
  }
  tracks.rowStart.push(table.rows);
  return tracks;
}

/** The first row that does not follow the one before in track and frame, or -1. */
function firstUnsorted(frame: Int32Array, { trackIds, rowStart }: Tracks): number {
  const starts = new Set(rowStart);
  const unsorted = frame.findIndex((at, row) => !starts.has(row) && at <= (frame[row - 1] ?? -1));
  if (unsorted >= 0) return unsorted;
  const track = trackIds.findIndex((id, at) => at > 0 && id <= (trackIds[at - 1] ?? ''));
  return track < 0 ? -1 : (rowStart[track] ?? 0);
}

/** Reads canonical tracks; refuses a file whose rows are not sorted by track and frame, naming file and row. */
export async function readTrackTable(columnar: Columnar, path: string): Promise<Result<TrackTable>> {
  const read = await columnar.readParquet(path, specs);
  if (!read.ok) return read;
  const tracks = cutTracks(read.value);
  const frame = intColumn(read.value, 'frame');
  const unsorted = firstUnsorted(frame, tracks);
  if (unsorted >= 0)
    return refuse('unsorted_rows', `Row ${unsorted + 1} is not in the order of track and frame.`, {
      file: path,
      line: unsorted + 1,
      field: 'frame',
    });
  const float = (name: string): Float32Array => floatColumn(read.value, name);
  return ok({
    trackIds: tracks.trackIds,
    classes: tracks.classes,
    rowStart: Int32Array.from(tracks.rowStart),
    frame,
    xPx: float('x'),
    yPx: float('y'),
    wPx: float('w'),
    hPx: float('h'),
    xM: float('xw'),
    yM: float('yw'),
    conf: float('conf'),
    occlusion: float('occlusion'),
  });
}
