import { frameCount, frameStartS, typicalFps, type FrameIndex } from '#contract/entities/frame-index';
import { isFault, type CellFault } from '#pipeline/normalize/cell';
import { createPictureFinder } from '#pipeline/normalize/picture-finder';
import type { TrackRow } from '#pipeline/normalize/track-row';
import type { FormatSinks, PoseRow, RowSink } from './track-format.ts';

/** Time of a row in seconds: its own, else that of its frame at the file's rate. */
export function timeOf(frame: number, timeS: number, fps: number): number {
  return Number.isNaN(timeS) ? frame / fps : timeS;
}

/** The picture of the clip that a row of the file belongs to, or why there is none. */
function createTimeMatcher(
  index: FrameIndex,
  fps: number,
): (frame: number, timeS: number) => number | CellFault {
  const find = createPictureFinder(index);
  const count = frameCount(index);
  return (frame, timeS) => {
    const atS = timeOf(frame, timeS, fps);
    if (!(atS >= 0)) return { field: 't_s', message: `Nothing says at what time frame ${frame} is.` };
    const found = find(atS);
    if (found.kind === 'picture') return found.frame;
    if (found.kind === 'past')
      return {
        field: 'frame',
        message: `Frame ${frame}, at ${atS.toFixed(3)} s, lies beyond the clip, which has ${count} pictures.`,
      };
    const untilS = frameStartS(index, found.frame + 1).toFixed(3);
    return {
      field: 'frame',
      message: `Frame ${frame}, at ${atS.toFixed(3)} s, finds no picture: picture ${found.frame} stays until ${untilS} s.`,
    };
  };
}

/** Sinks that give each row the picture shown at its time: by its time column, else by its frame at `fps` (the clip's usual rate unless told). */
export function matchByTime(sinks: FormatSinks, index: FrameIndex, fps: number | undefined): FormatSinks {
  const match = createTimeMatcher(index, fps ?? typicalFps(index));
  /** Keypoints have no time of their own; they stand beside the row of their track. */
  let last: { readonly frame: number; readonly timeS: number } = { frame: -1, timeS: Number.NaN };

  const rows = (sink: RowSink<TrackRow>): RowSink<TrackRow> => ({
    add(row, line) {
      const frame = match(row.frame, row.timeS);
      last = { frame: row.frame, timeS: row.timeS };
      return isFault(frame) ? frame : sink.add({ ...row, frame }, line);
    },
  });
  const poses: RowSink<PoseRow> = {
    add(row, line) {
      const frame = match(row.frame, row.frame === last.frame ? last.timeS : Number.NaN);
      return isFault(frame) ? frame : sinks.poses.add({ ...row, frame }, line);
    },
  };
  return { tracks: rows(sinks.tracks), detections: rows(sinks.detections), poses };
}
