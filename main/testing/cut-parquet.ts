import { readFile } from 'node:fs/promises';
import { unwrap } from '#contract/errors';
import type { Columnar } from '#contract/ports/columnar';

/** A Parquet file of tracks that was cut off before its end; the whole one is written to `path`. */
export async function cutParquet(columnar: Columnar, path: string): Promise<Uint8Array> {
  const names = ['frame', 'track_id', 'x', 'y', 'w', 'h'];
  const specs = names.map((name) => ({ name, type: 'f64' as const, nullable: true }));
  const columns = Object.fromEntries(
    names.map((name) => [name, Float64Array.from({ length: 500 }, (_, n) => n + 1)]),
  );
  unwrap(await columnar.writeParquet(path, specs, { rows: 500, columns }));
  const whole = await readFile(path);
  return whole.subarray(0, whole.length - 300);
}
