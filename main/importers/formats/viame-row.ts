import type { PoseRow } from '#main/importers/track-format';
import { isFault, readNumber, readOptionalNumber, readWhole, type CellFault } from '#pipeline/normalize/cell';
import type { TrackRow } from '#pipeline/normalize/track-row';
import { boxBetween, boxRow } from './box-row.ts';

/** Columns before the pairs of species and confidence. */
export const fixedColumns = 9;
const boxColumns = ['TL_x', 'TL_y', 'BR_x', 'BR_y'] as const;
const firstBoxColumn = 3;

export interface ViameRow {
  readonly row: TrackRow;
  readonly poses: readonly PoseRow[];
}

/** A fault in the cell number `at`, from 0. */
export interface AtCell extends CellFault {
  readonly at: number;
}

function atCell(fault: CellFault, at: number): AtCell {
  return { ...fault, at };
}

interface Species {
  readonly className: string;
  readonly conf: number;
}

/** The species with the highest confidence, from pairs that go on until a cell that begins with "(" or is empty. */
function readSpecies(cells: readonly string[]): Species | AtCell {
  const conf = readOptionalNumber('confidence', cells[7]);
  if (isFault(conf)) return atCell(conf, 7);
  let best: Species | undefined;
  for (let at = fixedColumns; at + 1 < cells.length; at += 2) {
    const className = cells[at]?.trim() ?? '';
    if (className === '' || className.startsWith('(')) break;
    const own = readOptionalNumber('confidence', cells[at + 1]);
    if (isFault(own)) return atCell(own, at + 1);
    if (best === undefined || own > best.conf) best = { className, conf: own };
  }
  return best ?? { className: '', conf };
}

const keypointText = /^\(kp\)\s+(\S+)\s+(\S+)\s+(\S+)\s*$/;

function readKeypoint(cell: string, at: number, of: { frame: number; trackId: string }): PoseRow | AtCell {
  const [, keypoint = '', ...numbers] = keypointText.exec(cell.trim()) ?? [];
  if (keypoint === '')
    return { field: 'kp', message: `"${cell.slice(0, 40)}" is not (kp), a name, x and y.`, at };
  const [x, y] = numbers.map((text) => readNumber('kp', text));
  if (x === undefined || y === undefined) return { field: 'kp', message: 'kp has no place.', at };
  if (isFault(x)) return atCell(x, at);
  if (isFault(y)) return atCell(y, at);
  return { ...of, keypoint, x, y, score: Number.NaN };
}

function readKeypoints(
  cells: readonly string[],
  of: { readonly frame: number; readonly trackId: string },
): readonly PoseRow[] | AtCell {
  const poses: PoseRow[] = [];
  for (const [at, cell] of cells.entries()) {
    if (at < fixedColumns || !cell.trimStart().startsWith('(kp)')) continue;
    const pose = readKeypoint(cell, at, of);
    if (isFault(pose)) return pose;
    poses.push(pose);
  }
  return poses;
}

function readNumbers(cells: readonly string[]): readonly number[] | AtCell {
  const numbers: number[] = [];
  for (const [n, field] of boxColumns.entries()) {
    const value = readNumber(field, cells[firstBoxColumn + n] ?? '');
    if (isFault(value)) return atCell(value, firstBoxColumn + n);
    numbers.push(value);
  }
  return numbers;
}

interface Identity {
  readonly frame: number;
  readonly trackId: string;
}

function readIdentity(cells: readonly string[], firstFrame: number): Identity | AtCell {
  const trackId = cells[0]?.trim() ?? '';
  if (trackId === '') return { field: 'track_id', message: 'The track id is empty.', at: 0 };
  const frame = readWhole('frame', cells[2] ?? '');
  if (isFault(frame)) return atCell(frame, 2);
  return { frame: frame - firstFrame, trackId };
}

function readBoxRow(cells: readonly string[], identity: Identity, isDetection: boolean): TrackRow | AtCell {
  const numbers = readNumbers(cells);
  if (isFault(numbers)) return numbers;
  const species = readSpecies(cells);
  if (isFault(species)) return species;
  const [left = 0, top = 0, right = 0, bottom = 0] = numbers;
  const trackId = isDetection ? '' : identity.trackId;
  return boxRow(boxBetween(left, top, right, bottom), { ...species, frame: identity.frame, trackId });
}

/** A row of VIAME's CSV; attributes that people gave, in (atr) and (trk-atr), are not read. */
export function readViameRow(
  cells: readonly string[],
  as: { readonly isDetection: boolean; readonly firstFrame: number },
): ViameRow | AtCell {
  if (cells.length < fixedColumns)
    return {
      field: '',
      message: `The row has ${cells.length} values; there must be at least ${fixedColumns}.`,
      at: 0,
    };
  const identity = readIdentity(cells, as.firstFrame);
  if (isFault(identity)) return identity;
  const row = readBoxRow(cells, identity, as.isDetection);
  if (isFault(row)) return row;
  const poses = as.isDetection ? [] : readKeypoints(cells, identity);
  return isFault(poses) ? poses : { row, poses };
}
