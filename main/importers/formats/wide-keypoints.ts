import { isFault, readOptionalNumber, type CellFault } from '#pipeline/normalize/cell';
import type { Keypoint } from './pose-boxes.ts';

/** Where the values of a keypoint stand in a row; `score` is -1 where there is no such column. */
export interface KeypointColumns {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly score: number;
}

/** A fault and the number of the cell that has it. */
export type FaultAt = CellFault & { readonly at: number };

export interface ReadKeypoints {
  readonly keypoints: readonly Keypoint[];
  /** The first cell that cannot be used; the keypoint it belongs to is left out. */
  readonly fault: FaultAt | undefined;
}

const coordinates = ['x', 'y', 'score'] as const;

function readOne(cells: readonly string[], columns: KeypointColumns): Keypoint | FaultAt | undefined {
  const { name } = columns;
  const values = { x: Number.NaN, y: Number.NaN, score: Number.NaN };
  for (const coordinate of coordinates) {
    const at = columns[coordinate];
    const value = readOptionalNumber(`${name} ${coordinate}`, cells[at]);
    if (isFault(value)) return { ...value, at };
    values[coordinate] = value;
  }
  const lacks = { x: Number.isNaN(values.x), y: Number.isNaN(values.y) };
  if (lacks.x && lacks.y) return undefined;
  if (!lacks.x && !lacks.y) return { name, ...values };
  const lacking = lacks.x ? 'x' : 'y';
  return { field: `${name} ${lacking}`, message: `${name} has only one of x and y.`, at: columns[lacking] };
}

/** The keypoints of a row; undefined where all their cells are empty. */
export function readKeypoints(
  cells: readonly string[],
  columns: readonly KeypointColumns[],
): ReadKeypoints | undefined {
  const read = columns.map((of) => readOne(cells, of)).filter((keypoint) => keypoint !== undefined);
  if (read.length === 0) return undefined;
  return {
    keypoints: read.filter((of): of is Keypoint => !isFault(of)),
    fault: read.find((of): of is FaultAt => isFault(of)),
  };
}
