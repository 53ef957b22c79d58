import { marks } from './colours.ts';
import { drawFlag, drawPair, drawPill, drawTrail, drawZones } from './draw-marks.ts';
import { monoFont, type Ink } from './ink.ts';
import type { Ground, Projection } from './projection.ts';
import type { SceneTrack } from './scene.ts';

type Pen = CanvasRenderingContext2D;

/** What one picture's drawing needs. */
export interface Scene {
  readonly ground: Ground;
  readonly projection: Projection;
  readonly ink: Ink;
  readonly tracks: readonly SceneTrack[];
  /** Track ids whose distance the rule reads, and the distance in words. */
  readonly pair: { readonly a: string; readonly b: string; readonly text: string | undefined } | undefined;
  /** Words beside the actor, such as its speed. */
  readonly actorText: string | undefined;
}

function drawBox(pen: Pen, scene: Scene, track: SceneTrack): void {
  const { box, role } = track;
  const [left, top] = scene.projection.point([box.x, box.y]);
  const x = Math.round(left) + 0.5;
  const y = Math.round(top) + 0.5;
  const width = Math.round(box.w * scene.projection.scale);
  const height = Math.round(box.h * scene.projection.scale);
  for (const under of [true, false]) {
    pen.lineWidth = (role === undefined ? 1 : 2) + (under ? 1.5 : 0);
    pen.strokeStyle = under ? marks.halo : role === undefined ? marks.other : marks[role];
    pen.strokeRect(x, y, width, height);
  }
  drawFlag(pen, scene.ink, track, x, y);
}

function drawMarker(pen: Pen, scene: Scene, track: SceneTrack): void {
  const at = scene.projection.ground(track.box);
  if (at === undefined) return;
  const radius = track.role === undefined ? 8 : 10;
  drawHeading(pen, scene, track, radius);
  pen.fillStyle = track.role === undefined ? scene.ink.shade : marks[track.role];
  pen.strokeStyle = track.role === undefined ? scene.ink.other : scene.ink.halo;
  pen.lineWidth = track.role === undefined ? 1 : 2;
  pen.beginPath();
  if (track.box.className === 'person' || track.box.className === 'pedestrian')
    pen.arc(at[0], at[1], radius, 0, Math.PI * 2);
  else pen.roundRect(at[0] - radius, at[1] - radius, 2 * radius, 2 * radius, 3);
  pen.fill();
  pen.stroke();
  pen.font = monoFont(11, 700);
  pen.fillStyle = track.role === undefined ? scene.ink.text : marks.roleText;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(track.letter, at[0], at[1] + 0.5);
}

function drawHeading(pen: Pen, scene: Scene, track: SceneTrack, radius: number): void {
  const last = track.trail.at(-1);
  const before = track.trail.at(-4);
  const from = before === undefined ? undefined : scene.projection.ground(before.box);
  const to = last === undefined ? undefined : scene.projection.ground(last.box);
  if (from === undefined || to === undefined) return;
  const size = Math.hypot(to[0] - from[0], to[1] - from[1]);
  if (size < 1.5) return;
  const [ux, uy] = [(to[0] - from[0]) / size, (to[1] - from[1]) / size];
  const tip = radius + 10 + Math.min(18, size);
  const [x, y] = [to[0] + ux * tip, to[1] + uy * tip];
  pen.strokeStyle = track.role === undefined ? scene.ink.other : marks[track.role];
  pen.fillStyle = pen.strokeStyle;
  pen.lineWidth = 1.5;
  pen.beginPath();
  pen.moveTo(to[0], to[1]);
  pen.lineTo(x, y);
  pen.stroke();
  pen.beginPath();
  pen.moveTo(x + ux * 5, y + uy * 5);
  pen.lineTo(x - uy * 3.5, y + ux * 3.5);
  pen.lineTo(x + uy * 3.5, y - ux * 3.5);
  pen.fill();
}

