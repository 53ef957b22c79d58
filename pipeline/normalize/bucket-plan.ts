/** What is known of the rows of each key, keys in the order in which they are to stand. */
export interface KeyFacts {
  readonly rows: Int32Array;
  readonly firstFrame: Int32Array;
  /** Last frame, inclusive. */
  readonly lastFrame: Int32Array;
}

/** Cuts rows into buckets that are each sorted in memory: runs of whole keys, or slices of one long key by its frames. */
export interface BucketPlan {
  readonly buckets: number;
  bucketOf(key: number, frame: number): number;
}

/** Plans buckets of at most about `bucketRows` rows. */
export function planBuckets(keys: KeyFacts, bucketRows: number): BucketPlan {
  const first = new Int32Array(keys.rows.length);
  const slices = new Int32Array(keys.rows.length).fill(1);
  let [bucket, filled] = [0, 0];
  for (const [key, rows] of keys.rows.entries()) {
    if (filled > 0 && filled + rows > bucketRows) [bucket, filled] = [bucket + 1, 0];
    first[key] = bucket;
    filled += rows;
    if (rows <= bucketRows) continue;
    slices[key] = Math.ceil(rows / bucketRows);
    [bucket, filled] = [bucket + (slices[key] ?? 1), 0];
  }
  return {
    buckets: bucket + (filled > 0 ? 1 : 0),
    bucketOf(key, frame) {
      const parts = slices[key] ?? 1;
      if (parts === 1) return first[key] ?? 0;
      const from = keys.firstFrame[key] ?? 0;
      const frames = (keys.lastFrame[key] ?? 0) - from + 1;
      return (first[key] ?? 0) + Math.floor(((frame - from) * parts) / frames);
    },
  };
}
