import { z } from 'zod';
import { problem, raise } from '#contract/errors';
import type { InputPart } from '#main/importers/input-part';
import type { ReadOptions, TrackFormat } from '#main/importers/track-format';
import { boxBetween, boxRow } from './box-row.ts';
import { detected, headText } from './head-text.ts';
import { createIntake, type Intake, type RecordPlace } from './intake.ts';
import { readRecord } from './json-record.ts';
import { scanJson, type JsonPath, type JsonPiece } from './json-scan.ts';
import { keypointName, poseRows, type FoundKeypoint } from './keypoints.ts';
import { openText } from './open-file.ts';
import { refuseUnknownSize, sizeFrom, type PictureSize } from './picture-size.ts';

const number = z.number({ error: 'must be a number' });
const boxSchema = z.object({ x1: number, y1: number, x2: number, y2: number });
const detectionSchema = z.object({
  name: z.string().nullish(),
  class: z.int({ error: 'must be a whole number' }).nullish(),
  confidence: number.nullish(),
  box: boxSchema,
  track_id: z.union([z.int(), z.string().max(200)]).nullish(),
  keypoints: z
    .object({ x: z.array(number), y: z.array(number), visible: z.array(number).nullish() })
    .nullish(),
  /** Scripts that write one flat list add the picture's number under one of these names. */
  frame: z.int({ error: 'must be a whole number' }).nullish(),
  frame_id: z.int({ error: 'must be a whole number' }).nullish(),
});
type Detection = z.infer<typeof detectionSchema>;

/** Shares of the picture may reach a little past its edge. */
const largestShare = 1.001;

function isShares({ x1, y1, x2, y2 }: Detection['box']): boolean {
  return [x1, y1, x2, y2].every((value) => Math.abs(value) <= largestShare);
}

function keypointsOf({ keypoints }: Detection, size: PictureSize): readonly FoundKeypoint[] {
  const { x = [], y = [], visible } = keypoints ?? {};
  const found = x.map((at, n) => ({
    keypoint: keypointName(n, x.length, undefined),
    x: at * size.widthPx,
    y: (y[n] ?? Number.NaN) * size.heightPx,
    score: visible?.[n] ?? Number.NaN,
  }));
  // The tool puts a keypoint that it does not see at (0, 0).
  return found.filter((point) => Number.isFinite(point.y) && (point.x !== 0 || point.y !== 0));
}

class DetectionReader {
  readonly #part: InputPart;
  readonly #intake: Intake;
  readonly #size: PictureSize | undefined;
  readonly #options: ReadOptions;
  posesLeftOut = 0;

  constructor(part: InputPart, intake: Intake, options: ReadOptions) {
    this.#part = part;
    this.#intake = intake;
    this.#size = sizeFrom(options);
    this.#options = options;
  }

  take(piece: JsonPiece, position: number): void {
    this.#intake.given();
    const read = readRecord(piece, detectionSchema);
    const place: RecordPlace = { line: piece.line, column: piece.column, text: piece.text };
    if (read.ok) this.#takeDetection(read.value, position, place);
    else this.#intake.refuse(read.fault, { ...place, line: read.line, column: read.column });
  }

  #takeDetection(detection: Detection, position: number, place: RecordPlace): void {
    const { box } = detection;
    const size = this.#scale(box, place);
    const trackId = String(detection.track_id ?? '');
    const [left, top] = [box.x1 * size.widthPx, box.y1 * size.heightPx];
    const row = boxRow(boxBetween(left, top, box.x2 * size.widthPx, box.y2 * size.heightPx), {
      frame: this.#frameOf(detection, position),
      trackId,
      className: detection.name ?? String(detection.class ?? ''),
      conf: detection.confidence ?? Number.NaN,
    });
    if (!this.#intake.row(row, place)) return;
    const keypoints = keypointsOf(detection, size);
    if (keypoints.length === 0) return;
    if (trackId === '') this.posesLeftOut += 1;
    else this.#intake.poses(poseRows(keypoints, row, this.#options.leastScore), place);
  }

  #frameOf({ frame, frame_id: id }: Detection, position: number): number {
    const said = frame ?? id;
    return typeof said === 'number' ? said - (this.#options.firstFrame ?? 0) : position;
  }

