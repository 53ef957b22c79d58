import {
  frameAtS,
  frameCount,
  frameStartS,
  typicalFps,
  type FrameIndex,
} from '#contract/entities/frame-index';

/** The picture that belongs to a time, or why there is none. */
export type FoundPicture =
  | { readonly kind: 'picture'; readonly frame: number }
  /** No picture is shown near this time; `frame` stays on the screen. */
  | { readonly kind: 'gap'; readonly frame: number }
  | { readonly kind: 'past' };

const past: FoundPicture = { kind: 'past' };
/** A time belongs to a picture that appears within this share of the usual interval. */
const reach = 0.6;

/**
 * Finds the picture that appears nearest to a time (s, from the first picture). A time is past the end from 0.6 of a usual
 * interval after the last picture appears, and in a gap where no picture appears within that of it.
 */
export function createPictureFinder(index: FrameIndex): (timeS: number) => FoundPicture {
  const count = frameCount(index);
  const fps = typicalFps(index);
  const reachS = fps > 0 ? reach / fps : Number.POSITIVE_INFINITY;
  const lastS = frameStartS(index, count - 1);
  return (timeS) => {
    if (timeS - lastS > reachS) return past;
    const shown = frameAtS(index, timeS);
    const next = Math.min(shown + 1, count - 1);
    const [since, until] = [
      Math.abs(timeS - frameStartS(index, shown)),
      Math.abs(frameStartS(index, next) - timeS),
    ];
    if (Math.min(since, until) > reachS) return { kind: 'gap', frame: shown };
    return { kind: 'picture', frame: until < since ? next : shown };
  };
}
