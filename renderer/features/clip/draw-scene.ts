import { marks } from './colours.ts';
import {
  drawFlag,
  drawPair,
  drawPill,
  drawTrail,
  drawZones,
  flagArea,
  flagHeightPx,
  pillArea,
} from './draw-marks.ts';
import type { Point } from './homography.ts';
import { monoFont, type Ink } from './ink.ts';
import { keptInside, leastCovering, liftedApart, type Area } from './placing.ts';
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

function boxArea(scene: Scene, { box }: SceneTrack): Area {
  const [left, top] = scene.projection.point([box.x, box.y]);
  return {
    left: Math.round(left) + 0.5,
    top: Math.round(top) + 0.5,
    width: Math.round(box.w * scene.projection.scale),
    height: Math.round(box.h * scene.projection.scale),
  };
}

function drawBox(pen: Pen, scene: Scene, track: SceneTrack): void {
  const { left, top, width, height } = boxArea(scene, track);
  const { role } = track;
  for (const under of [true, false]) {
    pen.lineWidth = (role === undefined ? 1 : 2) + (under ? 1.5 : 0);
    pen.strokeStyle = under ? marks.halo : role === undefined ? marks.other : marks[role];
    pen.strokeRect(left, top, width, height);
  }
}

/** Where each track's flag stands; those with a role keep their place, and the others give way upward. */
function flagAreas(pen: Pen, scene: Scene): ReadonlyMap<SceneTrack, Area> {
  const order = scene.tracks.toSorted((a, b) => Number(b.role !== undefined) - Number(a.role !== undefined));
  const wanted = order.map((track) => {
    const { left, top } = boxArea(scene, track);
    return flagArea(pen, scene.ink, track, left, top);
  });
  const placed = liftedApart(wanted, flagHeightPx + 1, 4);
  return new Map(order.flatMap((track, i) => (placed[i] === undefined ? [] : [[track, placed[i]] as const])));
}

function markerArea(scene: Scene, track: SceneTrack): readonly Area[] {
  const at = scene.projection.ground(track.box);
  if (at === undefined) return [];
  const radius = markerRadius(track) + 1;
  return [{ left: at[0] - radius, top: at[1] - radius, width: 2 * radius, height: 2 * radius }];
}

function markerRadius(track: SceneTrack): number {
  return track.role === undefined ? 8 : 10;
}

function drawMarker(pen: Pen, scene: Scene, track: SceneTrack): void {
  const at = scene.projection.ground(track.box);
  if (at === undefined) return;
  const radius = markerRadius(track);
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

function pairEnds(scene: Scene): readonly [Point, Point] | undefined {
  const place = (trackId: string | undefined) => {
    const track = scene.tracks.find(({ box }) => box.trackId === trackId);
    return track === undefined ? undefined : scene.projection.ground(track.box);
  };
  const [from, to] = [place(scene.pair?.a), place(scene.pair?.b)];
  return from === undefined || to === undefined ? undefined : [from, to];
}

/** Draws words at the first of the places where they cover least; what it returns is taken from then on. */
function drawWords(
  pen: Pen,
  scene: Scene,
  text: string,
  places: readonly Point[],
  taken: readonly Area[],
): Area[] {
  const inside = places.map((place) =>
    keptInside(pillArea(pen, scene.ink, text, place), pen.canvas.clientWidth, pen.canvas.clientHeight),
  );
  const [first, ...others] = inside;
  if (first === undefined) return [];
  const area = leastCovering([first, ...others], taken);
  drawPill(pen, scene.ink, text, area);
  return [area];
}

function drawDistance(pen: Pen, scene: Scene, taken: readonly Area[]): Area[] {
  const ends = pairEnds(scene);
  const text = scene.pair?.text;
  if (ends === undefined || text === undefined) return [];
  const [x, y] = [(ends[0][0] + ends[1][0]) / 2, (ends[0][1] + ends[1][1]) / 2];
  const places = [16, -16, 34, -34, 52, -52].map((shift): Point => [x, y + shift]);
  return drawWords(pen, scene, text, places, taken);
}

/** Places for words beside a box or marker: at its left or right where there is more room, then above, then below. */
function placesBeside(area: Area, wordsPx: number, roomPx: number): readonly Point[] {
  const middle = area.left + area.width / 2;
  const sides = [area.left - wordsPx / 2 - 6, area.left + area.width + wordsPx / 2 + 6];
  const near = middle > roomPx * 0.3 ? sides : sides.toReversed();
  const heights = [area.top + area.height / 2, area.top - 12, area.top + area.height + 14];
  const beside = heights.flatMap((y) => near.map((x): Point => [x, y]));
  const over = [area.top - 30, area.top + area.height + 14, area.top - 48, area.top + area.height + 32];
  return [...beside, ...over.map((y): Point => [middle, y])];
}

function drawActorText(pen: Pen, scene: Scene, own: readonly Area[], taken: readonly Area[]): void {
  const [area] = own;
  if (area === undefined || scene.actorText === undefined) return;
  const { width } = pillArea(pen, scene.ink, scene.actorText, [0, 0]);
  drawWords(pen, scene, scene.actorText, placesBeside(area, width, pen.canvas.clientWidth), taken);
}

function drawTracks(pen: Pen, scene: Scene): void {
  const plan = scene.projection.kind === 'plan';
  const areaOf = (track: SceneTrack): readonly Area[] =>
    plan ? markerArea(scene, track) : [boxArea(scene, track)];
  for (const track of scene.tracks)
    if (plan) drawMarker(pen, scene, track);
    else drawBox(pen, scene, track);
  const flags = plan ? new Map<SceneTrack, Area>() : flagAreas(pen, scene);
  for (const [track, area] of [...flags].toReversed()) drawFlag(pen, scene.ink, track, area);
  const taken = [...scene.tracks.flatMap(areaOf), ...flags.values()];
  const distance = drawDistance(pen, scene, taken);
  const actor = scene.tracks.find(({ role }) => role === 'actor');
  if (actor !== undefined) drawActorText(pen, scene, areaOf(actor), [...taken, ...distance]);
}

/** Draws zones, trails, the pair and the tracks of one picture; a plan gets its grid and a scale as well. */
export function drawScene(pen: Pen, scene: Scene, widthPx: number, heightPx: number): void {
  pen.clearRect(0, 0, widthPx, heightPx);
  const plan = scene.projection.kind === 'plan';
  if (plan) drawGrid(pen, scene, widthPx, heightPx);
  drawZones(pen, scene.ink, scene.projection, scene.ground.zones);
  for (const track of scene.tracks) drawTrail(pen, scene.ink, scene.projection, track);
  const ends = pairEnds(scene);
  if (ends !== undefined) drawPair(pen, scene.ink, ...ends);
  drawTracks(pen, scene);
  if (plan) drawScale(pen, scene, widthPx, heightPx);
}
