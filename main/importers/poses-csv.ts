import { isFault, readNumber, readOptionalNumber, type CellFault } from '#pipeline/normalize/cell';
import type { Synonyms } from '#pipeline/normalize/column-map';
import type { CellOf } from './csv-table.ts';
import type { PoseRow } from './track-format.ts';

/** Columns of poses with the names under which they may come. */
export const poseSynonyms = {
  frame: ['frame', 'frame_index', 'frame_id'],
  track_id: ['track_id', 'trackid', 'id', 'track'],
  keypoint: ['keypoint', 'keypoint_name', 'joint', 'part', 'bodypart'],
  x: ['x', 'x_px'],
  y: ['y', 'y_px'],
  score: ['score', 'conf', 'confidence', 'likelihood'],
} as const satisfies Synonyms<string>;
type PoseField = keyof typeof poseSynonyms;
export const requiredPoseFields: readonly PoseField[] = ['frame', 'track_id', 'keypoint', 'x', 'y'];

function toPoint([frame = 0, x = 0, y = 0]: readonly number[]) {
  return { frame, x, y };
}

function trimmed(text: string | undefined): string {
  return text?.trim() ?? '';
}

/** A keypoint from the cells of its row, or the first cell that cannot be read. */
export function readPoseRow(cell: CellOf<PoseField>): PoseRow | CellFault {
  const numbers: number[] = [];
  for (const field of ['frame', 'x', 'y'] as const) {
    const value = readNumber(field, cell(field) ?? '');
    if (isFault(value)) return value;
    numbers.push(value);
  }
  const score = readOptionalNumber('score', cell('score'));
  if (isFault(score)) return score;
  return {
    ...toPoint(numbers),
    trackId: trimmed(cell('track_id')),
    keypoint: trimmed(cell('keypoint')),
    score,
  };
}
