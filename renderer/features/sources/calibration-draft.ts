import type { Calibration } from '#contract/rpc/source-reading';

/** A point that was picked on the picture (px), and where it lies on the ground (m) once that was typed. */
export interface PickedPoint {
  readonly xPx: number;
  readonly yPx: number;
  readonly xM?: number | undefined;
  readonly yM?: number | undefined;
}

/** How the picture is said to lie on the ground; what was typed for one kind is kept while another is chosen. */
export interface CalibrationDraft {
  readonly kind: 'none' | 'scale' | 'points';
  readonly metresPerPx?: number | undefined;
  readonly points: readonly PickedPoint[];
}

export const noCalibration: CalibrationDraft = { kind: 'none', points: [] };

/** As many as a plane needs, and as many as are taken. */
export const leastPoints = 4;
export const mostPoints = 200;

interface PictureSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

const tenths = (value: number): number => Math.round(value * 10) / 10;

function inside({ widthPx, heightPx }: PictureSize, xPx: number, yPx: number) {
  const within = (value: number, most: number): number => tenths(Math.min(Math.max(0, value), most));
  return { xPx: within(xPx, widthPx), yPx: within(yPx, heightPx) };
}

/** The draft with one more point, rounded to a tenth of a pixel and kept on the picture. */
export function addPoint(
  draft: CalibrationDraft,
  size: PictureSize,
  xPx: number,
  yPx: number,
): CalibrationDraft {
  if (draft.points.length >= mostPoints) return draft;
  return { ...draft, points: [...draft.points, inside(size, xPx, yPx)] };
}

function changed(
  draft: CalibrationDraft,
  n: number,
  change: (point: PickedPoint) => PickedPoint,
): CalibrationDraft {
  return { ...draft, points: draft.points.map((point, i) => (i === n ? change(point) : point)) };
}

/** The draft with point `n` moved by so many pixels, kept on the picture. */
export function movePoint(
  draft: CalibrationDraft,
  size: PictureSize,
  n: number,
  byXPx: number,
  byYPx: number,
): CalibrationDraft {
  return changed(draft, n, (point) => ({ ...point, ...inside(size, point.xPx + byXPx, point.yPx + byYPx) }));
}

/** The draft with the ground metres of point `n`; undefined where none are given. */
export function placePoint(
  draft: CalibrationDraft,
  n: number,
  metres: Pick<PickedPoint, 'xM' | 'yM'>,
): CalibrationDraft {
  return changed(draft, n, (point) => ({ ...point, ...metres }));
}

export function removePoint(draft: CalibrationDraft, n: number): CalibrationDraft {
  return { ...draft, points: draft.points.filter((_, i) => i !== n) };
}

function complete(draft: CalibrationDraft) {
  return draft.points.flatMap(({ xPx, yPx, xM, yM }) =>
    xM === undefined || yM === undefined ? [] : [{ xPx, yPx, xM, yM }],
  );
}

/** The calibration that is sent; undefined where there is none or it is not complete. */
export function toCalibration(draft: CalibrationDraft): Calibration | undefined {
  if (draft.kind === 'scale')
    return draft.metresPerPx === undefined ? undefined : { metresPerPx: draft.metresPerPx };
  if (draft.kind === 'none') return undefined;
  const points = complete(draft);
  return points.length < leastPoints || points.length < draft.points.length ? undefined : { points };
}

/** What is still missing of the calibration, in words; undefined where nothing is. */
export function calibrationLacks(draft: CalibrationDraft): string | undefined {
  if (draft.kind === 'none' || toCalibration(draft) !== undefined) return undefined;
  if (draft.kind === 'scale') return 'Needs the metres of one pixel';
  const { points } = draft;
  if (points.length < leastPoints)
    return `Needs ${leastPoints - points.length} more of ${leastPoints} points`;
  return 'Needs the metres of every point';
}

/** Error at each point where all were sent: `errorsM` names only the points that have metres. */
export function errorAt(
  draft: CalibrationDraft,
  errorsM: readonly number[] | undefined,
  n: number,
): number | undefined {
  return errorsM?.length === draft.points.length ? errorsM[n] : undefined;
}

/** Metres as a person reads an error: centimetres below one metre. */
export function formatErrorM(errorM: number): string {
  return errorM < 1 ? `${(errorM * 100).toFixed(1)} cm` : `${errorM.toFixed(2)} m`;
}

/** The middle one of the errors, the mean of two where they are even; undefined of none. */
export function medianErrorM(errorsM: readonly number[]): number | undefined {
  const sorted = errorsM.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
