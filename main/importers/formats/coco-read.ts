import { problem, raise } from '#contract/errors';
import type { InputPart } from '#main/importers/input-part';
import type { Quarantine } from '#main/importers/quarantine';
import type { FormatRead, FormatSinks, ReadOptions } from '#main/importers/track-format';
import { isFault, type CellFault } from '#pipeline/normalize/cell';
import { boxRow } from './box-row.ts';
import { firstOf, numberInName } from './coco-frames.ts';
import { readCocoIndex, type CocoIndex } from './coco-index.ts';
import {
  boxFrom,
  boxOf,
  keypointsOf,
  recordSchema,
  trackIdOf,
  videoTrackIdOf,
  type CocoRecord,
} from './coco-record.ts';
import { createIntake, type Intake, type RecordPlace } from './intake.ts';
import { readRecord } from './json-record.ts';
import { scanJson, type JsonPath, type JsonPiece } from './json-scan.ts';
import { poseRows, type FoundKeypoint } from './keypoints.ts';
import { openText } from './open-file.ts';

/** What turns records into rows. */
interface Meaning {
  readonly frameOf: (record: CocoRecord) => number | CellFault;
  readonly classOf: (record: CocoRecord) => string;
  readonly keypointNames: (record: CocoRecord) => readonly string[] | undefined;
  readonly leastScore: number;
}

/** What was left out, and why. */
interface LeftOut {
  crowds: number;
  poses: number;
}

function occlusionOf(record: CocoRecord): number {
  const occluded = record.attributes?.occluded;
  return occluded === undefined || occluded === null ? Number.NaN : Number(occluded);
}

/** The boxes of one track in all pictures of its video, as YouTube-VIS has them. */
function takeBoxes(record: CocoRecord, meaning: Meaning, intake: Intake, place: RecordPlace): void {
  const trackId = videoTrackIdOf(record);
  const facts = { trackId, className: meaning.classOf(record), conf: record.score ?? Number.NaN };
  for (const [frame, values] of (record.bboxes ?? []).entries()) {
    const box = boxFrom(values);
    if (box !== undefined && !intake.row(boxRow(box, { ...facts, frame }), place)) return;
  }
}

function takePoses(
  keypoints: readonly FoundKeypoint[],
  row: { readonly frame: number; readonly trackId: string },
  place: RecordPlace,
  to: { readonly intake: Intake; readonly meaning: Meaning; readonly leftOut: LeftOut },
): void {
  if (keypoints.length === 0) return;
  if (row.trackId === '') to.leftOut.poses += 1;
  else to.intake.poses(poseRows(keypoints, row, to.meaning.leastScore), place);
}

function takeRecord(
  record: CocoRecord,
  place: RecordPlace,
  to: { readonly intake: Intake; readonly meaning: Meaning; readonly leftOut: LeftOut },
): void {
  const { intake, meaning, leftOut } = to;
  if (record.bboxes) return takeBoxes(record, meaning, intake, place);
  if (record.iscrowd === 1 || record.iscrowd === true) {
    leftOut.crowds += 1;
    return undefined;
  }
  const frame = meaning.frameOf(record);
  if (isFault(frame)) return intake.refuse(frame, place);
  const keypoints = keypointsOf(record, meaning.keypointNames(record));
  if (isFault(keypoints)) return intake.refuse(keypoints, place);
  const box = boxOf(record, keypoints);
  if (isFault(box)) return intake.refuse(box, place);
  const row = boxRow(box, {
    frame,
    trackId: trackIdOf(record),
    className: meaning.classOf(record),
    conf: record.score ?? Number.NaN,
    occlusion: occlusionOf(record),
  });
  if (intake.row(row, place)) takePoses(keypoints, row, place, to);
  return undefined;
}

async function readRecords(
  part: InputPart,
  wanted: (path: JsonPath) => boolean,
  take: (record: CocoRecord, place: RecordPlace) => void,
  intake: Intake,
): Promise<void> {
  const takePiece = (piece: JsonPiece): void => {
    intake.given();
    const read = readRecord(piece, recordSchema);
    if (read.ok) take(read.value, piece);
    else intake.refuse(read.fault, { line: read.line, column: read.column, text: piece.text });
  };
  for await (const pieces of scanJson(openText(part), { file: part.label, wanted }))
    for (const piece of pieces) takePiece(piece);
}

