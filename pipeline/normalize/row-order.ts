/** What a row's place among those before it says. Lines count from 1. */
export type RowOrder =
  | { readonly kind: 'next' }
  | { readonly kind: 'late' }
  | { readonly kind: 'duplicate'; readonly firstLine: number };

export interface RowOrderCheck {
  /** Judges the row of `series` (a track) at `frame`, and remembers it unless it is a duplicate. */
  add(series: number, frame: number, line: number): RowOrder;
}

interface RememberedRow {
  readonly series: number;
  readonly frame: number;
  readonly line: number;
}

const next: RowOrder = { kind: 'next' };
const late: RowOrder = { kind: 'late' };
/** Frames stay below this, so that series and frame make one exact number. */
const framesPerSeries = 2 ** 31;

/**
 * Finds rows that go back in time and rows that repeat a frame of their series. While frames only rise, the newest row of each
 * series is all that is compared; `earlier` lists all rows so far when the first one goes back.
 */
export function createRowOrderCheck(earlier: () => Iterable<RememberedRow>): RowOrderCheck {
  const newest: { frame: number; line: number }[] = [];
  let lines: Map<number, number> | undefined;

  function remember(series: number, frame: number, line: number): void {
    lines?.set(series * framesPerSeries + frame, line);
  }

  function firstLineOf(series: number, frame: number): number | undefined {
    if (lines === undefined) {
      lines = new Map();
      for (const row of earlier()) remember(row.series, row.frame, row.line);
    }
    return lines.get(series * framesPerSeries + frame);
  }

  return {
    add(series, frame, line) {
      const before = newest[series];
      if (before === undefined || frame > before.frame) {
        newest[series] = { frame, line };
        remember(series, frame, line);
        return next;
      }
      const firstLine = frame === before.frame ? before.line : firstLineOf(series, frame);
      if (firstLine !== undefined) return { kind: 'duplicate', firstLine };
      remember(series, frame, line);
      return late;
    },
  };
}
