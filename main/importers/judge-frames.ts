import { frameCount, frameMiddleS, typicalFps, type FrameIndex } from '#contract/entities/frame-index';
import type { ClipEdit, ClipProbe } from '#contract/ports/media';
import type { FrameComparison, FrameJudgement, InspectionPreview } from '#contract/rpc/source-inspection';
import type { Matching } from '#contract/rpc/source-reading';
import { createPictureFinder } from '#pipeline/normalize/picture-finder';
import { createTimeComparer } from '#pipeline/normalize/time-stream';
import { shownFrames, type FrameTally, type TalliedBox } from './frame-tally.ts';
import { timeOf } from './match-frames.ts';

const toldGaps = 200;

function seconds(us: number): string {
  return `${(us / 1e6).toFixed(3)} s`;
}

function editWords(edit: ClipEdit): string {
  const parts = [
    ...(edit.mediaStartUs > 0
      ? [`${edit.cuts ? 'cuts off' : 'shifts by'} the first ${seconds(edit.mediaStartUs)}`]
      : []),
    ...(edit.emptyUs > 0 ? [`shows nothing for ${seconds(edit.emptyUs)} before the first picture`] : []),
    ...(edit.durationUs > 0 ? [`lasts ${seconds(edit.durationUs)}`] : []),
  ];
  return parts.length === 0 ? 'It changes nothing.' : `It ${parts.join(', ')}.`;
}

/** The clip's pictures beside the last frame that the file names. */
export function compareFrames({ index, timing }: ClipProbe, lastFrame: number | undefined): FrameComparison {
  const { usualUs, gaps, missingPictures, shortestUs, longestUs, edit } = timing;
  const pictures = frameCount(index);
  return {
    pictures,
    nominalFps: usualUs > 0 ? 1e6 / usualUs : 0,
    shortestMs: shortestUs / 1000,
    longestMs: longestUs / 1000,
    expected: pictures + missingPictures,
    dropped: missingPictures,
    gaps: gaps
      .slice(0, toldGaps)
      .map(({ frame, missingPictures: lateByPictures }) => ({ frame, lateByPictures })),
    ...(edit === undefined ? {} : { editList: editWords(edit) }),
    ...(lastFrame === undefined ? {} : { lastFrame }),
  };
}

interface Cost {
  rowsMatched: number;
  rowsInGaps: number;
  rowsPastEnd: number;
}

const noCost: Cost = { rowsMatched: 0, rowsInGaps: 0, rowsPastEnd: 0 };

function costByNumber(tally: FrameTally, pictures: number): Cost {
  const cost = { ...noCost };
  for (const [frame, { rows }] of tally.frames())
    if (frame < pictures) cost.rowsMatched += rows;
    else cost.rowsPastEnd += rows;
  return cost;
}

function costByTime(tally: FrameTally, index: FrameIndex, fps: number): Cost {
  const find = createPictureFinder(index);
  const cost = { ...noCost };
  for (const [frame, { rows, timeS }] of tally.frames()) {
    const { kind } = find(timeOf(frame, timeS, fps));
    if (kind === 'picture') cost.rowsMatched += rows;
    else if (kind === 'gap') cost.rowsInGaps += rows;
    else cost.rowsPastEnd += rows;
  }
  return cost;
}

/** What is known of a file's frames beside the clip's pictures. */
export interface FrameFacts {
  readonly clip: ClipProbe;
  readonly tally: FrameTally;
  readonly lastFrame: number | undefined;
  /** Rate at which the file counts, where it or a person says so. */
  readonly fileFps: number | undefined;
  readonly timed: boolean;
}

/** A rate that differs by less is the same rate, rounded. */
const sameRate = 0.005;
const halfPicture = 0.5;
const farShare = 0.1;

interface Doubt {
  readonly pastEnd: boolean;
  readonly timesDiffer: boolean;
  readonly ratesDiffer: boolean;
}

function timesDiffer({ clip, tally, timed }: FrameFacts): boolean {
  if (!timed) return false;
  const comparer = createTimeComparer(clip.index);
  for (const [frame, { timeS }] of tally.frames()) comparer.addRow(frame, timeS);
  const distance = comparer.distance();
  return distance.medianPictures > halfPicture || distance.farShare > farShare;
}

function doubtOf(facts: FrameFacts): Doubt {
  const { clip, lastFrame, fileFps } = facts;
  const clipFps = clip.timing.usualUs > 0 ? 1e6 / clip.timing.usualUs : 0;
  const apart = fileFps === undefined || clipFps === 0 ? 0 : Math.abs(fileFps / clipFps - 1);
  return {
    pastEnd: lastFrame !== undefined && lastFrame >= frameCount(clip.index),
    timesDiffer: timesDiffer(facts),
    ratesDiffer: apart > sameRate,
  };
}

function rate(fps: number): string {
  return String(Math.round(fps * 1000) / 1000);
}

