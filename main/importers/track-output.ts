import type { Columnar, CategoryColumn, PlainWriter } from '#contract/ports/columnar';
import type { TrackBlock } from '#pipeline/normalize/track-shape';
import { trackSpecs } from './track-file.ts';
import type { SortedTracks } from './track-intake.ts';

/** Takes sorted rows of tracks and writes them as canonical Parquet. */
export interface TrackOutput {
  add(piece: TrackBlock): Promise<void>;
  finish: PlainWriter['finish'];
  abort: PlainWriter['abort'];
}

/** Opens canonical tracks at `path`; each track has one class, the most frequent of its rows. */
export function openTrackOutput(columnar: Columnar, path: string, tracks: SortedTracks): TrackOutput {
  const writer = columnar.openPlainWriter(path, trackSpecs);
  const nameless = tracks.classNames.indexOf('');

  function classes({ rows, columns }: TrackBlock): CategoryColumn {
    const codes = new Int32Array(rows);
    let [track, own] = [-1, -1];
    for (let row = 0; row < rows; row++) {
      const at = columns.track[row] ?? 0;
      if (at !== track) [track, own] = [at, tracks.stats.classOf(at)];
      codes[row] = own === nameless ? -1 : own;
    }
    return { texts: tracks.classNames, codes };
  }

  return {
    async add(piece) {
      const { rows, columns } = piece;
      const cut = <Column extends Int32Array | Float32Array | Float64Array>(column: Column) =>
        column.subarray(0, rows);
      await writer.add({
        rows,
        columns: {
          frame: cut(columns.frame),
          track_id: { texts: tracks.ids, codes: new Int32Array(cut(columns.track)) },
          class: classes(piece),
          x: cut(columns.x),
          y: cut(columns.y),
          w: cut(columns.w),
          h: cut(columns.h),
          xw: cut(columns.xw),
          yw: cut(columns.yw),
          conf: cut(columns.conf),
          occlusion: cut(columns.occlusion),
        },
      });
    },
    finish: () => writer.finish(),
    abort: () => writer.abort(),
  };
}
