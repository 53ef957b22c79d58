import { durationS, frameCount, typicalFps } from '#contract/entities/frame-index';
import type { ClipProbe } from '#contract/ports/media';
import type { Inspection } from '#contract/rpc/sources';
import type { SourceReadOptions } from '#contract/rpc/source-reading';
import { createFrameTally, type FrameTally } from './frame-tally.ts';
import type { SourceFacts } from './import-report.ts';
import { inspectColumns } from './inspected-columns.ts';
import { compareFrames, judgeFrames, previewOf } from './judge-frames.ts';
import type { Quarantine } from './quarantine.ts';
import { usualLinking } from './read-tracks.ts';
import type { ReadSource } from './source-reading.ts';
import { tableFormats } from './table-header.ts';

const inspectedRows = 200;

/** The clip as an inspection shows it. */
export function inspectedClip({
  index,
  codec,
  widthPx,
  heightPx,
  audioStreams,
}: ClipProbe): NonNullable<Inspection['clip']> {
  return {
    pictures: frameCount(index),
    durationS: durationS(index),
    widthPx,
    heightPx,
    codec,
    audioStreams,
    typicalFps: typicalFps(index),
    longestGapMs: index.durationUs.reduce((most, us) => Math.max(most, us), 0) / 1000,
  };
}

/** Boxes whose edges all lie within this are shares of the picture. */
const largestShare = 1.5;
/** Ground points farther out are centimetres; within this from the origin, shares of the ground. */
const farthestM = 1000;
const largestGroundShare = 1.05;

function boxUnitOf(formatId: string, { unit }: SourceReadOptions, box: number): Inspection['boxUnit'] {
  if (Number.isNaN(box)) return undefined;
  if (unit !== undefined) return unit;
  return tableFormats.has(formatId) && box <= largestShare ? 'share' : 'px';
}

const unitsByMetres: ReadonlyMap<number, Inspection['groundUnit']> = new Map([
  [1, 'm'],
  [0.01, 'cm'],
]);

function saidGroundUnit({ groundWidthM, metresPerUnit }: SourceReadOptions): Inspection['groundUnit'] {
  if (groundWidthM !== undefined) return 'share';
  return metresPerUnit === undefined ? undefined : (unitsByMetres.get(metresPerUnit) ?? 'unit');
}

function groundUnitOf(
  formatId: string,
  options: SourceReadOptions,
  ground: number,
): Inspection['groundUnit'] {
  if (Number.isNaN(ground)) return undefined;
  const said = saidGroundUnit(options);
  if (said !== undefined) return said;
  if (!tableFormats.has(formatId)) return 'm';
  if (ground > farthestM) return 'cm';
  return ground > 0 && ground <= largestGroundShare ? 'share' : 'm';
}

interface Seen {
  readonly source: ReadSource;
  readonly options: SourceReadOptions;
  readonly tally: FrameTally;
  readonly fileFps: number | undefined;
  readonly lastFrame: number | undefined;
}

/** Frames that begin at 1 and end at the number of the last picture count from 1. */
function countsFromOne({ source, options, tally, lastFrame }: Seen): boolean {
  const { clip, tracks } = source;
  if (options.firstFrame !== undefined || clip === undefined || !tableFormats.has(tracks.chosen.format.id))
    return false;
  return tally.firstFrame() >= 1 && lastFrame === frameCount(clip.index);
}

function guessOf(
  seen: Seen,
  boxUnit: Inspection['boxUnit'],
  groundUnit: Inspection['groundUnit'],
): SourceReadOptions {
  const { source, options, fileFps } = seen;
  return {
    ...options,
    formatId: source.tracks.chosen.format.id,
    ...(boxUnit === 'share' ? { unit: 'share' as const } : {}),
    ...(groundUnit === 'cm' ? { metresPerUnit: 0.01 } : {}),
    ...(countsFromOne(seen) ? { firstFrame: 1 } : {}),
    ...(fileFps === undefined ? {} : { fps: fileFps }),
    ...(source.tracks.linkedRows > 0 && options.linking === undefined
      ? { linking: { ...usualLinking } }
      : {}),
  };
}