function drawGrid(pen: Pen, scene: Scene, widthPx: number, heightPx: number): void {
  const { ink, projection } = scene;
  pen.fillStyle = ink.ground;
  pen.fillRect(0, 0, widthPx, heightPx);
  const step = projection.metric ? 1 : 50;
  const origin = projection.point([0, 0]);
  const stepPx = step * projection.scale;
  pen.lineWidth = 1;
  for (const axis of [0, 1] as const) {
    const length = axis === 0 ? widthPx : heightPx;
    const first = Math.ceil(-origin[axis] / stepPx);
    for (let line = first; origin[axis] + line * stepPx < length; line += 1) {
      const at = Math.round(origin[axis] + line * stepPx) + 0.5;
      pen.strokeStyle = line % 5 === 0 ? ink.gridStrong : ink.grid;
      pen.beginPath();
      pen.moveTo(axis === 0 ? at : 0, axis === 0 ? 0 : at);
      pen.lineTo(axis === 0 ? at : widthPx, axis === 0 ? heightPx : at);
      pen.stroke();
    }
  }
}

function drawScale(pen: Pen, scene: Scene, widthPx: number, heightPx: number): void {
  const length = scene.projection.metric ? 5 : 100;
  const px = length * scene.projection.scale;
  const [left, y] = [Math.round(widthPx - 16 - px) + 0.5, heightPx - 18];
  pen.strokeStyle = scene.ink.text;
  pen.lineWidth = 1.5;
  pen.beginPath();
  pen.moveTo(left, y - 4);
  pen.lineTo(left, y);
  pen.lineTo(left + px, y);
  pen.lineTo(left + px, y - 4);
  pen.stroke();
  pen.font = scene.ink.mono;
  pen.fillStyle = scene.ink.text;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(scene.projection.metric ? '5 m' : '100 px', left + px / 2, y - 11);
}

function drawPairOf(pen: Pen, scene: Scene): void {
  const { pair } = scene;
  if (pair === undefined) return;
  const place = (trackId: string) => {
    const track = scene.tracks.find(({ box }) => box.trackId === trackId);
    return track === undefined ? undefined : scene.projection.ground(track.box);
  };
  const [from, to] = [place(pair.a), place(pair.b)];
  if (from !== undefined && to !== undefined) drawPair(pen, scene.ink, from, to, pair.text);
}

function drawActorText(pen: Pen, scene: Scene): void {
  const actor = scene.tracks.find(({ role }) => role === 'actor');
  const at = actor === undefined ? undefined : scene.projection.ground(actor.box);
  if (actor === undefined || at === undefined || scene.actorText === undefined) return;
  const aside = scene.projection.kind === 'plan' ? 16 : (actor.box.w * scene.projection.scale) / 2 + 6;
  const toLeft = at[0] > pen.canvas.clientWidth * 0.3;
  drawPill(
    pen,
    scene.ink,
    scene.actorText,
    at[0] + (toLeft ? -aside : aside),
    at[1] - 12,
    toLeft ? 'right' : 'left',
  );
}

/** Draws zones, trails, the pair and the tracks of one picture; a plan gets its grid and a scale as well. */
export function drawScene(pen: Pen, scene: Scene, widthPx: number, heightPx: number): void {
  pen.clearRect(0, 0, widthPx, heightPx);
  const plan = scene.projection.kind === 'plan';
  if (plan) drawGrid(pen, scene, widthPx, heightPx);
  drawZones(pen, scene.ink, scene.projection, scene.ground.zones);
  for (const track of scene.tracks) drawTrail(pen, scene.ink, scene.projection, track);
  drawPairOf(pen, scene);
  for (const track of scene.tracks)
    if (plan) drawMarker(pen, scene, track);
    else drawBox(pen, scene, track);
  drawActorText(pen, scene);
  if (plan) drawScale(pen, scene, widthPx, heightPx);
}
