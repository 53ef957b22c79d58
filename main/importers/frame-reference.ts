import {
  durationS,
  frameCount,
  nominalFrameIndex,
  typicalFps,
  type FrameIndex,
} from '#contract/entities/frame-index';
import { err, ok, problem, refuse, type Problem, type Result } from '#contract/errors';
import type { ClipProbe, Media } from '#contract/ports/media';
import type { TimeDistance } from '#pipeline/normalize/time-stream';
import { readFrameIndexCsv } from './frame-index-csv.ts';
import { relabel, type InputPart } from './input-part.ts';

/** What dates the frames of a source before its rows are read: the clip's pictures, else a frame index. */
export interface FrameReference {
  readonly clip: ClipProbe | undefined;
  readonly index: FrameIndex | undefined;
}

const toleranceUs = 1000;

/** Refuses an index that is not the clip's: as many pictures, each within a millisecond. */
function checkAgreement(
  clip: FrameIndex,
  given: FrameIndex,
  part: InputPart,
  clipPart: InputPart,
): Result<void> {
  const [pictures, rows] = [frameCount(clip), frameCount(given)];
  const hint = 'Leave the frame index away: the clip knows its own pictures.';
  if (pictures !== rows)
    return refuse(
      'frame_mismatch',
      `The frame index lists ${rows} pictures, ${clipPart.label} shows ${pictures}.`,
      {
        file: part.label,
        line: Math.min(pictures, rows) + 1,
        field: 'frame',
        hint,
      },
    );
  const off = clip.ptsUs.findIndex((ptsUs, at) => Math.abs(ptsUs - (given.ptsUs[at] ?? 0)) > toleranceUs);
  if (off < 0) return ok(undefined);
  const [clipMs, givenMs] = [clip.ptsUs[off] ?? 0, given.ptsUs[off] ?? 0].map((us) => (us / 1000).toFixed(3));
  return refuse(
    'frame_mismatch',
    `Picture ${off} is at ${givenMs} ms in the frame index and at ${clipMs} ms in ${clipPart.label}.`,
    { file: part.label, line: off + 2, field: 'pts_us', hint },
  );
}

async function probe(media: Media, part: InputPart): Promise<Result<ClipProbe>> {
  const probed = await media.probeClip(part.path);
  return probed.ok ? probed : err(relabel(part, probed.error));
}

async function readBoth(
  media: Media,
  clipPart: InputPart,
  indexPart: InputPart,
): Promise<Result<FrameReference>> {
  const clip = await probe(media, clipPart);
  if (!clip.ok) return clip;
  const given = await readFrameIndexCsv(indexPart);
  if (!given.ok) return given;
  const agreed = checkAgreement(clip.value.index, given.value, indexPart, clipPart);
  return agreed.ok ? ok({ clip: clip.value, index: clip.value.index }) : agreed;
}

/** Reads what dates the frames; a clip's own pictures win, and a frame index beside it must agree. */
export async function readFrameReference(
  media: Media,
  clipPart: InputPart | undefined,
  indexPart: InputPart | undefined,
): Promise<Result<FrameReference>> {
  if (clipPart !== undefined && indexPart !== undefined) return readBoth(media, clipPart, indexPart);
  if (clipPart !== undefined) {
    const clip = await probe(media, clipPart);
    return clip.ok ? ok({ clip: clip.value, index: clip.value.index }) : clip;
  }
  if (indexPart === undefined) return ok({ clip: undefined, index: undefined });
  const given = await readFrameIndexCsv(indexPart);
  return given.ok ? ok({ clip: undefined, index: given.value }) : given;
}

const largestFps = 1000;

/** An index at a steady rate up to `lastFrame`, for tracks that nothing else dates: from `fps`, NaN where nothing says it. */
export function nominalReference(lastFrame: number, fps: number, part: InputPart): Result<FrameIndex> {
  if (!(fps > 0 && fps <= largestFps))
    return refuse(
      'bad_request',
      'Nothing says when the frames are: there is no clip, frame index or time column.',
      {
        file: part.label,
        line: 1,
        field: 'fps',
        hint: 'Give the rate in pictures per second (fps), or a clip.',
      },
    );
  return ok(nominalFrameIndex(lastFrame + 1, Math.round(fps * 1000) / 1000));
}

const halfPicture = 0.5;
const refusedShare = 0.1;

/** Judges the time column by its distance from the index: nothing to say, a warning, or a refusal where one row in ten is far off. */
export function judgeTimes(
  { medianPictures, farShare, worstFrame, worstS }: TimeDistance,
  index: FrameIndex,
  part: InputPart,
): { readonly fault: Problem; readonly refused: boolean } | undefined {
  const refused = !index.nominal && farShare > refusedShare;
  if (!refused && medianPictures <= halfPicture) return undefined;
  const [shown, usual] = [(index.ptsUs[worstFrame] ?? 0) / 1e6, typicalFps(index)];
  const says = `The time column does not fit the pictures: frame ${worstFrame} is given at ${worstS.toFixed(3)} s and shown at ${shown.toFixed(3)} s (of ${durationS(index).toFixed(1)} s at about ${usual.toFixed(2)} pictures per second).`;
  const hint = 'Number the frames by presented picture from 0, or remove the time column.';
  return {
    fault: problem('frame_mismatch', says, { file: part.label, line: 1, field: 't_s', hint }),
    refused,
  };
}
