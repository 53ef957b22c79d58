import { z } from 'zod';
import { problem, raise } from '#contract/errors';
import type { InputPart } from '#main/importers/input-part';
import type { ReadOptions, TrackFormat } from '#main/importers/track-format';
import { boxAroundTurned, boxRow, type Box } from './box-row.ts';
import { detected, headText } from './head-text.ts';
import { createIntake, type Intake, type RecordPlace } from './intake.ts';
import { readRecord } from './json-record.ts';
import { scanJson, type JsonPath, type JsonPiece } from './json-scan.ts';
import { fillBetween, type Keyframe } from './keyframes.ts';
import { openText } from './open-file.ts';
import { refuseUnknownSize, sizeFrom, type PictureSize } from './picture-size.ts';

const number = z.number({ error: 'must be a number' });
const keyframeSchema = z.object({
  frame: z.int({ error: 'must be a whole number' }),
  enabled: z.boolean().default(true),
  rotation: number.nullish(),
  x: number,
  y: number,
  width: number,
  height: number,
});
type SequenceItem = z.infer<typeof keyframeSchema>;

const videoSchema = z.object({
  sequence: z.array(z.unknown()),
  framesCount: z.number().nullish(),
  labels: z.array(z.string()).nullish(),
  rectanglelabels: z.array(z.string()).nullish(),
  original_width: z.number().nullish(),
  original_height: z.number().nullish(),
});
type VideoValue = z.infer<typeof videoSchema>;
/** A region of `result`; other kinds than boxes in a video have no `sequence`. */
const regionSchema = z.object({
  id: z.union([z.string().max(200), z.int()]).nullish(),
  type: z.string().nullish(),
  score: z.number().nullish(),
  original_width: z.number().nullish(),
  original_height: z.number().nullish(),
  value: z.record(z.string(), z.unknown()).nullish(),
});
const largestPercent = 100;

/** `[task, annotations or predictions, n, result, at]`, and `[task, name, at]` of the short form (JSON_MIN). */
function isRegion(path: JsonPath, letter: string): boolean {
  if (letter !== '{' || typeof path[0] !== 'number') return false;
  if (path.length === 5) return isSet(path[1]) && path[3] === 'result';
  return path.length === 3 && !isSet(path[1]) && typeof path[2] === 'number' && path[1] !== 'drafts';
}

function isSet(name: string | number | undefined): boolean {
  return name === 'annotations' || name === 'predictions' || name === 'completions';
}

interface Region {
  readonly trackId: string;
  readonly className: string;
  readonly conf: number;
  readonly size: PictureSize;
  readonly framesCount: number;
}

class RegionReader {
  readonly #part: InputPart;
  readonly #intake: Intake;
  readonly #options: ReadOptions;
  /** The one task and the one set of regions that are read. */
  #task: string | undefined;
  #set: string | undefined;
  #regions = 0;
  readonly leftOut = { sets: new Set<string>(), others: 0 };
  filled = 0;

  constructor(part: InputPart, intake: Intake, options: ReadOptions) {
    this.#part = part;
    this.#intake = intake;
    this.#options = options;
  }

  take(piece: JsonPiece): void {
    const read = readRecord(piece, piece.path.length === 5 ? regionSchema : videoRegionSchema);
    if (!read.ok) {
      this.#intake.given();
      this.#intake.refuse(read.fault, { line: read.line, column: read.column, text: piece.text });
      return;
    }
    const value = videoSchema.safeParse(read.value.value);
    if (!value.success) {
      this.leftOut.others += 1;
      return;
    }
    if (!this.#isRead(piece)) return;
    this.#regions += 1;
    this.#takeVideo(value.data, this.#regionOf(read.value, value.data, piece), piece);
  }

  /** Only one task, and of it the first set of regions is read: several people's boxes of one object would be several tracks. */
  #isRead({ path, line, column }: JsonPiece): boolean {
    const task = String(path[0]);
    this.#task ??= task;
    if (task !== this.#task)
      raise(
        problem('bad_value', 'The file holds several tasks with boxes in videos.', {
          file: this.#part.label,
          line,
          column,
          field: 'task',
          hint: 'Give one file per clip: export one task.',
        }),
      );
    const set = path.length === 5 ? `${path[1]}[${path[2]}]` : String(path[1]);
    this.#set ??= set;
    if (set !== this.#set) this.leftOut.sets.add(set);
    return set === this.#set;
  }

  #regionOf(region: z.infer<typeof regionSchema>, value: VideoValue, piece: JsonPiece): Region {
    const width = value.original_width ?? region.original_width ?? Number.NaN;
    const height = value.original_height ?? region.original_height ?? Number.NaN;
    const own = width > 0 && height > 0 ? { widthPx: width, heightPx: height } : undefined;
    const size = own ?? sizeFrom(this.#options) ?? refuseUnknownSize(this.#part, piece.line, piece.column);
    return {
      trackId: String(region.id ?? this.#regions),
      className: value.labels?.[0] ?? value.rectanglelabels?.[0] ?? '',
      conf: region.score ?? Number.NaN,
      size,
      framesCount: value.framesCount ?? 0,
    };
  }

  #takeVideo(value: VideoValue, region: Region, piece: JsonPiece): void {
    const place: RecordPlace = { line: piece.line, column: piece.column, text: piece.text };
    const items: SequenceItem[] = [];
    for (const item of value.sequence) {
      const parsed = keyframeSchema.safeParse(item);
      this.#intake.given();
      if (parsed.success) items.push(parsed.data);
      else this.#refuseItem(parsed.error.issues[0], item, place);
    }
    items.sort((a, b) => a.frame - b.frame);
    for (const [at, item] of items.entries()) this.#takeItem(item, items[at + 1], region, place);
  }

  #refuseItem(issue: z.core.$ZodIssue | undefined, item: unknown, place: RecordPlace): void {
    const field = String(issue?.path[0] ?? 'sequence');
    const fault = { field, message: `${field}: ${issue?.message ?? 'it has not the expected form'}.` };
    this.#intake.refuse(fault, { ...place, text: JSON.stringify(item) });
  }

  /** A keyframe has its box; where it is enabled the box goes on to the next one, or to the end of the video. */
  #takeItem(item: SequenceItem, next: SequenceItem | undefined, region: Region, place: RecordPlace): void {
    const here = this.#keyframe(item, region);
    const text = JSON.stringify(item);
    if (next?.frame === item.frame && isSame(next, item)) return;
    const row = (frame: number, box: Box) => boxRow(box, { ...region, frame });
    if (!this.#intake.row(row(here.frame, here.box), { ...place, text })) return;
    if (!item.enabled) return;
    const last = region.framesCount - this.#first() + 1;
    const until = next === undefined ? { frame: last, box: here.box } : this.#keyframe(next, region);
    const { rows, fault } = fillBetween(here, until, (frame, box) =>
      this.#intake.extraRow(row(frame, box), place.line),
    );
    this.filled += rows;
    if (fault !== undefined) this.#intake.refuse(fault, { ...place, text });
  }

  #first(): number {
    return this.#options.firstFrame ?? 1;
  }

