import { basename } from 'node:path';
import type { ReadBytes } from './mp4-boxes.ts';
import { trackEdit, type TrackEdit } from './edit-window.ts';
import { fragmentDelay } from './mp4-fragments.ts';
import { checkSampleCounts } from './mp4-counts.ts';
import { readMp4Header } from './mp4-header.ts';
import { withFile } from './read-file.ts';

/** What an MP4 says of a track's times beside the dates of its pictures. */
export interface TrackTimes {
  readonly edited: TrackEdit | undefined;
  /** Seconds by which a browser shows all pictures later than they are dated. */
  readonly delayS: number;
}

const plain: TrackTimes = { edited: undefined, delayS: 0 };

async function readTimes(
  read: ReadBytes,
  sizeBytes: number,
  trackId: number,
  name: string,
): Promise<TrackTimes> {
  const header = await readMp4Header(read, sizeBytes);
  const track = header?.tracks.find((candidate) => candidate.trackId === trackId);
  if (header === undefined || track === undefined) return plain;
  const edited = trackEdit(track, header.movieTimescale, name);
  if (!track.fragmented || track.timescale === 0) return { edited, delayS: 0 };
  const delay = await fragmentDelay(read, header.endOffset, sizeBytes, trackId);
  return { edited, delayS: delay / track.timescale };
}

/** Reads the edit list of a track and the delay of its fragments from an MP4 or MOV; throws a problem for edits that cannot be shown. */
export function readTrackTimes(path: string, trackId: number): Promise<TrackTimes> {
  return withFile(path, (read, sizeBytes) => readTimes(read, sizeBytes, trackId, basename(path)));
}

/** Throws a problem where an MP4 or MOV says it has more samples than it can have. */
export function checkTables(path: string): Promise<void> {
  return withFile(path, (read, sizeBytes) => checkSampleCounts(read, sizeBytes, basename(path)));
}
