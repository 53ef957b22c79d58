import type { TrackTable } from '#contract/entities/track';

/** Rows of tracks in the order in which they came; `track` and `className` are indices. */
export interface TrackRows {
  readonly trackIds: readonly string[];
  /** An empty name stands for an unknown class. */
  readonly classNames: readonly string[];
  readonly columns: {
    readonly track: Int32Array;
    readonly frame: Int32Array;
    readonly className: Int32Array;
    readonly x: Float32Array;
    readonly y: Float32Array;
    readonly w: Float32Array;
    readonly h: Float32Array;
    readonly xw: Float32Array;
    readonly yw: Float32Array;
    readonly conf: Float32Array;
    readonly occlusion: Float32Array;
    readonly timeS: Float64Array;
  };
}

interface SortedTracks {
  readonly table: TrackTable;
  readonly timeS: Float64Array;
  readonly mixedClasses: readonly string[];
}

/** Class of a track about which no file says anything. */
export const unknownClass = 'unknown';

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Where each track's rows begin once tracks stand in the order `rank`. */
function rowStarts(track: Int32Array, rank: Int32Array): Int32Array {
  const starts = new Int32Array(rank.length + 1);
  for (const t of track) {
    const place = (rank[t] ?? 0) + 1;
    starts[place] = (starts[place] ?? 0) + 1;
  }
  for (let t = 0; t < rank.length; t++) starts[t + 1] = (starts[t + 1] ?? 0) + (starts[t] ?? 0);
  return starts;
}

/** Row numbers in the order track, frame. Rows of a track that already rise keep their places at no cost. */
function sortedRows(rows: TrackRows, rank: Int32Array, rowStart: Int32Array): Int32Array {
  const { track, frame } = rows.columns;
  const fill = rowStart.slice(0, -1);
  const order = new Int32Array(track.length);
  for (let row = 0; row < track.length; row++) {
    const place = rank[track[row] ?? 0] ?? 0;
    const at = fill[place] ?? 0;
    order[at] = row;
    fill[place] = at + 1;
  }
  const frameOf = (row: number) => frame[row] ?? 0;
  for (let t = 0; t < rank.length; t++) {
    const part = order.subarray(rowStart[t] ?? 0, rowStart[t + 1] ?? 0);
    const rises = part.every((row, at) => at === 0 || frameOf(row) > frameOf(part[at - 1] ?? 0));
    if (!rises) part.sort((a, b) => frameOf(a) - frameOf(b) || a - b);
  }
  return order;
}

function mostFrequent(counts: ReadonlyMap<number, number>): number {
  let [best, most] = [0, -1];
  for (const [value, count] of counts) if (count > most) [best, most] = [value, count];
  return best;
}

function classCounts(
  classOfRow: Int32Array,
  order: Int32Array,
  unnamed: number,
): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const row of order) {
    const name = classOfRow[row] ?? 0;
    if (name !== unnamed) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

function pick<Column extends Float32Array | Float64Array | Int32Array>(
  source: Column,
  order: Int32Array,
  target: Column,
): Column {
  for (let at = 0; at < order.length; at++) target[at] = source[order[at] ?? 0] ?? Number.NaN;
  return target;
}

/** Sorts rows by track id (by letters) and frame, and gives each track its most frequent class. */
export function sortTracks(rows: TrackRows): SortedTracks {
  const names = rows.trackIds.map((id, at) => ({ id, at })).toSorted((a, b) => compareText(a.id, b.id));
  const rank = new Int32Array(names.length);
  names.forEach(({ at }, place) => {
    rank[at] = place;
  });
  const { columns } = rows;
  const rowStart = rowStarts(columns.track, rank);
  const order = sortedRows(rows, rank, rowStart);
  const unnamed = rows.classNames.indexOf('');
  const counts = names.map((_, t) =>
    classCounts(columns.className, order.subarray(rowStart[t] ?? 0, rowStart[t + 1] ?? 0), unnamed),
  );
  const single = (column: Float32Array) => pick(column, order, new Float32Array(order.length));
  const table: TrackTable = {
    trackIds: names.map(({ id }) => id),
    classes: counts.map((of) =>
      of.size === 0 ? unknownClass : (rows.classNames[mostFrequent(of)] ?? unknownClass),
    ),
    rowStart,
    frame: pick(columns.frame, order, new Int32Array(order.length)),
    xPx: single(columns.x),
    yPx: single(columns.y),
    wPx: single(columns.w),
    hPx: single(columns.h),
    xM: single(columns.xw),
    yM: single(columns.yw),
    conf: single(columns.conf),
    occlusion: single(columns.occlusion),
  };
  const mixedClasses = names.filter((_, t) => (counts[t]?.size ?? 0) > 1).map(({ id }) => id);
  return { table, timeS: pick(columns.timeS, order, new Float64Array(order.length)), mixedClasses };
}
