import type { Columnar, PlainTable, PlainWriter } from '#contract/ports/columnar';
import { ok, type Result } from '#contract/errors';
import { checkWhole, isFault, type CellFault } from '#pipeline/normalize/cell';
import { createTrackLedger } from '#pipeline/normalize/track-ledger';
import { poseShape, type PoseBlock, type TrackBlock } from '#pipeline/normalize/track-shape';
import { pickRows } from '#pipeline/normalize/row-block';
import { createTextNumbers, rankTexts } from './number-texts.ts';
import { poseSpecs } from './pose-table.ts';
import { createRowSpool } from './row-spool.ts';
import { sortSpool, type SortedRows } from './sorted-rows.ts';
import type { PoseRow } from './track-format.ts';
import { inOrder, type IntakePlace, type SortedTracks } from './track-intake.ts';

/** All keypoints of a source, in order. */
export interface SortedPoses {
  readonly ids: readonly string[];
  readonly keypoints: readonly string[];
  /** Keypoints by track id (by letters), frame and keypoint, as often as wanted. */
  pieces(): Generator<PoseBlock>;
}

export interface PoseIntake {
  /** Takes the keypoint that stands at `line` (from 1), or says why not. */
  add(row: PoseRow, line: number): CellFault | undefined;
  rows(): number;
  finish(): SortedPoses;
  drop(): void;
}

const numberColumns = ['frame', 'x', 'y', 'score'] as const;
const largestPx = 1e6;

function checkPose(row: PoseRow, { frameLimit, limitedBy }: IntakePlace): CellFault | undefined {
  const frame = checkWhole('frame', row.frame);
  if (isFault(frame)) return frame;
  if (frame >= frameLimit) return { field: 'frame', message: `Frame ${frame} lies beyond ${limitedBy}.` };
  for (const field of ['x', 'y'] as const)
    if (!(Math.abs(row[field]) <= largestPx))
      return { field, message: `${field} is ${row[field]} px, which no picture has.` };
  if (row.trackId === '') return { field: 'track_id', message: 'track_id is empty.' };
  return row.keypoint === '' ? { field: 'keypoint', message: 'keypoint is empty.' } : undefined;
}

/** Takes keypoints in any order and gives them back sorted, in memory that does not grow with their number. */
export function createPoseIntake(place: IntakePlace): PoseIntake {
  const ledger = createTrackLedger();
  const keypoints = createTextNumbers();
  const spool = createRowSpool(poseShape, place.filePath, place.sizes);
  let sorted: SortedRows<keyof typeof poseShape> | undefined;

  function sort(): SortedRows<keyof typeof poseShape> {
    const { order, rankOf } = rankTexts(ledger.ids());
    const facts = ledger.facts();
    const pictures = facts.rows.reduce((sum, rows) => sum + rows, 0);
    const perPicture = Math.ceil(spool.rows() / Math.max(1, pictures));
    const keys = {
      rows: inOrder(facts.rows, order).map((rows) => rows * perPicture),
      firstFrame: inOrder(facts.firstFrame, order),
      lastFrame: inOrder(facts.lastFrame, order),
    };
    const by = {
      keys,
      keyOf: ({ track }: PoseBlock['columns'], row: number): number => rankOf[track[row] ?? 0] ?? 0,
      tieOf: ({ keypoint }: PoseBlock['columns'], row: number): number => keypoint[row] ?? 0,
    };
    return sortSpool(poseShape, spool, by, place.sizes, place.filePath, place.pulse);
  }

  return {
    add(row, line) {
      const fault = checkPose(row, place);
      if (fault !== undefined) return fault;
      const track = ledger.numberOf(row.trackId);
      ledger.add(track, row.frame, line);
      const columns = spool.open();
      const at = spool.rowsInOpen();
      columns.track[at] = track;
      columns.line[at] = line;
      columns.keypoint[at] = keypoints.of(row.keypoint);
      for (const name of numberColumns) columns[name][at] = row[name];
      spool.push();
      return undefined;
    },
    rows: () => spool.rows(),
    finish() {
      const rows = sort();
      sorted = rows;
      return { ids: ledger.ids(), keypoints: keypoints.texts(), pieces: () => rows.pieces() };
    },
    drop() {
      spool.clear();
      sorted?.remove();
    },
  };
}

/** A keypoint that stands there twice. Lines count from 1. */
export interface DoublePose {
  readonly line: number;
  readonly firstLine: number;
}

/** What became of the keypoints. */
export interface PosesWritten {
  readonly rows: number;
  /** Keypoints whose track has no row in their picture. */
  readonly lonely: number;
  readonly doubled: number;
  /** The first ones in the order of tracks. */
  readonly firstDoubled: readonly DoublePose[];
}

const toldDoubles = 1000;

