import type { Source } from '#contract/entities/source';
import type { Homography, Zone } from '#contract/entities/zone';
import { invert, project, weightAt, type Point } from './homography.ts';
import type { Box } from './tracks.ts';

/** From the source's coordinates to canvas pixels. */
export interface Projection {
  readonly kind: 'picture' | 'plan';
  /** Canvas pixels per picture pixel, or per metre on a metric plan. */
  readonly scale: number;
  readonly metric: boolean;
  /** Where a track stands; undefined where its position is unknown. */
  ground(box: Box): Point | undefined;
  /** Top-left corner of the picture point on the canvas; only on the picture. */
  point(picture: Point): Point;
  /** Corners of a zone; empty where it cannot be shown. */
  zone(zone: Zone): readonly Point[];
}

/** The part of a source that a projection needs. */
export type Ground = Pick<Source, 'widthPx' | 'heightPx' | 'space' | 'homography' | 'zones'>;

export interface Extent {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function subdivided(zone: Zone): readonly Point[] {
  const { points } = zone;
  const next = (i: number): Point | undefined =>
    zone.kind === 'area' ? points[(i + 1) % points.length] : points[i + 1];
  return points.flatMap((from, i): readonly Point[] => {
    const to = next(i);
    if (to === undefined) return [from];
    return Array.from({ length: 12 }, (_, step): Point => {
      const share = step / 12;
      return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    });
  });
}

/** The zone's outline mapped by `matrix`, without the part behind the horizon, whose side the middle of the picture tells. */
function mapped(zone: Zone, matrix: Homography, side: number): readonly Point[] {
  return subdivided(zone)
    .map((point) => project(matrix, point, side))
    .filter((point) => point !== undefined);
}

function zoneInPicture(ground: Ground, zone: Zone): readonly Point[] {
  if (zone.space === 'px') return zone.points;
  const inverse = ground.homography === undefined ? undefined : invert(ground.homography);
  if (ground.homography === undefined || inverse === undefined) return [];
  const middle = project(ground.homography, [ground.widthPx / 2, ground.heightPx * 0.75]);
  return mapped(zone, inverse, middle === undefined ? 0 : weightAt(inverse, middle));
}

function zoneInMetres(ground: Ground, zone: Zone): readonly Point[] {
  if (zone.space === 'm') return zone.points;
  if (ground.homography === undefined) return [];
  return mapped(
    zone,
    ground.homography,
    weightAt(ground.homography, [ground.widthPx / 2, ground.heightPx * 0.75]),
  );
}

/** How a picture of the source lies in a canvas: whole, centred, as large as fits. */
export function pictureProjection(ground: Ground, widthPx: number, heightPx: number): Projection {
  const scale = Math.min(widthPx / ground.widthPx, heightPx / ground.heightPx);
  const left = (widthPx - ground.widthPx * scale) / 2;
  const top = (heightPx - ground.heightPx * scale) / 2;
  const point = ([x, y]: Point): Point => [left + x * scale, top + y * scale];
  return {
    kind: 'picture',
    scale,
    metric: false,
    point,
    ground: (box) => (Number.isNaN(box.x) ? undefined : point([box.x + box.w / 2, box.y + box.h])),
    zone: (zone) => zoneInPicture(ground, zone).map(point),
  };
}

/** What a plan must show: every known position and every zone, in metres where the source has them, else picture pixels. */
export function planExtent(ground: Ground, boxes: readonly Box[]): Extent {
  if (ground.space !== 'metric') return { left: 0, top: 0, right: ground.widthPx, bottom: ground.heightPx };
  const places = boxes
    .map((box): Point => [box.xM, box.yM])
    .filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
  const corners = ground.zones.flatMap((zone) => zoneInMetres(ground, zone));
  const all = [...places, ...corners];
  if (all.length === 0) return { left: 0, top: 0, right: 20, bottom: 12 };
  const start: Extent = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  return all.reduce<Extent>(
    (extent, [x, y]) => ({
      left: Math.min(extent.left, x - 1),
      top: Math.min(extent.top, y - 1),
      right: Math.max(extent.right, x + 1),
      bottom: Math.max(extent.bottom, y + 1),
    }),
    start,
  );
}

/** A plan from above: metres with north up, or picture pixels as they are where no ground is known. */
export function planProjection(
  ground: Ground,
  extent: Extent,
  widthPx: number,
  heightPx: number,
): Projection {
  const metric = ground.space === 'metric';
  const scale = Math.min(widthPx / (extent.right - extent.left), heightPx / (extent.bottom - extent.top));
  const middleX = (extent.left + extent.right) / 2;
  const middleY = (extent.top + extent.bottom) / 2;
  const upward = metric ? -1 : 1;
  const place = ([x, y]: Point): Point => [
    widthPx / 2 + (x - middleX) * scale,
    heightPx / 2 + upward * (y - middleY) * scale,
  ];
  return {
    kind: 'plan',
    scale,
    metric,
    point: place,
    ground: (box) => {
      const at: Point = metric ? [box.xM, box.yM] : [box.x + box.w / 2, box.y + box.h];
      return Number.isFinite(at[0]) && Number.isFinite(at[1]) ? place(at) : undefined;
    },
    zone: (zone) => (metric ? zoneInMetres(ground, zone) : zoneInPicture(ground, zone)).map(place),
  };
}
