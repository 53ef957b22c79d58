import type { FrameComparison } from '#contract/rpc/source-inspection';

/** A gap on the strip: where it lies (px), and its label where there is room for it. */
export interface GapTick {
  readonly frame: number;
  readonly xPx: number;
  readonly label?: string;
}

/** The pictures that a clip lacks, drawn along its pictures. */
export interface GapStrip {
  /** Corners of the curve of missing pictures so far, from the bottom left to the bottom right. */
  readonly outline: readonly (readonly [xPx: number, yPx: number])[];
  readonly ticks: readonly GapTick[];
  /** Pictures missing at the end of the gaps that are known. */
  readonly missing: number;
}

const labelRoomPx = 26;

/** The strip of a clip in `widthPx` by `heightPx`; a label is left out where it would touch the one before. */
export function layOutGaps(
  { pictures, gaps }: Pick<FrameComparison, 'pictures' | 'gaps'>,
  widthPx: number,
  heightPx: number,
): GapStrip {
  const missing = gaps.reduce((total, gap) => total + gap.lateByPictures, 0);
  const x = (frame: number): number => (pictures === 0 ? 0 : (frame / pictures) * widthPx);
  const y = (late: number): number => (missing === 0 ? heightPx : heightPx * (1 - late / missing));
  const outline: [number, number][] = [[0, heightPx]];
  const ticks: GapTick[] = [];
  let late = 0;
  let freePx = labelRoomPx / 2;
  for (const { frame, lateByPictures } of gaps) {
    const xPx = x(frame + 1);
    outline.push([xPx, y(late)]);
    late += lateByPictures;
    outline.push([xPx, y(late)]);
    const fits = xPx >= freePx && xPx <= widthPx - labelRoomPx / 2;
    if (fits) freePx = xPx + labelRoomPx;
    ticks.push({ frame, xPx, ...(fits ? { label: `−${lateByPictures}` } : {}) });
  }
  outline.push([widthPx, y(late)], [widthPx, heightPx]);
  return { outline, ticks, missing };
}