/** Walks through tracks beside their keypoints, both in order, and knows whether a track has a row in a frame. */
function createRowSeeker(tracks: SortedTracks) {
  const pieces = tracks.pieces();
  let piece = nextPiece();
  let row = 0;

  function nextPiece(): TrackBlock | undefined {
    const next = pieces.next();
    return next.done === true ? undefined : next.value;
  }

  function skipPiece(): void {
    row = 0;
    piece = nextPiece();
  }

  /** Below 0 where the row at hand comes before the track and frame. */
  function compare(id: string, frame: number): number {
    const own = tracks.ids[piece?.columns.track[row] ?? 0] ?? '';
    if (own === id) return (piece?.columns.frame[row] ?? 0) - frame;
    return own < id ? -1 : 1;
  }

  return (id: string, frame: number): boolean => {
    while (piece !== undefined) {
      if (row >= piece.rows) skipPiece();
      else {
        const order = compare(id, frame);
        if (order >= 0) return order === 0;
        row += 1;
      }
    }
    return false;
  };
}

interface PosePlace {
  readonly track: number;
  readonly frame: number;
  readonly keypoint: number;
  readonly line: number;
}

function placeOf({ columns }: PoseBlock, row: number): PosePlace {
  const { track, frame, keypoint, line } = columns;
  return {
    track: track[row] ?? 0,
    frame: frame[row] ?? 0,
    keypoint: keypoint[row] ?? 0,
    line: line[row] ?? 1,
  };
}

/** Tells which keypoints of sorted pieces are kept: those of known rows where `hasRow` is asked, each once. */
function createPoseFilter(
  ids: readonly string[],
  hasRow: ((id: string, frame: number) => boolean) | undefined,
) {
  let last: PosePlace = { track: -1, frame: -1, keypoint: -1, line: 0 };
  let known = false;
  let [lonely, doubled] = [0, 0];
  const firstDoubled: DoublePose[] = [];

  function noteDouble(line: number): void {
    doubled += 1;
    if (firstDoubled.length < toldDoubles) firstDoubled.push({ line, firstLine: last.line });
  }

  function isKept(place: PosePlace): boolean {
    const samePicture = place.track === last.track && place.frame === last.frame;
    if (samePicture && place.keypoint === last.keypoint) {
      noteDouble(place.line);
      return false;
    }
    last = place;
    if (!samePicture) known = hasRow?.(ids[place.track] ?? '', place.frame) ?? true;
    if (!known) lonely += 1;
    return known;
  }

  return {
    pass(piece: PoseBlock): PoseBlock {
      const kept = new Int32Array(piece.rows);
      let filled = 0;
      for (let row = 0; row < piece.rows; row++)
        if (isKept(placeOf(piece, row))) {
          kept[filled] = row;
          filled += 1;
        }
      return filled === piece.rows ? piece : pickRows(poseShape, piece, kept.subarray(0, filled));
    },
    found: () => ({ lonely, doubled, firstDoubled }),
  };
}

function tableOf({ rows, columns }: PoseBlock, { ids, keypoints }: SortedPoses): PlainTable {
  const cut = <Column extends Int32Array | Float32Array | Float64Array>(column: Column) =>
    column.subarray(0, rows);
  const { track, keypoint, frame, x, y, score } = columns;
  return {
    rows,
    columns: {
      frame: cut(frame),
      track_id: { texts: ids, codes: new Int32Array(cut(track)) },
      keypoint: { texts: keypoints, codes: new Int32Array(cut(keypoint)) },
      x: cut(x),
      y: cut(y),
      score: cut(score),
    },
  };
}

/** Closes the file, or gives it up where no keypoint came. */
async function close(writer: PlainWriter | undefined, rows: number): Promise<Result<unknown>> {
  if (writer === undefined) return ok(undefined);
  if (rows > 0) return writer.finish();
  await writer.abort();
  return ok(undefined);
}

/**
 * Writes sorted keypoints as canonical Parquet. With `tracks`, only those whose track has a row in the same frame. Without a
 * path, they are only counted.
 */
export async function writePoses(
  columnar: Columnar,
  path: string | undefined,
  poses: SortedPoses,
  tracks: SortedTracks | undefined,
): Promise<Result<PosesWritten>> {
  const filter = createPoseFilter(poses.ids, tracks === undefined ? undefined : createRowSeeker(tracks));
  const writer = path === undefined ? undefined : columnar.openPlainWriter(path, poseSpecs);
  let rows = 0;
  try {
    for (const all of poses.pieces()) {
      const piece = filter.pass(all);
      rows += piece.rows;
      await writer?.add(tableOf(piece, poses));
    }
  } catch (thrown) {
    await writer?.abort();
    throw thrown;
  }
  const closed = await close(writer, rows);
  return closed.ok ? ok({ rows, ...filter.found() }) : closed;
}
