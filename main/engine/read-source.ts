import { problem, raise, unwrap } from '#contract/errors';
import type { FrameIndex } from '#contract/entities/frame-index';
import type { TrackTable } from '#contract/entities/track';
import type { Columnar, ColumnSpec, ColumnTable } from '#contract/ports/columnar';

const texts = ['track_id', 'class'] as const;
const numbers = ['x', 'y', 'w', 'h', 'xw', 'yw', 'conf', 'occlusion'] as const;

const trackSpecs: readonly ColumnSpec[] = [
  { name: 'frame', type: 'i32', nullable: false },
  ...texts.map((name): ColumnSpec => ({ name, type: 'utf8', nullable: name === 'class' })),
  ...numbers.map((name): ColumnSpec => ({ name, type: 'f32', nullable: true })),
];

const indexSpecs: readonly ColumnSpec[] = [
  { name: 'pts_us', type: 'i64', nullable: false },
  { name: 'duration_us', type: 'i32', nullable: false },
];

function lacks(name: string): never {
  return raise(problem('internal', `A canonical file lacks the column ${name}.`, { field: name }));
}

function ints(table: ColumnTable, name: string): Int32Array {
  const column = table.columns[name];
  return column instanceof Int32Array ? column : lacks(name);
}

function floats(table: ColumnTable, name: string): Float32Array {
  const column = table.columns[name];
  return column instanceof Float32Array ? column : lacks(name);
}

function strings(table: ColumnTable, name: string): readonly (string | undefined)[] {
  const column = table.columns[name];
  return Array.isArray(column)
    ? column.map((value) => (typeof value === 'string' ? value : undefined))
    : lacks(name);
}

/** First row of each run of one track id, the number of rows last. */
function runStarts(ids: readonly (string | undefined)[]): number[] {
  const starts: number[] = [];
  for (let row = 0; row < ids.length; row += 1) if (row === 0 || ids[row] !== ids[row - 1]) starts.push(row);
  return [...starts, ids.length];
}

/** The canonical tracks at `path`; throws the reader's problem. Rows are sorted by track and frame, as importers write them. */
export async function readTracks(columnar: Columnar, path: string): Promise<TrackTable> {
  const table = unwrap(await columnar.readParquet(path, trackSpecs));
  const ids = strings(table, 'track_id');
  const classes = strings(table, 'class');
  const starts = runStarts(ids);
  const first = starts.slice(0, -1);
  return {
    trackIds: first.map((row) => ids[row] ?? ''),
    classes: first.map((row) => classes[row] ?? ''),
    rowStart: Int32Array.from(starts),
    frame: ints(table, 'frame'),
    xPx: floats(table, 'x'),
    yPx: floats(table, 'y'),
    wPx: floats(table, 'w'),
    hPx: floats(table, 'h'),
    xM: floats(table, 'xw'),
    yM: floats(table, 'yw'),
    conf: floats(table, 'conf'),
    occlusion: floats(table, 'occlusion'),
  };
}

/** The frame index at `path`; throws the reader's problem. */
export async function readFrameIndex(
  columnar: Columnar,
  path: string,
  nominal: boolean,
): Promise<FrameIndex> {
  const table = unwrap(await columnar.readParquet(path, indexSpecs));
  const ptsUs = table.columns['pts_us'];
  return {
    ptsUs: ptsUs instanceof Float64Array ? ptsUs : lacks('pts_us'),
    durationUs: ints(table, 'duration_us'),
    nominal,
  };
}
