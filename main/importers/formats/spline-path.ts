import type { RowSink } from '#main/importers/track-format';
import type { CellFault } from '#pipeline/normalize/cell';
import type { TrackRow } from '#pipeline/normalize/track-row';
import { groundRow } from './ground-row.ts';

/** Where a track is in a picture, in the coordinates of its file. */
export interface ControlPoint {
  readonly frame: number;
  readonly x: number;
  readonly y: number;
}

/** From a file's coordinates to the ground (m). */
export type ToGround = (x: number, y: number) => { readonly xw: number; readonly yw: number };

export interface SplinePath {
  begin(trackId: string): void;
  /** Takes the next control point, which stands at `line`, or says why not. */
  add(point: ControlPoint, line: number): CellFault | undefined;
}

/** Pictures between two control points; more is a slip of the pen, and would make rows without end. */
const longestGapFrames = 5000;

/** Straight between two control points, for the pictures `(from, to]`; the tools of UCY's data set do so. */
function* between(from: ControlPoint, to: ControlPoint): Generator<ControlPoint> {
  const frames = to.frame - from.frame;
  for (let frame = from.frame + 1; frame <= to.frame; frame++) {
    const share = (frame - from.frame) / frames;
    yield { frame, x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) };
  }
}

function judgeGap(from: ControlPoint, to: ControlPoint): CellFault | undefined {
  const gap = to.frame - from.frame;
  if (gap <= 0)
    return { field: 'frame', message: `frame is ${to.frame}; the point before has ${from.frame}.` };
  if (gap <= longestGapFrames) return undefined;
  const message = `frame is ${gap} pictures after the point before; ${longestGapFrames} are the most.`;
  return { field: 'frame', message };
}

/** Gives a row on the ground for every picture between the control points of a track, which come one by one. */
export function createSplinePath(tracks: RowSink<TrackRow>, toGround: ToGround): SplinePath {
  let trackId = '';
  let last: ControlPoint | undefined;

  function give({ frame, x, y }: ControlPoint, line: number): CellFault | undefined {
    return tracks.add(groundRow({ frame, trackId, className: 'pedestrian', ...toGround(x, y) }), line);
  }

  return {
    begin(id) {
      trackId = id;
      last = undefined;
    },
    add(point, line) {
      const from = last;
      const late = from === undefined ? undefined : judgeGap(from, point);
      if (late !== undefined) return late;
      last = point;
      for (const on of from === undefined ? [point] : between(from, point)) {
        const fault = give(on, line);
        if (fault !== undefined) return fault;
      }
      return undefined;
    },
  };
}
