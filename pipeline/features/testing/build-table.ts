import type { TrackTable } from '#contract/entities/track';

/** One detection of a test's track; what is not given is missing. */
export interface TestRow {
  readonly frame: number;
  readonly box?: readonly [x: number, y: number, w: number, h: number];
  readonly ground?: readonly [x: number, y: number];
  readonly conf?: number;
}

/** Canonical tracks from rows by track id, classes `person`. */
export function buildTable(tracks: Readonly<Record<string, readonly TestRow[]>>): TrackTable {
  const trackIds = Object.keys(tracks);
  const rows = trackIds.flatMap((id) => tracks[id] ?? []);
  const rowStart = new Int32Array(trackIds.length + 1);
  for (const [t, id] of trackIds.entries()) rowStart[t + 1] = (rowStart[t] ?? 0) + (tracks[id]?.length ?? 0);
  const column = (pick: (row: TestRow) => number | undefined) =>
    Float32Array.from(rows, (row) => pick(row) ?? Number.NaN);
  return {
    trackIds,
    classes: trackIds.map(() => 'person'),
    rowStart,
    frame: Int32Array.from(rows, (row) => row.frame),
    xPx: column((row) => row.box?.[0]),
    yPx: column((row) => row.box?.[1]),
    wPx: column((row) => row.box?.[2]),
    hPx: column((row) => row.box?.[3]),
    xM: column((row) => row.ground?.[0]),
    yM: column((row) => row.ground?.[1]),
    conf: column((row) => row.conf),
    occlusion: column(() => undefined),
  };
}
