import { pickRows } from '#pipeline/normalize/row-block';
import { trackShape, type TrackBlock } from '#pipeline/normalize/track-shape';
import { keptRows } from './quarantine.ts';

/** A row that repeats a frame of its track; `track` is a number. Lines count from 1. */
export interface Duplicate {
  readonly track: number;
  readonly frame: number;
  readonly line: number;
  readonly firstLine: number;
}

export interface DuplicateFilter {
  /** The piece without rows that repeat one before them; tells of those, and of rows that go back in time. */
  judge(piece: TrackBlock): TrackBlock;
  /** The same without telling, for a further pass. */
  pass(piece: TrackBlock): TrackBlock;
  found(): {
    readonly count: number;
    readonly first: readonly Duplicate[];
    readonly firstLateLine: number | undefined;
  };
}

/** Of the duplicates with the lowest lines, a few more are kept than are shown before they are sorted. */
const roomForFirst = keptRows * 4;

function pick(piece: TrackBlock, kept: Int32Array): TrackBlock {
  return kept.length === piece.rows ? piece : pickRows(trackShape, piece, kept);
}

/** Splits sorted pieces into rows that are kept and rows that repeat them. The row that came first is kept. */
export function createDuplicateFilter(): DuplicateFilter {
  let first: Duplicate[] = [];
  let [count, firstLateLine] = [0, Number.POSITIVE_INFINITY];

  function note(duplicate: Duplicate): void {
    count += 1;
    first.push(duplicate);
    if (first.length >= roomForFirst) first = lowest(first);
  }

  function split({ rows, columns }: TrackBlock, tell: (row: number, kept: number) => void): Int32Array {
    const kept = new Int32Array(rows);
    let last = -1;
    let filled = 0;
    for (let row = 0; row < rows; row++) {
      const repeats =
        last >= 0 && columns.track[row] === columns.track[last] && columns.frame[row] === columns.frame[last];
      if (repeats) {
        tell(row, last);
        continue;
      }
      kept[filled] = row;
      filled += 1;
      last = row;
    }
    return kept.subarray(0, filled);
  }

  return {
    judge(piece) {
      const { line, track, frame } = piece.columns;
      const kept = split(piece, (row, before) =>
        note({
          track: track[row] ?? 0,
          frame: frame[row] ?? 0,
          line: Math.abs(line[row] ?? 0),
          firstLine: Math.abs(line[before] ?? 0),
        }),
      );
      for (const row of kept) {
        const at = line[row] ?? 0;
        if (at < 0 && -at < firstLateLine) firstLateLine = -at;
      }
      return pick(piece, kept);
    },
    pass: (piece) =>
      pick(
        piece,
        split(piece, () => undefined),
      ),
    found: () => ({
      count,
      first: lowest(first),
      firstLateLine: Number.isFinite(firstLateLine) ? firstLateLine : undefined,
    }),
  };
}

function lowest(duplicates: readonly Duplicate[]): Duplicate[] {
  return duplicates.toSorted((a, b) => a.line - b.line).slice(0, keptRows);
}
