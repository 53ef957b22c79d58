import type { Column } from '#contract/ports/kernels';
import type { FamilyWindow } from './family.ts';
import { at } from './numbers.ts';

/** Every track with a position and velocity, frame by frame and in order of the tracks, in one common unit. */
export interface WindowPoints {
  readonly x: Column;
  readonly y: Column;
  readonly vx: Column;
  readonly vy: Column;
  readonly track: Int32Array;
  readonly frame: Int32Array;
  /** Points of the n-th frame of the window are `[frameStart[n], frameStart[n + 1])`. */
  readonly frameStart: Int32Array;
}

interface Motion {
  readonly startFrame: number;
  readonly scale: number;
  readonly columns: readonly Column[];
}

/** The motion family's series t is track t. */
function motionIn(window: FamilyWindow, track: number): Motion {
  return {
    startFrame: window.frames(track).startFrame,
    scale: at(window.source.scales, track),
    columns: ['x', 'y', 'vx', 'vy'].map((name) => window.read(name, track)),
  };
}

function isKnown({ columns }: Motion, i: number): boolean {
  return columns.every((column) => !Number.isNaN(at(column, i)));
}

function countPoints(motions: readonly Motion[], first: number, frames: number): Int32Array {
  const frameStart = new Int32Array(frames + 1);
  for (const motion of motions)
    for (let i = 0; i < (motion.columns[0]?.length ?? 0); i += 1)
      if (isKnown(motion, i)) {
        const next = motion.startFrame + i - first + 1;
        frameStart[next] = (frameStart[next] ?? 0) + 1;
      }
  for (let n = 1; n <= frames; n += 1) frameStart[n] = (frameStart[n] ?? 0) + (frameStart[n - 1] ?? 0);
  return frameStart;
}

/** The points of the window, for a family whose series t is track t and that needs the motion family. */
export function windowPoints(window: FamilyWindow): WindowPoints {
  const { startFrame, endFrame } = window.window;
  const motions = [...window.source.tracks.keys()].map((track) => motionIn(window, track));
  const frameStart = countPoints(motions, startFrame, endFrame - startFrame);
  const count = frameStart.at(-1) ?? 0;
  const columns = Array.from({ length: 4 }, () => new Float32Array(count));
  const [track, frame] = [new Int32Array(count), new Int32Array(count)];
  const next = frameStart.slice();
  for (const [t, motion] of motions.entries())
    for (let i = 0; i < (motion.columns[0]?.length ?? 0); i += 1) {
      if (!isKnown(motion, i)) continue;
      const n = motion.startFrame + i - startFrame;
      const point = next[n] ?? 0;
      next[n] = point + 1;
      track[point] = t;
      frame[point] = startFrame + n;
      for (const [c, column] of columns.entries())
        column[point] = at(motion.columns[c] ?? column, i) * motion.scale;
    }
  const [x, y, vx, vy] = columns as [Column, Column, Column, Column];
  return { x, y, vx, vy, track, frame, frameStart };
}
