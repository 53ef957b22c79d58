import { z } from 'zod';
import type { CellFault } from '#pipeline/normalize/cell';
import { boxAround, type Box } from './box-row.ts';
import { keypointName, type FoundKeypoint } from './keypoints.ts';

const idSchema = z.union([z.int(), z.string().max(300)], { error: 'must be a whole number or a text' });
const number = z.number({ error: 'must be a number' });

/** An entry of `annotations`, or a result: they differ in `score` alone. */
export const recordSchema = z.object({
  image_id: idSchema.optional(),
  video_id: idSchema.optional(),
  category_id: idSchema.optional(),
  id: idSchema.nullish(),
  track_id: idSchema.nullish(),
  instance_id: idSchema.nullish(),
  bbox: z.array(number).length(4, { error: 'must have four numbers: left, top, width, height' }).nullish(),
  /** YouTube-VIS: one box per picture of the video. */
  bboxes: z.array(z.array(number).length(4).nullable()).nullish(),
  keypoints: z.array(number.nullable()).nullish(),
  score: z.number({ error: 'must be a number' }).nullish(),
  iscrowd: z.union([z.int(), z.boolean()]).nullish(),
  attributes: z
    .object({ track_id: idSchema.nullish(), occluded: z.union([z.boolean(), z.int()]).nullish() })
    .nullish(),
});
export type CocoRecord = z.infer<typeof recordSchema>;

export const imageSchema = z.object({
  id: idSchema,
  file_name: z.string().nullish(),
  width: z.number().nullish(),
  height: z.number().nullish(),
  video_id: idSchema.nullish(),
  frame_id: z.int({ error: 'must be a whole number' }).nullish(),
  frame_index: z.int({ error: 'must be a whole number' }).nullish(),
});
export type CocoImage = z.infer<typeof imageSchema>;

export const videoSchema = z.object({
  id: idSchema,
  width: z.number().nullish(),
  height: z.number().nullish(),
  fps: z.number().nullish(),
});

export const categorySchema = z.object({
  id: idSchema,
  name: z.string(),
  keypoints: z.array(z.string()).nullish(),
});

/** The track a record names; empty where it is a detection. `id` alone numbers records, not tracks. */
export function trackIdOf(record: CocoRecord): string {
  const id = record.track_id ?? record.instance_id ?? record.attributes?.track_id;
  return id === undefined || id === null ? '' : String(id);
}

/** The track of a record that holds a whole video: its own number counts too. */
export function videoTrackIdOf(record: CocoRecord): string {
  const said = trackIdOf(record);
  return said === '' ? String(record.id ?? '') : said;
}

/** What the third number of a keypoint says: nothing but that it is there, or how sure a model is of it. */
function scoreOf(third: number): number {
  return third === 1 || third === 2 ? Number.NaN : third;
}

/**
 * Keypoints from `[x, y, v, …]`. v is 0 where a keypoint is absent, which leaves it out; 1 (hidden) and 2 (seen) carry no score;
 * any other number is a model's score.
 */
export function keypointsOf(
  record: CocoRecord,
  names: readonly string[] | undefined,
): readonly FoundKeypoint[] | CellFault {
  const values = record.keypoints ?? [];
  if (values.length % 3 !== 0)
    return {
      field: 'keypoints',
      message: `keypoints has ${values.length} numbers; there must be three for each keypoint.`,
    };
  const count = values.length / 3;
  return Array.from({ length: count }, (_, at) => {
    const [x, y, third] = [values[at * 3], values[at * 3 + 1], values[at * 3 + 2]];
    const score = scoreOf(third ?? Number.NaN);
    return { keypoint: keypointName(at, count, names), x: x ?? Number.NaN, y: y ?? Number.NaN, score };
  }).filter(({ x, y }, at) => values[at * 3 + 2] !== 0 && Number.isFinite(x) && Number.isFinite(y));
}

/** A box from `[left, top, width, height]`; undefined where there is none. */
export function boxFrom(values: readonly number[] | null | undefined): Box | undefined {
  const [x, y, w, h] = values ?? [];
  if (x === undefined || y === undefined || w === undefined || h === undefined) return undefined;
  return { x, y, w, h };
}

/** The record's box in px; without one, the box around its keypoints. */
export function boxOf(record: CocoRecord, keypoints: readonly FoundKeypoint[]): Box | CellFault {
  const box = boxFrom(record.bbox) ?? boxAround(keypoints);
  return box ?? { field: 'bbox', message: 'There is no bbox, and no keypoints to make one of.' };
}
