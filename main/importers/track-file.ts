import { ok, refuse, type Result } from '#contract/errors';
import type { TrackTable } from '#contract/entities/track';
import type {
  CategoryColumn,
  Columnar,
  ParquetWritten,
  PlainSpec,
  PlainTable,
} from '#contract/ports/columnar';
import { unknownClass } from '#pipeline/normalize/track-shape';

/** Columns of canonical tracks. A row has a box (px), a place on the ground (m), or both. */
export const trackSpecs: readonly PlainSpec[] = [
  { name: 'frame', type: 'i32', nullable: false },
  { name: 'track_id', type: 'category', nullable: false },
  { name: 'class', type: 'category', nullable: true },
  { name: 'x', type: 'f32', nullable: true },
  { name: 'y', type: 'f32', nullable: true },
  { name: 'w', type: 'f32', nullable: true },
  { name: 'h', type: 'f32', nullable: true },
  { name: 'xw', type: 'f32', nullable: true },
  { name: 'yw', type: 'f32', nullable: true },
  { name: 'conf', type: 'f32', nullable: true },
  { name: 'occlusion', type: 'f32', nullable: true },
];

/** A text of each track, repeated for its rows. */
function perRow(table: TrackTable, ofTrack: readonly (string | undefined)[]): CategoryColumn {
  const texts = [...new Set(ofTrack.filter((text) => text !== undefined))];
  const numbers = new Map(texts.map((text, number) => [text, number]));
  const codes = new Int32Array(table.frame.length);
  for (const [track, text] of ofTrack.entries())
    codes.fill(numbers.get(text ?? '') ?? -1, table.rowStart[track], table.rowStart[track + 1]);
  return { texts, codes };
}

/** Writes tracks as canonical Parquet, sorted by track and frame. */
export function writeTrackTable(
  columnar: Columnar,
  path: string,
  table: TrackTable,
): Promise<Result<ParquetWritten>> {
  const classes = table.classes.map((name) => (name === unknownClass ? undefined : name));
  return columnar.writePlain(path, trackSpecs, {
    rows: table.frame.length,
    columns: {
      frame: table.frame,
      track_id: perRow(table, table.trackIds),
      class: perRow(table, classes),
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
  readonly trackIds: readonly string[];
  readonly classes: readonly string[];
  readonly rowStart: readonly number[];
}

const noTexts: CategoryColumn = { texts: [], codes: new Int32Array(0) };

function textsOf({ columns }: PlainTable, name: string): CategoryColumn {
  const column = columns[name];
  return column !== undefined && 'codes' in column ? column : noTexts;
}

/** Cuts rows into tracks where the id changes. */
function cutTracks(table: PlainTable): Tracks {
  const ids = textsOf(table, 'track_id');
  const classes = textsOf(table, 'class');
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

const numbersOf = ({ columns }: PlainTable, name: string): Float32Array => {
  const column = columns[name];
  return column instanceof Float32Array ? column : new Float32Array(0);
};

/**
 * Reads canonical tracks, their numbers on shared memory; refuses a file whose rows are not sorted by track and frame, naming
 * file and row.
 */
export async function readTrackTable(columnar: Columnar, path: string): Promise<Result<TrackTable>> {
  const read = await columnar.readPlain(path, trackSpecs, { shared: true });
  if (!read.ok) return read;
  const tracks = cutTracks(read.value);
  const { frame: frames } = read.value.columns;
  const frame = frames instanceof Int32Array ? frames : new Int32Array(0);
  const unsorted = firstUnsorted(frame, tracks);
  if (unsorted >= 0)
    return refuse('unsorted_rows', `Row ${unsorted + 1} is not in the order of track and frame.`, {
      file: path,
      line: unsorted + 1,
      field: 'frame',
    });
  const float = (name: string): Float32Array => numbersOf(read.value, name);
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