function lastOf(tally: FrameTally): number | undefined {
  let last: number | undefined;
  for (const frame of tally.frames().keys()) if (last === undefined || frame > last) last = frame;
  return last;
}

function fileFpsOf({ tracks, fpsOfTimes }: ReadSource, options: SourceReadOptions): number | undefined {
  if (options.fps !== undefined) return options.fps;
  if (tracks.read.fps !== undefined) return tracks.read.fps;
  return fpsOfTimes > 0 ? Math.round(fpsOfTimes * 1000) / 1000 : undefined;
}

function matchingPart(seen: Seen): Partial<Inspection> {
  const { source, tally, fileFps, lastFrame } = seen;
  const { clip } = source;
  const preview = previewOf(tally, clip, fileFps);
  if (clip === undefined) return { preview };
  const timed = source.tracks.tracks.stats.timed();
  const judgement = judgeFrames({ clip, tally, lastFrame, fileFps, timed });
  return {
    preview,
    comparison: compareFrames(clip, lastFrame),
    ...(judgement === undefined ? {} : { judgement }),
  };
}

function unitPart(seen: Seen): Partial<Inspection> & Pick<Inspection, 'guess'> {
  const { source, options, tally, fileFps } = seen;
  const { id } = source.tracks.chosen.format;
  const { box, ground } = tally.reach();
  const boxUnit = boxUnitOf(id, options, box);
  const groundUnit = groundUnitOf(id, options, ground);
  return {
    guess: guessOf(seen, boxUnit, groundUnit),
    ...(boxUnit === undefined ? {} : { boxUnit }),
    ...(groundUnit === undefined ? {} : { groundUnit }),
    ...(fileFps === undefined ? {} : { fileFps }),
  };
}

function calibrationPart({ calibrated: { homography, errorsM } }: ReadSource): Partial<Inspection> {
  if (homography === undefined || errorsM === undefined) return {};
  return { calibration: { homography: [...homography], errorsM: [...errorsM] } };
}

/** What an import of the source would do. */
export function inspectionOf(
  source: ReadSource,
  facts: SourceFacts,
  quarantine: Quarantine,
  options: SourceReadOptions,
  given: { readonly tally: FrameTally | undefined; readonly preset: string | undefined },
): Inspection {
  const tally = given.tally ?? createFrameTally();
  const { tracks, clip, zones } = source;
  const { chosen, read } = tracks;
  const seen: Seen = {
    source,
    options,
    tally,
    fileFps: fileFpsOf(source, options),
    lastFrame: lastOf(tally),
  };
  const frames = tracks.tracks.stats.frames();
  return {
    format: chosen.format.name,
    formatId: chosen.format.id,
    formats: [...chosen.candidates],
    columns: inspectColumns(read.columns, chosen.format.id, options),
    sampleRows: [...(read.sampleRows ?? [])],
    rows: facts.rowCount,
    sampled: tracks.sampled,
    bytesRead: tracks.bytesRead,
    bytesTotal: tracks.bytesTotal,
    quarantined: quarantine.rows().slice(0, inspectedRows),
    quarantinedRows: facts.quarantinedRows,
    quarantineGroups: [...quarantine.groups()],
    tracks: facts.trackCount,
    classes: facts.classes,
    ...(frames === undefined ? {} : { frames }),
    ...(clip === undefined ? {} : { clip: inspectedClip(clip) }),
    zones: zones.map(({ id, kind }) => ({ id, kind })),
    space: facts.space,
    preview: { byNumber: [], byTime: [] },
    ...(given.tally === undefined ? {} : matchingPart(seen)),
    ...unitPart(seen),
    ...(tracks.linkedRows === 0
      ? {}
      : { detections: { rows: tracks.linkedRows, proposal: { ...usualLinking } } }),
    ...calibrationPart(source),
    ...(given.preset === undefined ? {} : { preset: given.preset }),
    remarks: [...source.remarks],
    ...(source.refusal === undefined ? {} : { refusal: source.refusal }),
    problems: [...source.warnings],
  };
}
