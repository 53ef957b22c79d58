import type { FrameIndex } from '#contract/entities/frame-index';
import type { Result } from '#contract/errors';

export interface ClipProbe {
  readonly index: FrameIndex;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly codec: string;
  readonly mime: string;
  readonly audioStreams: number;
}

/** Reads clips without decoding them. */
export interface Media {
  /** Presented pictures in presentation order, from the container; refuses what is no clip, naming the file. */
  probeClip(path: string): Promise<Result<ClipProbe>>;
}
