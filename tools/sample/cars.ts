import type { Place } from '#pipeline/simulation/camera';
import { type Brush, fill, scaleAt, shade, shadowOf, stroke } from './brush.ts';

/** Where a car is and what it shows. */
export interface CarPose {
  readonly xM: number;
  readonly yM: number;
  readonly headingRad: number;
  readonly wheelRad: number;
  readonly braking: boolean;
  readonly color: string;
}

const carColors = ['#b9bec4', '#3f5873', '#8a4a40', '#4a5248'] as const;

/** A colour by the car's place in the scene. */
export function carColor(index: number): string {
  return carColors[index % carColors.length] ?? '#b9bec4';
}

/** A corner in the car's own frame: metres ahead, to the left and up. */
type Corner = readonly [ahead: number, left: number, up: number];

function placeOf(car: CarPose, [ahead, left, up]: Corner): Place {
  const [cos, sin] = [Math.cos(car.headingRad), Math.sin(car.headingRad)];
  return [car.xM + cos * ahead - sin * left, car.yM + sin * ahead + cos * left, up];
}

interface Panel {
  readonly corners: readonly Corner[];
  readonly style: string;
  readonly edgeM: number;
}

const lower: readonly (readonly [number, number])[] = [
  [-2.06, 0.32],
  [-2.08, 0.78],
  [-1.85, 0.92],
  [0.95, 0.88],
  [1.9, 0.74],
  [2.08, 0.6],
  [2.06, 0.32],
];
const cabin: readonly (readonly [number, number])[] = [
  [-1.8, 0.9],
  [-1.3, 1.43],
  [0.1, 1.47],
  [0.98, 0.88],
];
const [halfM, roofHalfM] = [0.87, 0.68];

/** Half the car's width at a height of the cabin, which narrows towards the roof. */
function halfAt(up: number): number {
  return halfM - ((halfM - roofHalfM) * Math.max(0, up - 0.9)) / 0.55;
}

function sideOf(profile: readonly (readonly [number, number])[], side: 1 | -1): readonly Corner[] {
  return profile.map(([ahead, up]): Corner => [ahead, side * halfAt(up), up]);
}

/** The strip of the skin between two neighbouring points of a profile. */
function across(profile: readonly (readonly [number, number])[], i: number): readonly Corner[] {
  const [a, b] = [profile[i] ?? [0, 0], profile[i + 1] ?? [0, 0]];
  return [
    [a[0], halfAt(a[1]), a[1]],
    [b[0], halfAt(b[1]), b[1]],
    [b[0], -halfAt(b[1]), b[1]],
    [a[0], -halfAt(a[1]), a[1]],
  ];
}

function isVisible(brush: Brush, car: CarPose, normal: Corner, at: Corner): boolean {
  const [ax, ay, az] = placeOf(car, at);
  const [bx, by, bz] = placeOf(car, [at[0] + normal[0], at[1] + normal[1], at[2] + normal[2]]);
  const { at: eye } = brush.camera;
  return (bx - ax) * (eye[0] - ax) + (by - ay) * (eye[1] - ay) + (bz - az) * (eye[2] - az) > 0;
}

function shrink(corners: readonly Corner[], by: number): readonly Corner[] {
  const middle = corners.reduce<Corner>(
    (sum, corner) => [sum[0] + corner[0] / corners.length, 0, sum[2] + corner[2] / corners.length],
    [0, 0, 0],
  );
  return corners.map(
    ([a, l, u]): Corner => [middle[0] + (a - middle[0]) * by, l, middle[2] + (u - middle[2]) * by],
  );
}

function panelsOf(brush: Brush, car: CarPose): readonly Panel[] {
  const { color } = car;
  const glass = '#39444e';
  const side = isVisible(brush, car, [0, 1, 0], [0, halfM, 0.6]) ? 1 : -1;
  const front = isVisible(brush, car, [1, 0, 0], [2.08, 0, 0.6]);
  const [screen, rear] = [across(cabin, 2), across(cabin, 0)];
  const ends: readonly Panel[] = front
    ? [
        { corners: across(lower, 5), style: shade(color, -0.24), edgeM: 0.04 },
        { corners: across(lower, 4), style: shade(color, -0.1), edgeM: 0.03 },
        { corners: rear, style: shade(glass, -0.1), edgeM: 0 },
      ]
    : [
        { corners: across(lower, 0), style: shade(color, -0.24), edgeM: 0.04 },
        { corners: across(lower, 1), style: shade(color, 0.02), edgeM: 0.03 },
      ];
  return [
    { corners: sideOf(lower, side), style: shade(color, side === 1 ? -0.16 : -0.1), edgeM: 0.06 },
    ...ends,
    { corners: across(lower, 2), style: shade(color, 0.12), edgeM: 0.03 },
    { corners: across(lower, 3), style: shade(color, 0.16), edgeM: 0.03 },
    ...(front ? [] : [{ corners: screen, style: glass, edgeM: 0 }]),
    { corners: sideOf(cabin, side), style: shade(color, -0.12), edgeM: 0.03 },
    { corners: shrink(sideOf(cabin, side), 0.8), style: glass, edgeM: 0 },
    { corners: front ? screen : rear, style: shade(glass, 0.12), edgeM: 0.02 },
    { corners: across(cabin, 1), style: shade(color, 0.2), edgeM: 0.04 },
  ];
}

