import type { TrackColumn } from '#contract/entities/track';
import type { FeatureSource } from '#pipeline/features/feature-source';
import type { SeriesRoom } from '#pipeline/features/stored-series';

/**
 * What all threads of a job read and fill together: its source, and the stored features that later steps read. Its large columns
 * lie on shared memory, so that handing it to another thread copies none of them.
 */
export interface SharedJob {
  /** Another for all other memory. */
  readonly key: string;
  /** What the source was read from, all its parts named. */
  readonly sourceKey: string;
  /** The measured columns of the tracks that were read. */
  readonly columns: readonly TrackColumn[];
  readonly source: FeatureSource;
  readonly room: SeriesRoom;
}
