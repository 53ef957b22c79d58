import type { TrackTable } from '#contract/entities/track';

/** One row of canonical tracks; what is not given is missing. */
export interface TrackRow {
  readonly trackId: string;
  readonly className: string;
  readonly frame: number;
  readonly box?: readonly [x: number, y: number, w: number, h: number];
  /** Metres on the ground. */
  readonly ground?: readonly [x: number, y: number];
}

/** Canonical tracks of rows in any order. */
export function buildTracks(rows: readonly TrackRow[]): TrackTable {
  const byTrack = Map.groupBy(rows, ({ trackId }) => trackId);
  const trackIds = [...byTrack.keys()].toSorted();
  const sorted = trackIds.map((id) => (byTrack.get(id) ?? []).toSorted((a, b) => a.frame - b.frame));
  const all = sorted.flat();
  const rowStart = new Int32Array(trackIds.length + 1);
  for (const [track, own] of sorted.entries()) rowStart[track + 1] = (rowStart[track] ?? 0) + own.length;
  const column = (pick: (row: TrackRow) => number | undefined) =>
    Float32Array.from(all, (row) => pick(row) ?? Number.NaN);
  return {
    trackIds,
    classes: sorted.map((own) => own[0]?.className ?? ''),
    rowStart,
    frame: Int32Array.from(all, ({ frame }) => frame),
    xPx: column(({ box }) => box?.[0]),
    yPx: column(({ box }) => box?.[1]),
    wPx: column(({ box }) => box?.[2]),
    hPx: column(({ box }) => box?.[3]),
    xM: column(({ ground }) => ground?.[0]),
    yM: column(({ ground }) => ground?.[1]),
    conf: column(() => undefined),
    occlusion: column(() => undefined),
  };
}

/** The rows of canonical tracks in metres. */
export function rowsOf(table: TrackTable): readonly TrackRow[] {
  return table.trackIds.flatMap((trackId, track) => {
    const [from = 0, to] = [table.rowStart[track], table.rowStart[track + 1]];
    return Array.from(table.frame.subarray(from, to), (frame, i) => ({
      trackId,
      className: table.classes[track] ?? '',
      frame,
      ground: [table.xM[from + i] ?? Number.NaN, table.yM[from + i] ?? Number.NaN] as const,
    }));
  });
}
