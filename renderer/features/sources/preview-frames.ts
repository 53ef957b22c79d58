import type { InspectionPreview } from '#contract/rpc/source-inspection';
import type { Inspection } from '#contract/rpc/sources';
import type { Matching } from '#contract/rpc/source-reading';

export type PreviewFrame = InspectionPreview['byNumber'][number];

/** Frames that the preview shows by a matching; by number where nothing dates the rows. */
export function framesBy(preview: InspectionPreview, matching: Matching): readonly PreviewFrame[] {
  return matching === 'time' && preview.byTime.length > 0 ? preview.byTime : preview.byNumber;
}

/** Place of the frame nearest to `frame`, the earlier one of two as near; 0 of none. */
export function nearestPlace(frames: readonly PreviewFrame[], frame: number): number {
  return frames.reduce((best, candidate, place) => {
    const away = Math.abs(candidate.frame - frame);
    return away < Math.abs((frames[best]?.frame ?? Number.POSITIVE_INFINITY) - frame) ? place : best;
  }, 0);
}

/** What the other matching puts on the same picture; undefined where it is the same matching or does not show that picture. */
export function ghostOf(
  preview: InspectionPreview,
  matching: Matching,
  frame: number,
): PreviewFrame | undefined {
  if (preview.byTime.length === 0) return undefined;
  const others = matching === 'time' ? preview.byNumber : preview.byTime;
  return others.find((other) => other.frame === frame);
}

/** Place of the first frame after the next gap, or the last gap before; undefined where there is none. */
export function placeOfGap(
  frames: readonly PreviewFrame[],
  gaps: readonly { readonly frame: number }[],
  place: number,
  direction: 1 | -1,
): number | undefined {
  const places = gaps
    .map((gap) => frames.findIndex(({ frame }) => frame > gap.frame))
    .filter((found) => found >= 0 && (direction > 0 ? found > place : found < place));
  return direction > 0 ? places[0] : places.at(-1);
}

/** Size of the pictures: of the clip, else as the file or a person says, else what the boxes span. */
export function pictureSize({ clip, guess, preview }: Inspection): {
  readonly widthPx: number;
  readonly heightPx: number;
} {
  if (clip !== undefined) return { widthPx: clip.widthPx, heightPx: clip.heightPx };
  if (guess.widthPx !== undefined && guess.heightPx !== undefined)
    return { widthPx: guess.widthPx, heightPx: guess.heightPx };
  const boxes = preview.byNumber.flatMap((frame) => frame.boxes);
  return {
    widthPx: boxes.reduce((most, [, x, , w]) => Math.max(most, x + w), 16),
    heightPx: boxes.reduce((most, [, , y, , h]) => Math.max(most, y + h), 9),
  };
}

/** Where a player shows a previewed picture, in seconds: as the workstation says, else at the clip's typical rate. */
export function timeOf(frame: PreviewFrame, { clip, fileFps }: Inspection): number {
  if (frame.timeS !== undefined) return frame.timeS;
  const fps = clip?.typicalFps ?? fileFps ?? 25;
  return (frame.frame + 0.49) / (fps > 0 ? fps : 25);
}