function paintWheels(brush: Brush, car: CarPose, px: number): void {
  const side = isVisible(brush, car, [0, 1, 0], [0, halfM, 0.6]) ? 1 : -1;
  for (const ahead of [-1.3, 1.32]) {
    const ring = (radiusM: number): readonly Place[] =>
      Array.from({ length: 18 }, (_, i) => {
        const angle = (i / 18) * 2 * Math.PI;
        const [a, u] = [Math.cos(angle) * radiusM, Math.sin(angle) * radiusM];
        return placeOf(car, [ahead + a, side * (halfM + 0.02), 0.32 + u]);
      });
    fill(brush, ring(0.33), '#1f2022');
    fill(brush, ring(0.18), '#8d9094');
    const spoke = [0, Math.PI].map((turn) => {
      const angle = -car.wheelRad + turn;
      return placeOf(car, [
        ahead + Math.cos(angle) * 0.17,
        side * (halfM + 0.02),
        0.32 + Math.sin(angle) * 0.17,
      ]);
    });
    stroke(brush, spoke, '#4c4f53', 0.05 * px);
  }
}

function paintLights(brush: Brush, car: CarPose, px: number): void {
  const front = isVisible(brush, car, [1, 0, 0], [2.08, 0, 0.6]);
  const [ahead, up] = front ? [2.06, 0.62] : [-2.07, 0.68];
  const style = front ? '#efe9d2' : car.braking ? '#ff4a3d' : '#7c2320';
  for (const left of [-0.62, 0.62]) {
    const ends = [placeOf(car, [ahead, left - 0.12, up]), placeOf(car, [ahead, left + 0.12, up])];
    if (!front && car.braking) stroke(brush, ends, 'rgba(255, 70, 60, 0.35)', 0.3 * px);
    stroke(brush, ends, style, 0.12 * px);
  }
}

/** Paints a car as a plain body with a cabin of dark glass. */
export function paintCar(brush: Brush, car: CarPose): void {
  const px = scaleAt(brush.camera, [car.xM, car.yM, 0.6]);
  for (const { corners, style, edgeM } of panelsOf(brush, car)) {
    const places = corners.map((corner) => placeOf(car, corner));
    fill(brush, places, style);
    if (edgeM > 0) stroke(brush, [...places, ...places.slice(0, 1)], style, edgeM * px);
  }
  paintWheels(brush, car, px);
  paintLights(brush, car, px);
}

/** The car's shadow, in one dark tone: the ground under it and what its roof keeps from the sun. */
export function paintCarShadow(brush: Brush, car: CarPose): void {
  const ground: readonly Corner[] = [
    [-2.05, halfM, 0],
    [2.05, halfM, 0],
    [2.05, -halfM, 0],
    [-2.05, -halfM, 0],
  ];
  fill(
    brush,
    ground.map((corner) => placeOf(car, corner)),
    '#000000',
  );
  for (const side of [1, -1] as const) {
    fill(
      brush,
      sideOf(lower, side).map((corner) => shadowOf(placeOf(car, corner))),
      '#000000',
    );
    fill(
      brush,
      sideOf(cabin, side).map((corner) => shadowOf(placeOf(car, corner))),
      '#000000',
    );
  }
  fill(
    brush,
    across(cabin, 1).map((corner) => shadowOf(placeOf(car, corner))),
    '#000000',
  );
  fill(
    brush,
    across(lower, 2).map((corner) => shadowOf(placeOf(car, corner))),
    '#000000',
  );
  fill(
    brush,
    across(lower, 3).map((corner) => shadowOf(placeOf(car, corner))),
    '#000000',
  );
}
