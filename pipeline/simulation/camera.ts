import type { Homography } from '#contract/entities/zone';
import type { PlazaLayout } from './layout.ts';

/** A place in metres: x along the road, y away from the camera, z up. */
export type Place = readonly [x: number, y: number, z: number];

/** A pinhole camera on a mast; `right`, `down` and `ahead` are its axes in metres, unit length. */
export interface Camera {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly focalPx: number;
  readonly at: Place;
  readonly right: Place;
  readonly down: Place;
  readonly ahead: Place;
}

/** A place in the picture: pixels from its top left, and metres along the view axis (behind the camera below 0). */
export interface Projected {
  readonly x: number;
  readonly y: number;
  readonly depthM: number;
}

function dot(a: Place, b: Place): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function cross(a: Place, b: Place): Place {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function unit(a: Place): Place {
  const size = Math.sqrt(dot(a, a));
  return [a[0] / size, a[1] / size, a[2] / size];
}

export const pictureWidthPx = 640;
export const pictureHeightPx = 360;

/** A level camera at `at` that looks at `target`. */
export function createCamera(at: Place, target: Place, focalPx: number): Camera {
  const ahead = unit([target[0] - at[0], target[1] - at[1], target[2] - at[2]]);
  const right = unit(cross(ahead, [0, 0, 1]));
  const down = cross(ahead, right);
  return { widthPx: pictureWidthPx, heightPx: pictureHeightPx, focalPx, at, right, down, ahead };
}

/** The plaza's fixed camera: on a 7 m mast behind the near pavement, looking over the crosswalk to the building. */
export function plazaCamera(layout: PlazaLayout): Camera {
  const { widthM, depthM } = layout;
  const scale = Math.max(widthM / 40, depthM / 24);
  const at: Place = [widthM * 0.29, -8 * scale, 7 * scale];
  return createCamera(at, [widthM * 0.474, depthM * 0.49, 0.3], 575);
}

/** Where a place appears in the picture. */
export function project(camera: Camera, place: Place): Projected {
  const from: Place = [place[0] - camera.at[0], place[1] - camera.at[1], place[2] - camera.at[2]];
  const depthM = dot(from, camera.ahead);
  const scale = camera.focalPx / Math.max(1e-6, depthM);
  return {
    x: camera.widthPx / 2 + dot(from, camera.right) * scale,
    y: camera.heightPx / 2 + dot(from, camera.down) * scale,
    depthM,
  };
}

/** Row-major matrix that takes a point of the ground (m) to the picture (px), up to scale. */
function groundToPicture(camera: Camera): readonly number[] {
  const { right, down, ahead, at, focalPx, widthPx, heightPx } = camera;
  const row = (axis: Place): readonly number[] => [axis[0], axis[1], -dot(axis, at)];
  const [across, below, along] = [row(right), row(down), row(ahead)];
  const mix = (axis: readonly number[], centre: number): readonly number[] =>
    axis.map((value, i) => focalPx * value + centre * (along[i] ?? 0));
  return [...mix(across, widthPx / 2), ...mix(below, heightPx / 2), ...along];
}

/** Inverse of a row-major 3x3 matrix by its adjugate, scaled so that the last entry is 1. */
function inverse(matrix: readonly number[]): Homography {
  const at = (row: number, column: number): number => matrix[(row % 3) * 3 + (column % 3)] ?? 0;
  const adjugate = Array.from({ length: 9 }, (_, i) => {
    const [row, column] = [i % 3, Math.floor(i / 3)];
    return (
      at(row + 1, column + 1) * at(row + 2, column + 2) - at(row + 1, column + 2) * at(row + 2, column + 1)
    );
  });
  const last = adjugate[8] ?? 1;
  return adjugate.map((value) => value / last);
}

/** The camera's homography: picture px to ground m. */
export function pictureToGround(camera: Camera): Homography {
  return inverse(groundToPicture(camera));
}

/** The ground point under a pixel; meaningless at and above the horizon. */
export function groundOf(
  homography: Homography,
  x: number,
  y: number,
): { readonly x: number; readonly y: number } {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 1] = homography;
  const scale = g * x + h * y + i;
  return { x: (a * x + b * y + c) / scale, y: (d * x + e * y + f) / scale };
}
