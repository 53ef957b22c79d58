import type { Zone } from '#contract/entities/zone';
import { marks, speedColour } from './colours.ts';
import type { Point } from './homography.ts';
import { monoFont, type Ink } from './ink.ts';
import type { Area } from './placing.ts';
import type { Projection } from './projection.ts';
import type { SceneTrack } from './scene.ts';

type Pen = CanvasRenderingContext2D;

/** Speed at the warm end of the ramp, in metres per second (or body heights per second). */
export const rampTop = 6;

function trace(pen: Pen, points: readonly Point[]): void {
  pen.beginPath();
  for (const [i, [x, y]] of points.entries())
    if (i === 0) pen.moveTo(x, y);
    else pen.lineTo(x, y);
}

const pillHeightPx = 18;

/** Room that a pill with `text` takes, centred on `(x, y)`. */
export function pillArea(pen: Pen, ink: Ink, text: string, [x, y]: Point): Area {
  pen.font = ink.mono;
  const width = Math.ceil(pen.measureText(text).width) + 10;
  return {
    left: Math.round(x - width / 2),
    top: Math.round(y) - pillHeightPx / 2,
    width,
    height: pillHeightPx,
  };
}

/** Text in a rounded box. */
export function drawPill(pen: Pen, ink: Ink, text: string, area: Area): void {
  pen.font = ink.mono;
  pen.fillStyle = ink.shade;
  pen.strokeStyle = ink.border;
  pen.lineWidth = 1;
  pen.beginPath();
  pen.roundRect(area.left, area.top, area.width, area.height, 3);
  pen.fill();
  pen.stroke();
  pen.fillStyle = ink.text;
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  pen.fillText(text, area.left + 5, area.top + area.height / 2 + 0.5);
}

/** Dashed outlines of zones with their names. */
export function drawZones(pen: Pen, ink: Ink, projection: Projection, zones: readonly Zone[]): void {
  for (const [i, zone] of zones.entries()) {
    const points = projection.zone(zone);
    const colour = ink.zones[i % ink.zones.length] ?? ink.text;
    if (points.length < 2) continue;
    trace(pen, points);
    if (zone.kind === 'area') pen.closePath();
    pen.setLineDash([6, 4]);
    pen.lineWidth = 1.25;
    pen.strokeStyle = colour;
    pen.stroke();
    pen.setLineDash([]);
    drawZoneName(pen, ink, zone.id, points, colour);
  }
}

function drawZoneName(pen: Pen, ink: Ink, name: string, points: readonly Point[], colour: string): void {
  const inside = points.filter(
    ([x, y]) => x > 0 && y > 0 && x < pen.canvas.clientWidth && y < pen.canvas.clientHeight,
  );
  const top = inside.reduce<Point | undefined>(
    (best, point) => (best === undefined || point[1] < best[1] ? point : best),
    undefined,
  );
  if (top === undefined) return;
  pen.font = ink.mono;
  const width = pen.measureText(name).width;
  const left = Math.min(Math.max(4, top[0] + 4), pen.canvas.clientWidth - width - 6);
  const y = Math.max(44, top[1] - 9);
  pen.fillStyle = ink.halo;
  pen.fillRect(Math.round(left) - 3, Math.round(y) - 8, width + 6, 16);
  pen.fillStyle = colour;
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  pen.fillText(name, Math.round(left), Math.round(y));
}

function drawSegment(pen: Pen, ink: Ink, from: Point, to: Point, colour: string, widthPx: number): void {
  for (const under of [true, false]) {
    pen.strokeStyle = under ? ink.halo : colour;
    pen.lineWidth = under ? widthPx + 1.5 : widthPx;
    trace(pen, [from, to]);
    pen.stroke();
  }
}

/** The last two seconds of a track, coloured by speed, fading into the past. */
export function drawTrail(pen: Pen, ink: Ink, projection: Projection, track: SceneTrack): void {
  const places = track.trail.map(({ box, speed }) => ({ at: projection.ground(box), speed }));
  const [widthPx, strength] = track.role === undefined ? [2, 0.6] : [3.5, 0.95];
  pen.lineCap = 'round';
  for (const [i, place] of places.entries()) {
    const from = places[i - 1]?.at;
    if (from === undefined || place.at === undefined) continue;
    pen.globalAlpha = (i / places.length) * strength + 0.05;
    drawSegment(pen, ink, from, place.at, speedColour(place.speed, rampTop), widthPx);
  }
  pen.globalAlpha = 1;
  pen.lineCap = 'butt';
}

/** Dotted line between actor and object. */
export function drawPair(pen: Pen, ink: Ink, from: Point, to: Point): void {
  for (const under of [true, false]) {
    pen.strokeStyle = under ? ink.halo : ink.text;
    pen.lineWidth = under ? 3 : 1.25;
    pen.setLineDash(under ? [] : [3, 3]);
    trace(pen, [from, to]);
    pen.stroke();
  }
  pen.setLineDash([]);
  for (const [x, y] of [from, to]) {
    pen.fillStyle = ink.text;
    pen.beginPath();
    pen.arc(x, y, 2.5, 0, Math.PI * 2);
    pen.fill();
  }
}

/** Height of a flag. */
export const flagHeightPx = 16;

function flagParts(pen: Pen, ink: Ink, track: SceneTrack) {
  pen.font = monoFont(11, 700);
  const letterWidth = pen.measureText(track.letter).width;
  const role = track.roleName === undefined ? '' : ` ${track.roleName}`;
  pen.font = ink.mono;
  return { letterWidth, role, roleWidth: role === '' ? 0 : pen.measureText(role).width };
}

/** Room that a track's flag takes where its foot stands at `(x, y)`. */
export function flagArea(pen: Pen, ink: Ink, track: SceneTrack, x: number, y: number): Area {
  const { letterWidth, roleWidth } = flagParts(pen, ink, track);
  const width = letterWidth + roleWidth + 8;
  const left = Math.max(0, Math.min(x, pen.canvas.clientWidth - width)) - 0.5;
  return { left, top: y - flagHeightPx, width, height: flagHeightPx };
}

/** Letter and role of a track on a flag. */
export function drawFlag(pen: Pen, ink: Ink, track: SceneTrack, area: Area): void {
  const colour = track.role === undefined ? undefined : marks[track.role];
  const { letterWidth, role } = flagParts(pen, ink, track);
  const [left, middle] = [area.left + 0.5, area.top + 8.5];
  pen.fillStyle = colour ?? marks.shade;
  pen.fillRect(area.left, area.top, area.width, area.height);
  pen.fillStyle = colour === undefined ? marks.text : marks.roleText;
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  pen.font = monoFont(11, 700);
  pen.fillText(track.letter, left + 4, middle);
  pen.font = ink.mono;
  if (role !== '') pen.fillText(role, left + 4 + letterWidth, middle);
}
