import { ok, refuse, type Result } from '#contract/errors';
import type { FrameIndex } from '#contract/entities/frame-index';
import type { Columnar, ParquetWritten, PlainSpec } from '#contract/ports/columnar';
import { doubleColumn, intColumn } from './table-columns.ts';

const specs: readonly PlainSpec[] = [
  { name: 'frame', type: 'i32', nullable: false },
  { name: 'pts_us', type: 'i64', nullable: false },
  { name: 'duration_us', type: 'i32', nullable: false },
];

/** Writes a frame index as canonical Parquet, one row per picture. */
export function writeFrameIndex(
  columnar: Columnar,
  path: string,
  index: FrameIndex,
): Promise<Result<ParquetWritten>> {
  const { ptsUs, durationUs } = index;
  // A loop, because `from` would first make a list of the millions of pictures of a long source.
  const frame = new Int32Array(ptsUs.length);
  for (let at = 0; at < frame.length; at++) frame[at] = at;
  return columnar.writePlain(path, specs, {
    rows: ptsUs.length,
    columns: { frame, pts_us: ptsUs, duration_us: durationUs },
  });
}

/** Reads a canonical frame index; `nominal` is the source's own word on it. Refuses one that does not count up from 0. */
export async function readFrameIndex(
  columnar: Columnar,
  path: string,
  nominal: boolean,
): Promise<Result<FrameIndex>> {
  const read = await columnar.readPlain(path, specs);
  if (!read.ok) return read;
  const ptsUs = doubleColumn(read.value, 'pts_us');
  const wrong = intColumn(read.value, 'frame').findIndex(
    (frame, row) => frame !== row || (row > 0 && (ptsUs[row] ?? 0) <= (ptsUs[row - 1] ?? 0)),
  );
  if (wrong >= 0)
    return refuse('bad_value', `Picture ${wrong} of the frame index is out of order.`, {
      file: path,
      line: wrong + 1,
      field: 'frame',
    });
  return ok({ ptsUs, durationUs: intColumn(read.value, 'duration_us'), nominal });
}
