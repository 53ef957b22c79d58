import { type Camera, type Place, project } from '#pipeline/simulation/camera';

export type Context = OffscreenCanvasRenderingContext2D;

/** Paints places in metres through a camera onto a canvas. */
export interface Brush {
  readonly context: Context;
  readonly camera: Camera;
}

const nearM = 0.6;

function depthOf(camera: Camera, [x, y, z]: Place): number {
  const { at, ahead } = camera;
  return (x - at[0]) * ahead[0] + (y - at[1]) * ahead[1] + (z - at[2]) * ahead[2];
}

function between(a: Place, b: Place, share: number): Place {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];
}

/** The part of a polygon in front of the camera (Sutherland and Hodgman, 1974, against one plane). */
function inFront(camera: Camera, places: readonly Place[]): readonly Place[] {
  return places.flatMap((place, i) => {
    const before = places.at(i - 1) ?? place;
    const [depth, depthBefore] = [depthOf(camera, place), depthOf(camera, before)];
    const edge = between(before, place, (nearM - depthBefore) / (depth - depthBefore));
    if (depth >= nearM) return depthBefore >= nearM ? [place] : [edge, place];
    return depthBefore >= nearM ? [edge] : [];
  });
}

function trace({ context, camera }: Brush, places: readonly Place[]): void {
  context.beginPath();
  places.forEach((place, i) => {
    const { x, y } = project(camera, place);
    if (i === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  });
}

/** Fills a polygon given in metres. */
export function fill(brush: Brush, places: readonly Place[], style: string | CanvasGradient): void {
  trace(brush, inFront(brush.camera, places));
  brush.context.closePath();
  brush.context.fillStyle = style;
  brush.context.fill();
}

/** Restricts what follows to a polygon given in metres, until the context is restored. */
export function clipTo(brush: Brush, places: readonly Place[]): void {
  trace(brush, inFront(brush.camera, places));
  brush.context.closePath();
  brush.context.clip();
}

/** Draws a line through places in front of the camera, `widthPx` wide, its ends round. */
export function stroke(brush: Brush, places: readonly Place[], style: string, widthPx: number): void {
  trace(brush, places);
  brush.context.strokeStyle = style;
  brush.context.lineWidth = widthPx;
  brush.context.lineCap = 'round';
  brush.context.lineJoin = 'round';
  brush.context.stroke();
}

/** Fills a disc that faces the camera around a place; its radius in metres. */
export function disc({ context, camera }: Brush, place: Place, radiusM: number, style: string): void {
  const { x, y, depthM } = project(camera, place);
  context.beginPath();
  context.arc(x, y, (radiusM * camera.focalPx) / depthM, 0, 2 * Math.PI);
  context.fillStyle = style;
  context.fill();
}

/** Pixels per metre at a place. */
export function scaleAt(camera: Camera, place: Place): number {
  return camera.focalPx / Math.max(nearM, depthOf(camera, place));
}

/** How far a place is along the view axis, in metres: what is farther is painted first. */
export function depthAt(camera: Camera, place: Place): number {
  return depthOf(camera, place);
}

/** A level rectangle at height `z`. */
export function flat(x0: number, y0: number, x1: number, y1: number, z = 0): readonly Place[] {
  return [
    [x0, y0, z],
    [x1, y0, z],
    [x1, y1, z],
    [x0, y1, z],
  ];
}

/** An upright rectangle that faces the camera's side of the plaza, at distance `y`. */
export function upright(x0: number, z0: number, x1: number, z1: number, y: number): readonly Place[] {
  return [
    [x0, y, z0],
    [x1, y, z0],
    [x1, y, z1],
    [x0, y, z1],
  ];
}

/** Where the sun throws the shadow of a place on the ground. */
export function shadowOf([x, y, z]: Place): Place {
  return [x + 0.62 * z, y + 0.2 * z, 0];
}

/** `#rrggbb` lightened (`by` above 0) or darkened (below), `by` within -1 and 1. */
export function shade(hex: string, by: number): string {
  const parts = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  const mixed = parts.map((value) => Math.round(by > 0 ? value + (255 - value) * by : value * (1 + by)));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
