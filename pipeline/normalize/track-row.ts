import { checkWhole, isFault, type CellFault } from './cell.ts';

/** One row of tracks as read: a box (px), a ground point (m), or both. Missing numbers are NaN; `className` is empty where unknown. */
export interface TrackRow {
  readonly frame: number;
  readonly trackId: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly timeS: number;
  readonly className: string;
  readonly xw: number;
  readonly yw: number;
  readonly conf: number;
  readonly occlusion: number;
}

const longestIdLetters = 200;
const largestPx = 1e6;

/** A row without a box stands on the ground alone. */
function standsOnGround({ x, y, w, h, xw, yw }: TrackRow): boolean {
  const boxless = Number.isNaN(x) && Number.isNaN(y) && Number.isNaN(w) && Number.isNaN(h);
  return boxless && !Number.isNaN(xw) && !Number.isNaN(yw);
}

function checkBox(row: TrackRow): CellFault | undefined {
  if (standsOnGround(row)) return undefined;
  for (const field of ['x', 'y', 'w', 'h'] as const) {
    const value = row[field];
    if (!Number.isFinite(value)) return { field, message: `${field} is ${value}, which is not a value.` };
    if (Math.abs(value) > largestPx)
      return { field, message: `${field} is ${value} px, which no picture has.` };
  }
  for (const field of ['w', 'h'] as const)
    if (row[field] <= 0) return { field, message: `${field} is ${row[field]}; a box's size is above 0.` };
  return undefined;
}

function checkFrame(frame: number, frameLimit: number, limitedBy: string): CellFault | undefined {
  const whole = checkWhole('frame', frame);
  if (isFault(whole)) return whole;
  return frame < frameLimit
    ? undefined
    : { field: 'frame', message: `Frame ${frame} lies beyond ${limitedBy}.` };
}

function checkOptional(row: TrackRow): CellFault | undefined {
  for (const field of ['xw', 'yw', 'conf', 'occlusion'] as const)
    if (Math.abs(row[field]) > largestPx)
      return { field, message: `${field} is ${row[field]}, out of range.` };
  if (Number.isNaN(row.xw) !== Number.isNaN(row.yw))
    return { field: Number.isNaN(row.xw) ? 'xw' : 'yw', message: 'Only one of xw and yw is given.' };
  return undefined;
}

function checkTrackId(trackId: string): CellFault | undefined {
  if (trackId === '') return { field: 'track_id', message: 'track_id is empty.' };
  if (trackId.length > longestIdLetters)
    return { field: 'track_id', message: `track_id is longer than ${longestIdLetters} letters.` };
  return undefined;
}

function inPicture(value: number): boolean {
  return value >= -largestPx && value <= largestPx;
}

function isMissingOrIn(value: number): boolean {
  return Number.isNaN(value) || inPicture(value);
}

/** Whether everything about an ordinary row is in order; says nothing of a row with only a ground point. */
function isOrdinary(row: TrackRow, frameLimit: number): boolean {
  return (
    Number.isInteger(row.frame) &&
    row.frame >= 0 &&
    row.frame < frameLimit &&
    isUsualBox(row) &&
    row.trackId !== '' &&
    row.trackId.length <= longestIdLetters
  );
}

function isUsualBox({ x, y, w, h }: TrackRow): boolean {
  return inPicture(x) && inPicture(y) && w > 0 && w <= largestPx && h > 0 && h <= largestPx;
}

function hasUsualExtras({ xw, yw, conf, occlusion }: TrackRow): boolean {
  const both = Number.isNaN(xw) === Number.isNaN(yw);
  return both && isMissingOrIn(xw) && isMissingOrIn(yw) && isMissingOrIn(conf) && isMissingOrIn(occlusion);
}

/** Why a row cannot be used: frames are below `frameLimit`, which `limitedBy` names ("the clip's 90 pictures"). */
export function checkTrackRow(row: TrackRow, frameLimit: number, limitedBy: string): CellFault | undefined {
  if (isOrdinary(row, frameLimit) && hasUsualExtras(row)) return undefined;
  return (
    checkFrame(row.frame, frameLimit, limitedBy) ??
    checkTrackId(row.trackId) ??
    checkBox(row) ??
    checkOptional(row)
  );
}
