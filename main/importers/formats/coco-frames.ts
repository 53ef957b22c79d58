import { problem, raise } from '#contract/errors';
import type { InputPart } from '#main/importers/input-part';
import type { CocoImage } from './coco-record.ts';

/** An image of the file, and the line it stands in. */
export interface ListedImage {
  readonly image: CocoImage;
  readonly line: number;
}

/** How the frames of images are known. */
export interface ImageFrames {
  readonly frames: ReadonlyMap<string, number>;
  readonly how: string;
}

const lastNumber = /(\d{1,9})\D*$/;

/** The last number in a file's name without its ending, as the frame of `clip/img_000012.jpg`; NaN where it has none. */
export function numberInName(name: string): number {
  const stem = name.replace(/^.*[/\\]/, '').replace(/\.[a-z0-9]{1,5}$/i, '');
  const found = lastNumber.exec(stem)?.[1];
  return found === undefined ? Number.NaN : Number(found);
}

/** The number of the first picture where only numbers are known: 0 where it occurs, else 1. */
export function firstOf(numbers: Iterable<number>): number {
  for (const number of numbers) if (number === 0) return 0;
  return 1;
}

type Numbering = readonly [how: string, of: (image: CocoImage, at: number) => number];
const numberings: readonly Numbering[] = [
  ['frame_id', ({ frame_id: id }) => id ?? Number.NaN],
  ['frame_index', ({ frame_index: index }) => index ?? Number.NaN],
  ['the numbers in file_name', ({ file_name: name }) => numberInName(name ?? '')],
  ['the order of images', (_, at) => at],
];

function isUsable(numbers: readonly number[]): boolean {
  return numbers.every(Number.isInteger) && new Set(numbers).size === numbers.length;
}

/** Frames of all images by the first numbering that is whole and distinct in all of them; frames count from 0. */
export function framesOfImages(images: readonly ListedImage[], firstFrame: number | undefined): ImageFrames {
  for (const [how, of] of numberings) {
    const numbers = images.map(({ image }, at) => of(image, at));
    if (!isUsable(numbers)) continue;
    const isOrder = how === 'the order of images';
    const first = isOrder ? 0 : (firstFrame ?? firstOf(numbers));
    const frames = new Map(images.map(({ image }, at) => [String(image.id), (numbers[at] ?? 0) - first]));
    return { frames, how: isOrder ? how : `${how}, counted from ${first}` };
  }
  return { frames: new Map(), how: '' };
}

/** Refuses a file whose images, or whose listed videos where it has no images, are of several videos. */
export function checkOneVideo(
  part: InputPart,
  images: readonly ListedImage[],
  videoIds: readonly string[],
): void {
  const ofImages = images.map(({ image }) => String(image.video_id ?? 'none'));
  const ids = images.length > 0 ? ofImages : videoIds;
  const at = ids.findIndex((id) => id !== ids[0]);
  if (at < 0) return;
  raise(
    problem('bad_value', `The file holds several videos: ${ids[0]} and ${ids[at]}.`, {
      file: part.label,
      line: images[at]?.line ?? 1,
      field: 'video_id',
      hint: 'Give one file per clip.',
    }),
  );
}
