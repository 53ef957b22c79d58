import type { z } from 'zod';
import type { InputPart } from '#main/importers/input-part';
import { checkOneVideo, framesOfImages, type ListedImage } from './coco-frames.ts';
import { categorySchema, imageSchema, videoSchema } from './coco-record.ts';
import type { Intake } from './intake.ts';
import { readRecord } from './json-record.ts';
import { scanJson, type JsonPiece } from './json-scan.ts';
import { openText } from './open-file.ts';

interface Category {
  readonly name: string;
  readonly keypoints: readonly string[] | undefined;
}

/** What a COCO file says around its annotations. */
export interface CocoIndex {
  readonly frames: ReadonlyMap<string, number>;
  readonly how: string;
  readonly categories: ReadonlyMap<string, Category>;
  readonly images: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly fps: number;
  /** Whether any list of annotations was met. */
  readonly hasAnnotations: boolean;
}

const indexed: ReadonlySet<unknown> = new Set(['images', 'categories', 'videos']);

/** The one value of all, or NaN where they differ or are unknown. */
function common(values: readonly (number | null | undefined)[]): number {
  const [first] = values;
  return typeof first === 'number' && values.every((value) => value === first) ? first : Number.NaN;
}

class Indexer {
  readonly #intake: Intake;
  readonly images: ListedImage[] = [];
  readonly categories = new Map<string, Category>();
  readonly videos: z.infer<typeof videoSchema>[] = [];
  hasAnnotations = false;

  constructor(intake: Intake) {
    this.#intake = intake;
  }

  #read<T>(piece: JsonPiece, schema: z.ZodType<T>): T | undefined {
    const read = readRecord(piece, schema);
    if (read.ok) return read.value;
    this.#intake.given();
    this.#intake.refuse(read.fault, { line: read.line, column: read.column, text: piece.text });
    return undefined;
  }

  take(piece: JsonPiece): void {
    const [list] = piece.path;
    if (list === 'images') {
      const image = this.#read(piece, imageSchema);
      if (image !== undefined) this.images.push({ image, line: piece.line });
    } else if (list === 'categories') {
      const category = this.#read(piece, categorySchema);
      if (category === undefined) return;
      const { name, keypoints } = category;
      this.categories.set(String(category.id), { name, keypoints: keypoints ?? undefined });
    } else {
      const video = this.#read(piece, videoSchema);
      if (video !== undefined) this.videos.push(video);
    }
  }
}

/** Reads what stands around the annotations, wherever it stands; memory grows with the number of images alone. */
export async function readCocoIndex(
  part: InputPart,
  intake: Intake,
  firstFrame: number | undefined,
): Promise<CocoIndex> {
  const indexer = new Indexer(intake);
  const wanted = (path: readonly (string | number)[]): boolean => {
    indexer.hasAnnotations ||= path.length === 1 && path[0] === 'annotations';
    return path.length === 2 && indexed.has(path[0]);
  };
  for await (const pieces of scanJson(openText(part), { file: part.label, wanted }))
    for (const piece of pieces) indexer.take(piece);
  const videoIds = indexer.videos.map(({ id }) => String(id));
  checkOneVideo(part, indexer.images, videoIds);
  const sized = [...indexer.images.map(({ image }) => image), ...indexer.videos];
  return {
    ...framesOfImages(indexer.images, firstFrame),
    categories: indexer.categories,
    images: indexer.images.length,
    widthPx: common(sized.map(({ width }) => width)),
    heightPx: common(sized.map(({ height }) => height)),
    fps: common(indexer.videos.map(({ fps }) => fps)),
    hasAnnotations: indexer.hasAnnotations,
  };
}
