import { problem, raise } from '#contract/errors';
import type { InputPart } from '#main/importers/input-part';
import type { ReadOptions } from '#main/importers/track-format';

/** Size of a picture in px. */
export interface PictureSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** The size of the picture that a person or the clip gives; undefined where it is unknown. */
export function sizeFrom(options: ReadOptions): PictureSize | undefined {
  const { widthPx, heightPx } = options;
  const isKnown = widthPx !== undefined && heightPx !== undefined && widthPx > 0 && heightPx > 0;
  return isKnown ? { widthPx, heightPx } : undefined;
}

/** Refuses a file whose coordinates are shares of a picture of unknown size. */
export function refuseUnknownSize(part: InputPart, line: number, column: number): never {
  return raise(
    problem('unit_mismatch', 'Coordinates are shares of the picture, whose size is unknown.', {
      file: part.label,
      line,
      column,
      field: 'x',
      hint: 'Give the clip too, or the width and height of its picture in px.',
    }),
  );
}
