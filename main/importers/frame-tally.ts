import type { TrackRow } from '#pipeline/normalize/track-row';
import type { FormatSinks, RowSink } from './track-format.ts';

/** A box of one row as the file has it, its frame not matched yet. */
export interface TalliedBox {
  readonly trackId: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** What the rows of one frame of the file tell. */
export interface TalliedFrame {
  rows: number;
  /** Time of its first row (s); NaN where unknown. */
  readonly timeS: number;
}

/** What is seen of a file's rows before they find their pictures. */
export interface FrameTally {
  /** Sinks that look at each row, once, before `sinks` take it. */
  watch(sinks: FormatSinks): FormatSinks;
  frames(): ReadonlyMap<number, TalliedFrame>;
  /** Boxes of evenly spread frames, in order. */
  shown(): readonly (readonly [number, readonly TalliedBox[]])[];
  /** Largest right or lower edge of a box, and largest distance of a ground point from the origin along an axis; NaN without. */
  reach(): { readonly box: number; readonly ground: number };
  /** Least frame that a row names; NaN without rows. */
  firstFrame(): number;
}

/** Pictures and boxes of a picture that a person is shown. */
export const shownFrames = 200;
export const shownBoxes = 200;
/** Frames beyond are not told apart; a file with more is compared by its beginning. */
const mostFrames = 2_000_000;

/** Keeps boxes of every nth frame, n growing so that few frames are kept. */
function createShown() {
  let boxes = new Map<number, TalliedBox[]>();
  let stride = 1;

  function thin(): void {
    stride *= 2;
    boxes = new Map([...boxes].filter(([frame]) => frame % stride === 0));
  }

  return {
    add(row: TrackRow): void {
      if (row.frame % stride !== 0 || Number.isNaN(row.x)) return;
      const known = boxes.get(row.frame);
      if (known === undefined) {
        boxes.set(row.frame, []);
        if (boxes.size > shownFrames) thin();
      }
      const at = boxes.get(row.frame);
      if (at === undefined || at.length >= shownBoxes) return;
      const { trackId, x, y, w, h } = row;
      at.push({ trackId, x, y, w, h });
    },
    all: () => [...boxes].toSorted(([a], [b]) => a - b),
  };
}

function larger(a: number, b: number): number {
  return b > a || Number.isNaN(a) ? b : a;
}

/** Makes an empty tally. */
export function createFrameTally(): FrameTally {
  const frames = new Map<number, TalliedFrame>();
  const shown = createShown();
  let reach = { box: Number.NaN, ground: Number.NaN };
  let first = Number.NaN;
  let lastLine = -1;

  function note(row: TrackRow): void {
    if (!Number.isInteger(row.frame) || row.frame < 0) return;
    if (!(row.frame >= first)) first = row.frame;
    const known = frames.get(row.frame);
    if (known !== undefined) known.rows += 1;
    else if (frames.size < mostFrames) frames.set(row.frame, { rows: 1, timeS: row.timeS });
    reach = {
      box: larger(reach.box, Math.max(row.x + row.w, row.y + row.h)),
      ground: larger(reach.ground, Math.max(Math.abs(row.xw), Math.abs(row.yw))),
    };
    shown.add(row);
  }

  /** A row that a fast reader gave up comes once more from the careful one. Several rows may stand in one line. */
  function seeing(sink: RowSink<TrackRow>): RowSink<TrackRow> {
    let refused = false;
    return {
      add(row, line) {
        if (!(refused && line === lastLine)) note(row);
        lastLine = line;
        const fault = sink.add(row, line);
        refused = fault !== undefined;
        return fault;
      },
    };
  }

  return {
    watch: (sinks) => ({ ...sinks, tracks: seeing(sinks.tracks), detections: seeing(sinks.detections) }),
    frames: () => frames,
    shown: () => shown.all(),
    reach: () => reach,
    firstFrame: () => first,
  };
}