function resultOf(part: InputPart, intake: Intake, leftOut: LeftOut, remarks: readonly string[]): FormatRead {
  if (intake.rowsGiven() === 0)
    raise(problem('truncated_file', 'The file has no record.', { file: part.label, line: 1, field: 'file' }));
  const left = [
    ...(leftOut.crowds > 0 ? [`${leftOut.crowds} regions of crowds (iscrowd) were left out.`] : []),
    ...(leftOut.poses > 0 ? [`Keypoints of ${leftOut.poses} detections without a track were left out.`] : []),
  ];
  const columns = [
    { name: 'image_id', becomes: 'frame', samples: [] },
    { name: 'track_id', becomes: 'track_id', samples: [] },
    { name: 'category_id', becomes: 'class', samples: [] },
    { name: 'bbox', becomes: 'x, y, w, h', samples: [] },
    { name: 'score', becomes: 'conf', samples: [] },
  ];
  return { columns, rowsGiven: intake.rowsGiven(), remarks: [...remarks, ...left] };
}

function meaningOfIndex(index: CocoIndex, options: ReadOptions): Meaning {
  const categoryOf = ({ category_id: id }: CocoRecord) => index.categories.get(String(id ?? ''));
  return {
    frameOf(record) {
      const frame = index.frames.get(String(record.image_id ?? ''));
      if (frame !== undefined) return frame;
      return { field: 'image_id', message: `There is no image ${String(record.image_id ?? '')}.` };
    },
    classOf: (record) => categoryOf(record)?.name ?? String(record.category_id ?? ''),
    keypointNames: (record) => categoryOf(record)?.keypoints,
    leastScore: options.leastScore ?? 0,
  };
}

/** Reads an object of `images`, `annotations` and `categories`. */
export async function readCocoAnnotations(
  part: InputPart,
  sinks: FormatSinks,
  quarantine: Quarantine,
  options: ReadOptions,
): Promise<FormatRead> {
  const intake = createIntake(part, sinks, quarantine);
  const index = await readCocoIndex(part, intake, options.firstFrame);
  if (!index.hasAnnotations)
    raise(
      problem('missing_column', 'The file has no list of annotations.', {
        file: part.label,
        line: 1,
        field: 'annotations',
      }),
    );
  const leftOut: LeftOut = { crowds: 0, poses: 0 };
  const to = { intake, meaning: meaningOfIndex(index, options), leftOut };
  const isRecord = (path: JsonPath): boolean => path.length === 2 && path[0] === 'annotations';
  await readRecords(part, isRecord, (record, place) => takeRecord(record, place, to), intake);
  const how = index.images > 0 ? [`Frames are taken from ${index.how}.`] : [];
  const size = index.widthPx > 0 && index.heightPx > 0;
  return {
    ...resultOf(part, intake, leftOut, how),
    ...(size ? { widthPx: index.widthPx, heightPx: index.heightPx } : {}),
    ...(index.fps > 0 ? { fps: index.fps } : {}),
  };
}

/** The number an image's id stands for: itself, or the last number in the name of its file. */
function imageNumber({ image_id: id }: CocoRecord): number {
  return typeof id === 'number' ? id : numberInName(id ?? '');
}

const isListed = (path: JsonPath): boolean => path.length === 1;

const imageIdText = /"image_id"\s*:\s*(?:"([^"]*)"|(\d+))/;

/** Whether images count from 0 or from 1, which only the whole file shows; ends at the first 0. */
async function firstImage(part: InputPart): Promise<number> {
  for await (const pieces of scanJson(openText(part), { file: part.label, wanted: isListed })) {
    const numbers = pieces.map(({ text }) => {
      const [, name, number] = imageIdText.exec(text) ?? [];
      return number === undefined ? numberInName(name ?? '') : Number(number);
    });
    if (firstOf(numbers) === 0) return 0;
  }
  return 1;
}

/** Reads a list of results. */
export async function readCocoResults(
  part: InputPart,
  sinks: FormatSinks,
  quarantine: Quarantine,
  options: ReadOptions,
): Promise<FormatRead> {
  const intake = createIntake(part, sinks, quarantine);
  const first = options.firstFrame ?? (await firstImage(part));
  const meaning: Meaning = {
    frameOf(record) {
      const number = imageNumber(record);
      if (Number.isNaN(number)) return { field: 'image_id', message: 'image_id has no number.' };
      return number - first;
    },
    classOf: (record) => String(record.category_id ?? ''),
    keypointNames: () => undefined,
    leastScore: options.leastScore ?? 0,
  };
  const leftOut: LeftOut = { crowds: 0, poses: 0 };
  const to = { intake, meaning, leftOut };
  await readRecords(part, isListed, (record, place) => takeRecord(record, place, to), intake);
  return resultOf(part, intake, leftOut, [`Frames are taken from image_id, counted from ${first}.`]);
}