  /** What coordinates are multiplied by: 1 where they are px. */
  #scale(box: Detection['box'], place: RecordPlace): PictureSize {
    if (!isShares(box)) return { widthPx: 1, heightPx: 1 };
    return this.#size ?? refuseUnknownSize(this.#part, place.line, place.column);
  }
}

/** A list per picture, or one list of such lists, or one flat list; a picture may also be the text of its list. */
function isWanted(path: JsonPath, letter: string): boolean {
  const isDetection = letter === '{' && (path.length === 2 || path.length === 3);
  const isText = letter === '"' && path.length === 2;
  return (isDetection || isText) && typeof path.at(-1) === 'number';
}

/** The pieces of a picture that is given as the text of its list; the piece itself where it cannot be taken apart. */
async function piecesOfText(piece: JsonPiece, file: string): Promise<readonly JsonPiece[]> {
  const text = z.string().safeParse(jsonOrNothing(piece.text));
  if (!text.success) return [piece];
  const found: JsonPiece[] = [];
  const wanted = (path: JsonPath): boolean => path.length === 1;
  for await (const pieces of scanJson(oneText(text.data), { file, wanted }))
    found.push(...pieces.map((inner) => ({ ...inner, line: piece.line, column: piece.column })));
  return found;
}

function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function* oneText(text: string): AsyncGenerator<string> {
  yield await Promise.resolve(text);
}

/** Number of the picture, from 0: the list within the one list, else the value within the file. */
function positionOf({ path, text }: JsonPiece): number {
  const isInner = path.length === 3 || text.startsWith('"');
  return Number(path[isInner ? 1 : 0]);
}

async function readPieces(part: InputPart, reader: DetectionReader): Promise<void> {
  const scan = scanJson(openText(part), { file: part.label, several: true, wanted: isWanted });
  for await (const pieces of scan)
    for (const piece of pieces) {
      const position = positionOf(piece);
      if (!piece.text.startsWith('"')) reader.take(piece, position);
      else for (const inner of await piecesOfText(piece, part.label)) reader.take(inner, position);
    }
}

const columns = [
  { name: 'picture', becomes: 'frame', samples: [] },
  { name: 'track_id', becomes: 'track_id', samples: [] },
  { name: 'name', becomes: 'class', samples: [] },
  { name: 'box', becomes: 'x, y, w, h', samples: [] },
  { name: 'confidence', becomes: 'conf', samples: [] },
];

/**
 * Results of Ultralytics YOLO as `Results.to_json()` gives them: per picture a list of `name, class, confidence, box {x1, y1, x2,
 * y2}`, with `track_id` where it tracks (else they are detections), and `keypoints {x, y, visible}`. The lists of all pictures
 * stand in one list, or one after the other (JSON Lines), and count from 0; or one flat list has a number `frame` in each record.
 * Boxes with no side beyond 1 are shares of the picture (`normalize=True`). Source: `Results.summary` in
 * `ultralytics/engine/results.py` of ultralytics/ultralytics.
 */
export const ultralyticsJsonFormat: TrackFormat = {
  id: 'ultralytics_json',
  name: 'Ultralytics results, JSON',
  gives: 'tracks and poses',
  detect(head) {
    const text = headText(head);
    const hasBox = /\\?"box\\?"\s*:\s*\{[\s\\n]*\\?"x1\\?"\s*:/.test(text);
    if (!text.startsWith('[') || !hasBox) return detected(0, 'it has no list of box {x1, y1, x2, y2}');
    return detected(0.97, 'it lists box {x1, y1, x2, y2} as Ultralytics does');
  },
  async read(part, sinks, quarantine, options) {
    const intake = createIntake(part, sinks, quarantine);
    const reader = new DetectionReader(part, intake, options);
    await readPieces(part, reader);
    if (intake.rowsGiven() === 0)
      raise(
        problem('truncated_file', 'The file has no detection.', {
          file: part.label,
          line: 1,
          field: 'file',
        }),
      );
    const left = reader.posesLeftOut;
    const remarks = left > 0 ? [`Keypoints of ${left} detections without a track were left out.`] : [];
    return { columns, rowsGiven: intake.rowsGiven(), remarks };
  },
};
