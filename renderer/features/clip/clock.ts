import { frameAtS, frameMiddleS, type FrameIndex } from '#contract/entities/frame-index';

/** Steps through pictures in real time times `speed`, for what a video element cannot do: backwards, or without a picture. */
export interface Clock {
  /** Runs from `frame` at `speed` (negative is backwards, 0 stops). */
  run(frame: number, speed: number): void;
  stop(): void;
}

/** The picture after `elapsedS` seconds at `speed`, starting just before the middle of `frame`. */
export function frameAfter(index: FrameIndex, frame: number, elapsedS: number, speed: number): number {
  return frameAtS(index, Math.max(0, frameMiddleS(index, frame) + elapsedS * speed));
}

/** A clock on animation frames; `onFrame` hears every new picture. */
export function createClock(index: FrameIndex, onFrame: (frame: number) => void): Clock {
  let request = 0;
  const stop = (): void => cancelAnimationFrame(request);
  return {
    stop,
    run(frame, speed) {
      stop();
      if (speed === 0) return;
      let last = frame;
      let startMs: number | undefined;
      const tick = (nowMs: number): void => {
        startMs ??= nowMs;
        const next = frameAfter(index, frame, (nowMs - startMs) / 1000, speed);
        request = requestAnimationFrame(tick);
        if (next !== last) {
          last = next;
          onFrame(next);
        }
      };
      request = requestAnimationFrame(tick);
    },
  };
}
