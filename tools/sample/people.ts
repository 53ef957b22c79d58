import type { Place } from '#pipeline/simulation/camera';
import { type Figure, figureOf, type Posture } from '#pipeline/simulation/figure';
import { type Brush, depthAt, disc, fill, scaleAt, shade, shadowOf, stroke } from './brush.ts';

/** What someone wears; the head is blank. */
export interface Look {
  readonly top: string;
  readonly trousers: string;
  readonly skin: string;
  readonly hair: string;
  readonly backpack: boolean;
}

const tops = [
  '#7d3f3a',
  '#3f5f7a',
  '#5d6b45',
  '#8a7a55',
  '#46464e',
  '#7a5a78',
  '#b0aba0',
  '#2f5d5a',
  '#a0663f',
  '#565f6e',
];
const trousers = ['#33383f', '#3b4657', '#544b42', '#2b2d31', '#5f5f61', '#404a44'];
const skins = ['#c9a68a', '#a87f61', '#7d5a45', '#d3b59c', '#94705a'];
const hairs = ['#2f2923', '#4a3a2c', '#6b5a48', '#8a8378', '#1f1f22'];

function pickOf(items: readonly string[], index: number): string {
  return items[index % items.length] ?? '#777777';
}

/** A look by the agent's place in the scene; neighbours differ. */
export function lookOf(index: number): Look {
  return {
    top: pickOf(tops, index * 7 + (index >= 10 ? 5 : 0)),
    trousers: pickOf(trousers, index * 5 + 1),
    skin: pickOf(skins, index * 2 + 1),
    hair: pickOf(hairs, index * 3 + 2),
    backpack: index % 4 === 2,
  };
}

type Side = 'left' | 'right';

function limbs(
  figure: Figure,
  side: Side,
): { readonly leg: readonly Place[]; readonly arm: readonly Place[] } {
  return {
    leg: [figure[`${side}_hip`], figure[`${side}_knee`], figure[`${side}_ankle`]],
    arm: [figure[`${side}_shoulder`], figure[`${side}_elbow`], figure[`${side}_wrist`]],
  };
}

function towards(place: Place, headingRad: number, aheadM: number, upM = 0): Place {
  return [place[0] + Math.cos(headingRad) * aheadM, place[1] + Math.sin(headingRad) * aheadM, place[2] + upM];
}

function paintLeg(
  brush: Brush,
  figure: Figure,
  side: Side,
  look: Look,
  posture: Posture,
  px: number,
  tone: number,
): void {
  const { leg } = limbs(figure, side);
  const ankle = figure[`${side}_ankle`];
  const heel: Place = [ankle[0], ankle[1], Math.max(0.04, ankle[2] - 0.05)];
  stroke(brush, [heel, towards(heel, posture.headingRad, 0.17)], shade('#2c2a29', tone), 0.095 * px);
  stroke(brush, leg, shade(look.trousers, tone), 0.125 * px);
  stroke(brush, leg.slice(0, 2), shade(look.trousers, tone), 0.155 * px);
}

function paintArm(brush: Brush, figure: Figure, side: Side, look: Look, px: number, tone: number): void {
  const { arm } = limbs(figure, side);
  const [, elbow, wrist] = arm;
  if (elbow === undefined || wrist === undefined) return;
  disc(brush, wrist, 0.05, shade(look.skin, tone));
  stroke(brush, arm, shade(look.top, tone), 0.092 * px);
}

function paintTorso(brush: Brush, figure: Figure, look: Look, px: number): void {
  const { left_shoulder, right_shoulder, left_hip, right_hip } = figure;
  const places = [left_shoulder, right_shoulder, right_hip, left_hip].map(
    ([x, y, z]): Place => [x, y, z - 0.035],
  );
  fill(brush, places, look.top);
  stroke(brush, [...places, ...places.slice(0, 2)], look.top, 0.17 * px);
  const middle = (a: Place, b: Place): Place => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2];
  // The sun stands to the left, so the right of every body is darker.
  const right: Place = [brush.camera.right[0] * 0.1, brush.camera.right[1] * 0.1, 0];
  const aside = ([x, y, z]: Place): Place => [x + right[0], y + right[1], z - 0.04];
  const [top, bottom] = [middle(left_shoulder, right_shoulder), middle(left_hip, right_hip)];
  stroke(brush, [aside(top), aside(bottom)], 'rgba(20, 20, 28, 0.16)', 0.13 * px);
}

function paintBackpack(brush: Brush, figure: Figure, posture: Posture, look: Look, px: number): void {
  const back = towards(figure.neck, posture.headingRad, -0.17, -0.16);
  stroke(brush, [back, towards(back, posture.headingRad, 0, -0.2)], shade(look.trousers, 0.22), 0.21 * px);
}

function paintHead(brush: Brush, figure: Figure, posture: Posture, look: Look, px: number): void {
  const { head, neck } = figure;
  const radiusM = posture.heightM * 0.066;
  stroke(brush, [[neck[0], neck[1], neck[2] - 0.03], head], shade(look.skin, -0.18), 0.095 * px);
  disc(brush, head, radiusM, look.hair);
  disc(brush, towards(head, posture.headingRad, 0.045, -0.028), radiusM * 0.9, look.skin);
  const facesAway =
    depthAt(brush.camera, towards(head, posture.headingRad, 1)) > depthAt(brush.camera, head) + 0.1;
  if (facesAway) disc(brush, towards(head, posture.headingRad, -0.012, 0.012), radiusM * 0.97, look.hair);
}

