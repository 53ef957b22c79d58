import { frameAtS, frameMiddleS, frameStartS, type FrameIndex } from '#contract/entities/frame-index';
import { frameIndexMetaSchema, httpPaths } from '#contract/http';
import { fetchArrow, floats, wholes } from './arrow.ts';

/** The frame index of a source, from the workstation. */
export async function fetchFrameIndex(sourceId: string, signal: AbortSignal): Promise<FrameIndex> {
  const { table, meta } = await fetchArrow(httpPaths.frameIndex(sourceId), frameIndexMetaSchema, signal);
  return { ptsUs: floats(table, 'pts_us'), durationUs: wholes(table, 'duration_us'), nominal: meta.nominal };
}

/**
 * The picture whose presentation time is nearest to `mediaTimeS`: containers round times to a millisecond, so the time a
 * browser reports for a picture may lie just before it begins. Its clock shows picture 0 at `firstPictureS`.
 */
export function presentedFrame(index: FrameIndex, mediaTimeS: number, firstPictureS = 0): number {
  const timeS = mediaTimeS - firstPictureS;
  const frame = frameAtS(index, timeS);
  const next = frame + 1;
  if (next >= index.ptsUs.length) return frame;
  const before = Math.abs(timeS - frameStartS(index, frame));
  const after = Math.abs(frameStartS(index, next) - timeS);
  return after < before ? next : frame;
}

/** Where a browser is to seek on its clock, which shows picture 0 at `firstPictureS`, to show exactly this picture. */
export function seekTimeS(index: FrameIndex, frame: number, firstPictureS: number): number {
  return firstPictureS + frameMiddleS(index, frame);
}

/** The picture shown `deltaS` seconds from where `frame` begins; at least one picture away for any other than 0. */
export function frameAway(index: FrameIndex, frame: number, deltaS: number): number {
  const last = Math.max(0, index.ptsUs.length - 1);
  const there = frameAtS(index, frameStartS(index, frame) + deltaS + 1e-6);
  const least = deltaS === 0 ? frame : frame + Math.sign(deltaS);
  const target = deltaS < 0 ? Math.min(there, least) : Math.max(there, least);
  return Math.min(Math.max(0, target), last);
}
