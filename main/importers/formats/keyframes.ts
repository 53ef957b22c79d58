import type { CellFault } from '#pipeline/normalize/cell';
import type { Box } from './box-row.ts';

/** A box at one frame that a person or a tool set. */
export interface Keyframe {
  readonly frame: number;
  readonly box: Box;
}

/** Most pictures between two keyframes that are filled in: nine hours at 30 pictures per second. */
const longestGap = 1_000_000;

/** The box at a share in [0, 1] of the way from one box to the other, each side on a straight line. */
function boxBetweenBoxes(from: Box, to: Box, share: number): Box {
  const mix = (a: number, b: number): number => a + (b - a) * share;
  return {
    x: mix(from.x, to.x),
    y: mix(from.y, to.y),
    w: mix(from.w, to.w),
    h: mix(from.h, to.h),
  };
}

/** What came of filling a gap: how many boxes were taken, and what ended it early. */
export interface Filled {
  readonly rows: number;
  readonly fault?: CellFault;
}

/** Gives the boxes of the frames strictly between two keyframes, on straight lines in time; ends at the first that is not taken. */
export function fillBetween(
  from: Keyframe,
  to: Keyframe,
  take: (frame: number, box: Box) => CellFault | undefined,
): Filled {
  const steps = to.frame - from.frame;
  if (steps > longestGap)
    return {
      rows: 0,
      fault: {
        field: 'frame',
        message: `${steps - 1} pictures lie between frames ${from.frame} and ${to.frame}; so many are not filled in.`,
      },
    };
  for (let step = 1; step < steps; step++) {
    const fault = take(from.frame + step, boxBetweenBoxes(from.box, to.box, step / steps));
    if (fault !== undefined) return { rows: step - 1, fault };
  }
  return { rows: Math.max(steps - 1, 0) };
}
