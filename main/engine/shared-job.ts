import type { FeatureSource } from '#pipeline/features/feature-source';
import type { SeriesRoom } from '#pipeline/features/stored-series';

/**
 * What all threads of a job read and fill together: its source, and the stored features that later steps read. Its large columns
 * lie on shared memory, so that handing it to another thread copies none of them.
 */
export interface SharedJob {
  /** Another for every run of a job. */
  readonly key: string;
  readonly source: FeatureSource;
  readonly room: SeriesRoom;
}
