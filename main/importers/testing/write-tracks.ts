import type { Result } from '#contract/errors';
import { trackColumns, type TrackTable } from '#contract/entities/track';
import type { CategoryColumn, Columnar, ParquetWritten } from '#contract/ports/columnar';
import { unknownClass } from '#pipeline/normalize/track-shape';
import { columnNames, trackSpecs } from '../track-file.ts';

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
  const measured = trackColumns.map((column) => [columnNames[column], table[column]] as const);
  return columnar.writePlain(path, trackSpecs, {
    rows: table.frame.length,
    columns: {
      frame: table.frame,
      track_id: perRow(table, table.trackIds),
      class: perRow(table, classes),
      ...Object.fromEntries(measured),
    },
  });
}
