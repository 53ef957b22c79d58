import type { FrameIndex } from '#contract/entities/frame-index';
import { formatFrame, timecode } from '../timeline/timecode.ts';

/** Key of the preference that keeps the features whose change points are shown. */
export const changePointsKey = 'traces:change-points';

/** The features of a preference's text. */
export function shownFeatures(text: string | undefined): readonly string[] {
  return (text ?? '').split(' ').filter((feature) => feature !== '');
}

/** The text of the preference with a feature added or taken away. */
export function withFeature(text: string | undefined, feature: string, shown: boolean): string {
  const others = shownFeatures(text).filter((one) => one !== feature);
  return [...others, ...(shown ? [feature] : [])].join(' ');
}

/** Index of the first change point that is not before `frame`. */
function firstFrom(frames: readonly number[], frame: number): number {
  let [low, high] = [0, frames.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((frames[middle] ?? 0) < frame) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The nearest change point before (-1) or behind (1) a frame. */
export function changePointBeside(
  frames: readonly number[],
  frame: number,
  direction: -1 | 1,
): number | undefined {
  return direction < 0 ? frames[firstFrom(frames, frame) - 1] : frames[firstFrom(frames, frame + 1)];
}

/** The change point nearest to a place in frames, if it is within `reachFrames`. */
export function changePointNear(
  frames: readonly number[],
  place: number,
  reachFrames: number,
): number | undefined {
  const at = firstFrom(frames, place);
  const near = [frames[at - 1], frames[at]].filter((frame) => frame !== undefined);
  const best = near.toSorted((a, b) => Math.abs(a - place) - Math.abs(b - place))[0];
  return best !== undefined && Math.abs(best - place) <= reachFrames ? best : undefined;
}

/** Where a change point is, in words: "frame 1,234 at 00:49:09". */
export function changePointWords(frame: number, index: FrameIndex): string {
  return `frame ${formatFrame(frame)} at ${timecode(index, frame)}`;
}
