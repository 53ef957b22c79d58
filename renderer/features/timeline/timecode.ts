import { frameAtS, frameStartS, type FrameIndex } from '#contract/entities/frame-index';

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/**
 * `mm:ss:ff` of a frame, with hours in front from one hour on: `ff` counts the presented pictures since the second began,
 * so it follows dropped pictures and changing rates. For showing only.
 */
export function timecode(index: FrameIndex, frame: number): string {
  const second = Math.floor(frameStartS(index, frame) + 1e-6);
  const atSecond = frameAtS(index, second);
  const first = frameStartS(index, atSecond) + 1e-6 < second ? atSecond + 1 : atSecond;
  const pictures = Math.max(0, frame - first);
  const hours = Math.floor(second / 3600);
  const clock = `${two(Math.floor((second % 3600) / 60))}:${two(second % 60)}:${two(pictures)}`;
  return hours === 0 ? clock : `${two(hours)}:${clock}`;
}

/** `mm:ss` of seconds, rounded down; hours in front from one hour on. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  const rest = `${two(Math.floor((whole % 3600) / 60))}:${two(whole % 60)}`;
  return hours === 0 ? rest : `${hours}:${rest}`;
}

/** A frame number as people read it: 4,417. */
export function formatFrame(frame: number): string {
  return frame.toLocaleString('en-US');
}
