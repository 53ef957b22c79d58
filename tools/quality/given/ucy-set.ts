import { z } from 'zod';
import { nominalFrameIndex } from '#contract/entities/frame-index';
import { buildTracks } from './build-tracks.ts';
import type { GivenEvent, GivenSet } from './given-set.ts';
import { readRows, readTruth, whole } from './read-given.ts';
import { inBlock, inBlocks } from './time-blocks.ts';

const sequenceSchema = z.object({ sequence: z.string(), video_fps: z.coerce.number(), last_frame: whole });
const trackSchema = z.object({
  sequence: z.string(),
  frame: whole,
  track_id: z.string(),
  class: z.string(),
  x_m: z.coerce.number(),
  y_m: z.coerce.number(),
});

/** One plaza in metres, a row every ten frames, as it was recorded. */
export function readPlaza(): GivenSet {
  const rows = readRows(trackSchema, 'ucy', 'tracks.csv.gz');
  const sequences = readRows(sequenceSchema, 'ucy', 'sequences.csv').map(
    ({ sequence, video_fps: fps, last_frame: last }) => {
      const own = rows.filter((row) => row.sequence === sequence);
      const table = buildTracks(
        own.map((row) => ({
          trackId: row.track_id,
          className: row.class,
          frame: row.frame,
          ground: [row.x_m, row.y_m] as const,
        })),
      );
      const parts = { table, frameIndex: nominalFrameIndex(last + 1, fps), space: 'metric' as const };
      return { id: sequence, frames: last + 1, fps, fold: undefined, parts };
    },
  );
  return { name: 'ucy', sequences, truth: readTruth((type) => type, 'ucy', 'events.csv') };
}

/** The plaza in blocks of time: a single recording, of which settings are chosen on the other blocks. */
export function readUcy(): GivenSet {
  return inBlocks(readPlaza());
}

/** Predictions for the recording, each as it counts in its block. */
export function inPlazaBlocks(events: readonly GivenEvent[]): readonly GivenEvent[] {
  const { sequences } = readPlaza();
  return events.map((event) => inBlock(sequences, event));
}
