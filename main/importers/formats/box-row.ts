import type { TrackRow } from '#pipeline/normalize/track-row';

/** A box in px from the top left; conf and occlusion are NaN where unknown. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface BoxFacts {
  readonly frame: number;
  /** Empty for a detection that has no track yet. */
  readonly trackId: string;
  readonly className?: string;
  readonly conf?: number;
  readonly occlusion?: number;
}

/** A row of tracks from a box; everything a format does not say is missing. */
export function boxRow({ x, y, w, h }: Box, facts: BoxFacts): TrackRow {
  return {
    frame: facts.frame,
    trackId: facts.trackId,
    x,
    y,
    w,
    h,
    timeS: Number.NaN,
    className: facts.className ?? '',
    xw: Number.NaN,
    yw: Number.NaN,
    conf: facts.conf ?? Number.NaN,
    occlusion: facts.occlusion ?? Number.NaN,
  };
}

/** The box between two corners, the first at the top left. */
export function boxBetween(left: number, top: number, right: number, bottom: number): Box {
  return { x: left, y: top, w: right - left, h: bottom - top };
}

/** The smallest box around points, or undefined where there are none or they lie on one upright or level line. */
export function boxAround(points: readonly { readonly x: number; readonly y: number }[]): Box | undefined {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const smallest = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b), Infinity);
  const largest = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), -Infinity);
  const box = boxBetween(smallest(xs), smallest(ys), largest(xs), largest(ys));
  return box.w > 0 && box.h > 0 ? box : undefined;
}

/** The smallest upright box around one that is turned by `degrees`, clockwise on the screen, about a point. */
export function boxAroundTurned(
  box: Box,
  degrees: number,
  pivot: { readonly x: number; readonly y: number },
): Box {
  if (degrees % 360 === 0) return box;
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const corners = [0, 1, 2, 3].map((corner) => {
    const x = box.x + (corner % 2) * box.w - pivot.x;
    const y = box.y + Math.floor(corner / 2) * box.h - pivot.y;
    return { x: pivot.x + x * cos - y * sin, y: pivot.y + x * sin + y * cos };
  });
  return boxAround(corners) ?? box;
}
