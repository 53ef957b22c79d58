import type { FrameIndex } from '#contract/entities/frame-index';
import type { Caption } from '#contract/entities/source';
import type { Zone } from '#contract/entities/zone';
import type { Problem } from '#contract/errors';
import type { Columnar } from '#contract/ports/columnar';
import type { ClipProbe, Media } from '#contract/ports/media';
import type { SourceReadOptions } from '#contract/rpc/source-reading';
import type { Calibrated } from './calibrate.ts';
import type { FrameTally } from './frame-tally.ts';
import type { ImportRequest } from './import-report.ts';
import type { Quarantine } from './quarantine.ts';
import type { ReadTracks, Spooled } from './read-tracks.ts';
import type { SpoolPlace } from './track-intake.ts';

/** What reads and writes files for an import. */
export interface ImportTools {
  readonly columnar: Columnar;
  readonly media: Media;
}

/** One source that is read. */
export interface SourceReading {
  readonly request: ImportRequest;
  /** The request's options, or those of the saved mapping that fits. */
  readonly options: SourceReadOptions;
  readonly tools: ImportTools;
  readonly quarantine: Quarantine;
  readonly place: SpoolPlace;
  /** Only of an inspection. */
  readonly tally?: FrameTally;
  /** What lies on the disk meanwhile, for the caller to drop. */
  readonly spooled: Spooled[];
}

/** Everything the files of one source hold. */
export interface ReadSource {
  readonly clip: ClipProbe | undefined;
  readonly index: FrameIndex;
  readonly tracks: ReadTracks;
  readonly fpsOfTimes: number;
  readonly zones: readonly Zone[];
  readonly calibrated: Calibrated;
  readonly captions: readonly Caption[];
  readonly hasPoses: boolean;
  readonly warnings: readonly Problem[];
  readonly remarks: readonly string[];
  readonly refusal: Problem | undefined;
}
