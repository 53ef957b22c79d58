import type { FrameSpan } from '#contract/interval';
import type { SeriesReader } from './series-reader.ts';

/** Two tracks in order, and the frames that are asked. */
export interface PairQuestion {
  readonly reader: SeriesReader;
  readonly a: number;
  readonly b: number;
  readonly span: FrameSpan;
}
