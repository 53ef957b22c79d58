import { queryParquet } from '#native/columnar/testing/query-parquet';
import type { TrackSums } from './write-tracks.ts';

const query = `SELECT count(*) AS rows, count(DISTINCT track_id) AS tracks, sum(frame)::HUGEINT AS frames,
  sum(round(x * 10) + 3 * round(y * 10) + 5 * round(w * 10) + 7 * round(h * 10) + round(conf * 100))::HUGEINT AS measures
  FROM read_parquet($path)`;

/** The sums of canonical tracks, to be compared with those of the file that they came from. */
export async function storedSums(path: string): Promise<TrackSums> {
  const row = await queryParquet(path, query);
  const whole = (name: string): bigint => BigInt(String(row[name]));
  return {
    rows: Number(whole('rows')),
    tracks: Number(whole('tracks')),
    frames: whole('frames'),
    measures: whole('measures'),
  };
}