  #keyframe(item: SequenceItem, { size }: Region): Keyframe {
    const [across, down] = [size.widthPx / largestPercent, size.heightPx / largestPercent];
    const [x, y] = [item.x * across, item.y * down];
    const box = { x, y, w: item.width * across, h: item.height * down };
    return { frame: item.frame - this.#first(), box: boxAroundTurned(box, item.rotation ?? 0, { x, y }) };
  }
}

const sequenceFields = ['enabled', 'rotation', 'x', 'y', 'width', 'height'] as const;

function isSame(a: SequenceItem, b: SequenceItem): boolean {
  return sequenceFields.every((field) => a[field] === b[field]);
}

/** A region of the short form is its value alone. */
const videoRegionSchema = z
  .record(z.string(), z.unknown())
  .transform((value): z.infer<typeof regionSchema> => ({ value }));

const columns = [
  { name: 'frame', becomes: 'frame', samples: [] },
  { name: 'id', becomes: 'track_id', samples: [] },
  { name: 'labels', becomes: 'class', samples: [] },
  { name: 'x', becomes: 'x', samples: [] },
  { name: 'y', becomes: 'y', samples: [] },
  { name: 'width', becomes: 'w', samples: [] },
  { name: 'height', becomes: 'h', samples: [] },
];

function remarksOf({ filled, leftOut }: RegionReader): readonly string[] {
  const remarks: string[] = [];
  if (filled > 0)
    remarks.push(`${filled} boxes between keyframes were filled in on straight lines, as Label Studio does.`);
  if (leftOut.sets.size > 0)
    remarks.push(`Regions of ${[...leftOut.sets].join(', ').slice(0, 200)} were left out.`);
  if (leftOut.others > 0)
    remarks.push(`${leftOut.others} regions that are no boxes in a video were left out.`);
  return remarks;
}

/**
 * Label Studio's JSON (also JSON_MIN) of a video: regions `videorectangle` with a `sequence` of keyframes, frames from 1, boxes
 * in percent of the picture, `enabled` where the box goes on after the keyframe; between keyframes it moves on straight lines,
 * after the last it stays until `framesCount`. Sources: "VideoRectangle" in Label Studio's documentation; `interpolateProp` and
 * `VideoRegion` of HumanSignal/label-studio; `extract_key_frames` in `label_studio_tools/core/utils`.
 */
export const labelStudioFormat: TrackFormat = {
  id: 'label_studio',
  name: 'Label Studio video, JSON',
  gives: 'tracks',
  detect(head) {
    const text = headText(head);
    if (!text.startsWith('[')) return detected(0, 'it is no list of tasks');
    const hasSequence = /"sequence"\s*:\s*\[/.test(text) && /"(enabled|framesCount)"\s*:/.test(text);
    if (hasSequence || /"videorectangle"/i.test(text))
      return detected(0.97, 'it has keyframes of a videorectangle');
    const isTask = /"(annotations|predictions)"\s*:\s*\[/.test(text) && /"result"\s*:\s*\[/.test(text);
    return isTask ? detected(0.4, 'it has tasks with results') : detected(0, 'it has no keyframes');
  },
  async read(part, sinks, quarantine, options) {
    const intake = createIntake(part, sinks, quarantine);
    const reader = new RegionReader(part, intake, options);
    for await (const pieces of scanJson(openText(part), { file: part.label, wanted: isRegion }))
      for (const piece of pieces) reader.take(piece);
    if (intake.rowsGiven() === 0)
      raise(
        problem('truncated_file', 'The file has no box in a video.', {
          file: part.label,
          line: 1,
          field: 'file',
          hint: 'Export the task from Label Studio as JSON.',
        }),
      );
    return { columns, rowsGiven: intake.rowsGiven(), remarks: remarksOf(reader) };
  },
};
