import { unwrap } from '#contract/errors';
import type { FrameIndex } from '#contract/entities/frame-index';
import type { PoseTable } from '#contract/entities/pose';
import type { TrackTable } from '#contract/entities/track';
import type { Columnar } from '#contract/ports/columnar';
import { readFrameIndex as readIndexFile } from '../importers/frame-index-file.ts';
import { readPoses as readPoseFile } from '../importers/pose-table.ts';
import { readTrackTable } from '../importers/track-file.ts';

/** The canonical tracks at `path`; throws the reader's problem. */
export async function readTracks(columnar: Columnar, path: string): Promise<TrackTable> {
  return unwrap(await readTrackTable(columnar, path));
}

/** The frame index at `path`; throws the reader's problem. */
export async function readFrameIndex(
  columnar: Columnar,
  path: string,
  nominal: boolean,
): Promise<FrameIndex> {
  return unwrap(await readIndexFile(columnar, path, nominal));
}

/** The canonical poses at `path`; throws the reader's problem. */
export async function readPoses(columnar: Columnar, path: string): Promise<PoseTable> {
  return unwrap(await readPoseFile(columnar, path));
}
