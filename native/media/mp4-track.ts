import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ReadBytes } from './mp4-boxes.ts';
import { trackEdit, type TrackEdit } from './edit-window.ts';
import { fragmentDelay } from './mp4-fragments.ts';
import { readMp4Header } from './mp4-header.ts';

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
export async function readTrackTimes(path: string, trackId: number): Promise<TrackTimes> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const read: ReadBytes = async (offset, length) => {
      const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    };
    return await readTimes(read, size, trackId, basename(path));
  } finally {
    await file.close();
  }
}
