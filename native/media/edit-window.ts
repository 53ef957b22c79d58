import { problem, raise } from '#contract/errors';
import type { ClipEdit } from '#contract/ports/media';
import type { Mp4Edit, Mp4Track } from './mp4-header.ts';

/** The part of a track that is presented, on the player's clock, in whole units of the track's timescale. */
export interface EditWindow {
  readonly timescale: number;
  readonly startTicks: number;
  /** Not presented any more. */
  readonly endTicks: number;
}

export interface TrackEdit {
  readonly edit: ClipEdit;
  /** Absent where the edit only shifts, as it does for pictures in fragments. */
  readonly window: EditWindow | undefined;
}

interface Stretch {
  readonly emptyUnits: number;
  readonly stretch: Mp4Edit;
}

function refuseEdits(says: string): never {
  const hint = 'Convert the clip, so that it holds only what it shows.';
  return raise(problem('unsupported_format', says, { hint }));
}

/** The one stretch that is shown and the nothing before it; refuses what browsers do not show as it is meant. */
function oneStretch(edits: readonly Mp4Edit[], name: string): Stretch {
  const first = edits.findIndex(({ mediaTime }) => mediaTime >= 0);
  const stretch = edits[first];
  if (stretch === undefined) return refuseEdits(`The edit list of ${name} shows no picture.`);
  const parts = edits.length - first;
  if (parts > 1)
    return refuseEdits(
      `The edit list of ${name} joins ${parts} parts, which browsers do not show as they are meant.`,
    );
  if (stretch.rate !== 1)
    return refuseEdits(
      `The edit list of ${name} changes its speed to ${stretch.rate}, which browsers do not show.`,
    );
  return { emptyUnits: edits.slice(0, first).reduce((sum, { duration }) => sum + duration, 0), stretch };
}

/**
 * What the edit list of a track presents, or undefined where it has none. As browsers do (FFmpeg's mov demuxer): pictures that
 * begin before the stretch, or at its end and after, are not shown; of a track in fragments only the shift counts.
 */
export function trackEdit(track: Mp4Track, movieTimescale: number, name: string): TrackEdit | undefined {
  const { timescale, fragmented, edits } = track;
  if (edits.length === 0) return undefined;
  if (timescale === 0 || movieTimescale === 0)
    return raise(problem('truncated_file', `${name} is damaged: its header gives times without a unit.`));
  const { emptyUnits, stretch } = oneStretch(edits, name);
  const startTicks = Math.round((emptyUnits / movieTimescale) * timescale);
  const lengthTicks = Math.round((stretch.duration / movieTimescale) * timescale);
  const toUs = (ticks: number): number => Math.round((ticks / timescale) * 1e6);
  return {
    edit: {
      emptyUs: toUs(startTicks),
      mediaStartUs: toUs(stretch.mediaTime),
      durationUs: toUs(lengthTicks),
      cuts: !fragmented,
    },
    window: fragmented ? undefined : { timescale, startTicks, endTicks: startTicks + lengthTicks },
  };
}