function sayDoubt(facts: FrameFacts, doubt: Doubt): string {
  const { clip, lastFrame = 0, fileFps = 0 } = facts;
  const { timing, index } = clip;
  const parts: string[] = [];
  if (doubt.pastEnd)
    parts.push(
      `The file names frame ${lastFrame}; the clip's ${frameCount(index)} pictures end at ${frameCount(index) - 1}.`,
    );
  if (timing.missingPictures > 0)
    parts.push(
      `At an even rate the clip would have ${frameCount(index) + timing.missingPictures} pictures; ${timing.missingPictures} were dropped.`,
    );
  if (doubt.timesDiffer)
    parts.push('The times of the rows are not those of the pictures with their numbers.');
  if (doubt.ratesDiffer)
    parts.push(
      `The file counts ${rate(fileFps)} frames per second, the clip shows ${rate(1e6 / timing.usualUs)}.`,
    );
  return parts.join(' ');
}

function sayCost({ rowsMatched, rowsInGaps, rowsPastEnd }: Cost): string {
  const lost = [
    ...(rowsInGaps > 0 ? [`${rowsInGaps} fall into gaps`] : []),
    ...(rowsPastEnd > 0 ? [`${rowsPastEnd} lie past the end`] : []),
  ];
  return `${rowsMatched} rows find a picture${lost.length === 0 ? '' : `, ${lost.join(', ')}`}.`;
}

function recommend(doubt: Doubt, byNumber: Cost, byTime: Cost, rows: number): Matching {
  const preferTime = doubt.timesDiffer || doubt.ratesDiffer || byTime.rowsMatched > byNumber.rowsMatched;
  const best = preferTime ? byTime : byNumber;
  if (best.rowsMatched * 2 < rows) return 'no_clip';
  return preferTime ? 'time' : 'number';
}

/** How file and clip disagree and what may be done about it; undefined where they agree. */
export function judgeFrames(facts: FrameFacts): FrameJudgement | undefined {
  const doubt = doubtOf(facts);
  if (!doubt.pastEnd && !doubt.timesDiffer && !doubt.ratesDiffer) return undefined;
  const { clip, tally, fileFps } = facts;
  const { index } = clip;
  const byNumber = costByNumber(tally, frameCount(index));
  const byTime = costByTime(tally, index, fileFps ?? typicalFps(index));
  const rows = byNumber.rowsMatched + byNumber.rowsPastEnd;
  const without: Cost = { ...noCost, rowsMatched: rows };
  return {
    says: sayDoubt(facts, doubt),
    recommended: recommend(doubt, byNumber, byTime, rows),
    choices: [
      {
        matching: 'number',
        ...byNumber,
        says: `Frame n of the file is picture n of the clip: ${sayCost(byNumber)}`,
      },
      {
        matching: 'time',
        ...byTime,
        says: `Each row goes to the picture shown at its time: ${sayCost(byTime)}`,
      },
      {
        matching: 'no_clip',
        ...without,
        says: `The clip is left out, and all ${rows} rows are reviewed on a plan view.`,
      },
    ],
  };
}

type PreviewFrame = InspectionPreview['byNumber'][number];

function previewFrame(
  frame: number,
  boxes: readonly TalliedBox[],
  clip: ClipProbe | undefined,
): PreviewFrame {
  return {
    frame,
    boxes: boxes.map(({ trackId, x, y, w, h }): PreviewFrame['boxes'][number] => [trackId, x, y, w, h]),
    ...(clip === undefined
      ? {}
      : { timeS: clip.timing.firstPictureUs / 1e6 + frameMiddleS(clip.index, frame) }),
  };
}

function shownByTime(tally: FrameTally, clip: ClipProbe, fps: number): readonly PreviewFrame[] {
  const find = createPictureFinder(clip.index);
  const frames = new Map<number, PreviewFrame>();
  for (const [frame, boxes] of tally.shown()) {
    const timeS = tally.frames().get(frame)?.timeS ?? Number.NaN;
    const found = find(timeOf(frame, timeS, fps));
    if (found.kind === 'picture' && !frames.has(found.frame))
      frames.set(found.frame, previewFrame(found.frame, boxes, clip));
  }
  return [...frames.values()];
}

/** Boxes to show on pictures by each matching. Without a clip, frames stand for pictures. */
export function previewOf(
  tally: FrameTally,
  clip: ClipProbe | undefined,
  fileFps: number | undefined,
): InspectionPreview {
  const pictures = clip === undefined ? Number.POSITIVE_INFINITY : frameCount(clip.index);
  const byNumber = tally
    .shown()
    .filter(([frame]) => frame < pictures)
    .map(([frame, boxes]) => previewFrame(frame, boxes, clip));
  const byTime = clip === undefined ? [] : shownByTime(tally, clip, fileFps ?? typicalFps(clip.index));
  return { byNumber: byNumber.slice(0, shownFrames), byTime: byTime.slice(0, shownFrames) };
}