function paintBody(brush: Brush, figure: Figure, posture: Posture, look: Look): void {
  const px = scaleAt(brush.camera, [posture.xM, posture.yM, 0.9]);
  const { camera } = brush;
  const leftIsFar = depthAt(camera, figure.left_shoulder) > depthAt(camera, figure.right_shoulder);
  const [far, near]: readonly [Side, Side] = leftIsFar ? ['left', 'right'] : ['right', 'left'];
  const facesAway =
    depthAt(camera, towards(figure.neck, posture.headingRad, 1)) > depthAt(camera, figure.neck);
  paintArm(brush, figure, far, look, px, -0.22);
  paintLeg(brush, figure, far, look, posture, px, -0.2);
  paintLeg(brush, figure, near, look, posture, px, 0.04);
  if (look.backpack && !facesAway) paintBackpack(brush, figure, posture, look, px);
  paintTorso(brush, figure, look, px);
  if (look.backpack && facesAway) paintBackpack(brush, figure, posture, look, px);
  paintArm(brush, figure, near, look, px, 0.07);
  paintHead(brush, figure, posture, look, px);
}

/** Paints someone on foot: legs and arms swung by the phase of the walk, a blank head. */
export function paintPerson(brush: Brush, posture: Posture, look: Look): void {
  paintBody(brush, figureOf(posture), posture, look);
}

/** The shadow of a body on the ground, in one dark tone for a layer that is laid on at once. */
export function paintBodyShadow(brush: Brush, posture: Posture): void {
  const figure = figureOf(posture);
  const px = scaleAt(brush.camera, [posture.xM, posture.yM, 0]);
  const line = (places: readonly Place[], widthM: number): void =>
    stroke(brush, places.map(shadowOf), '#000000', widthM * px);
  for (const side of ['left', 'right'] as const) {
    const { leg, arm } = limbs(figure, side);
    line(leg, 0.11);
    line(arm, 0.08);
  }
  line([figure.left_shoulder, figure.left_hip], 0.16);
  line([figure.right_shoulder, figure.right_hip], 0.16);
  line([figure.neck, figure.head], 0.15);
}

const wheelRadiusM = 0.34;

function bikePlace(posture: Posture, ahead: number, up: number): Place {
  return towards([posture.xM, posture.yM, 0], posture.headingRad, ahead, up);
}

function paintWheel(brush: Brush, posture: Posture, ahead: number, px: number): void {
  const rim = Array.from({ length: 25 }, (_, i) => {
    const angle = (i / 24) * 2 * Math.PI;
    return bikePlace(
      posture,
      ahead + Math.cos(angle) * wheelRadiusM,
      wheelRadiusM + Math.sin(angle) * wheelRadiusM,
    );
  });
  stroke(brush, rim, '#2a2c2f', 0.055 * px);
  for (let spoke = 0; spoke < 3; spoke += 1) {
    const angle = -posture.gaitRad * 2.4 + (spoke * Math.PI) / 3;
    const [a, u] = [Math.cos(angle) * wheelRadiusM, Math.sin(angle) * wheelRadiusM];
    const ends = [
      bikePlace(posture, ahead - a, wheelRadiusM - u),
      bikePlace(posture, ahead + a, wheelRadiusM + u),
    ];
    stroke(brush, ends, 'rgba(60, 62, 66, 0.45)', 0.02 * px);
  }
}

/** Paints someone on a bicycle. */
export function paintCyclist(brush: Brush, posture: Posture, look: Look): void {
  const px = scaleAt(brush.camera, [posture.xM, posture.yM, 0.9]);
  const at = (ahead: number, up: number): Place => bikePlace(posture, ahead, up);
  const frame = look.top === '#3f5f7a' ? '#7d3f3a' : '#3f5f7a';
  paintWheel(brush, posture, -0.53, px);
  paintWheel(brush, posture, 0.53, px);
  stroke(
    brush,
    [at(-0.53, 0.34), at(-0.02, 0.3), at(0.36, 0.78), at(-0.16, 0.78), at(-0.02, 0.3)],
    frame,
    0.05 * px,
  );
  stroke(brush, [at(-0.53, 0.34), at(-0.16, 0.78), at(-0.2, 0.95)], frame, 0.045 * px);
  stroke(
    brush,
    [at(0.53, 0.34), at(0.36, 0.78), at(0.33, 1), at(0.45, 1.03)],
    shade(frame, -0.2),
    0.045 * px,
  );
  paintBody(brush, figureOf(posture), posture, look);
}

/** The shadow of a bicycle and its rider. */
export function paintCyclistShadow(brush: Brush, posture: Posture): void {
  const px = scaleAt(brush.camera, [posture.xM, posture.yM, 0]);
  paintBodyShadow(brush, posture);
  for (const ahead of [-0.53, 0.53]) {
    const rim = Array.from({ length: 17 }, (_, i) => {
      const angle = (i / 16) * 2 * Math.PI;
      return shadowOf(
        bikePlace(
          posture,
          ahead + Math.cos(angle) * wheelRadiusM,
          wheelRadiusM + Math.sin(angle) * wheelRadiusM,
        ),
      );
    });
    stroke(brush, rim, '#000000', 0.06 * px);
  }
}
