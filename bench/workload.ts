import type { Column, FramePoints, Polygons } from '#contract/ports/kernels';
import { type Random, seededRandom } from './random.ts';

/** One walker and the rectangle that keeps it, in metres. */
interface Walk {
  readonly widthM: number;
  readonly heightM: number;
  readonly fps: number;
  readonly fastestMps: number;
}

const noiseM = 0.02;

/** Keeps one coordinate in [0, most], turning the walker around at the walls. */
function bounce(
  at: number,
  velocity: number,
  target: number,
  most: number,
): readonly [number, number, number] {
  if (at < 0) return [0, Math.abs(velocity), Math.abs(target)];
  if (at > most) return [most, -Math.abs(velocity), -Math.abs(target)];
  return [at, velocity, target];
}

/** Writes a random walk with a new aim every few seconds, and some noise of the measurement, into `[start, start + frames)`. */
function writeWalk(walk: Walk, random: Random, x: Column, y: Column, start: number, frames: number): void {
  const stepS = 1 / walk.fps;
  let [px, py] = [random.next() * walk.widthM, random.next() * walk.heightM];
  let [vx, vy, aimX, aimY] = [0, 0, 0, 0];
  let framesLeft = 0;
  for (let frame = 0; frame < frames; frame += 1) {
    if (framesLeft <= 0) {
      framesLeft = Math.floor((1 + random.next() * 3) * walk.fps);
      const speedMps = walk.fastestMps * random.next() ** 2;
      const headingRad = random.next() * 2 * Math.PI;
      [aimX, aimY] = [speedMps * Math.cos(headingRad), speedMps * Math.sin(headingRad)];
    }
    framesLeft -= 1;
    vx += (aimX - vx) * stepS * 4;
    vy += (aimY - vy) * stepS * 4;
    [px, vx, aimX] = bounce(px + vx * stepS, vx, aimX, walk.widthM);
    [py, vy, aimY] = bounce(py + vy * stepS, vy, aimY, walk.heightM);
    x[start + frame] = px + random.gauss() * noiseM;
    y[start + frame] = py + random.gauss() * noiseM;
  }
}

/** Equally long tracks, one after the other. */
export interface Field {
  readonly tracks: number;
  readonly frames: number;
  readonly fps: number;
  readonly x: Column;
  readonly y: Column;
}

/** W: 23 players for 90 minutes at 25 Hz on a pitch of 105 x 68 m, 3.1 million rows. */
export function makeField(tracks = 23, frames = 135_000): Field {
  const random = seededRandom(12_345);
  const walk = { widthM: 105, heightM: 68, fps: 25, fastestMps: 8 };
  const x = new Float32Array(tracks * frames);
  const y = new Float32Array(tracks * frames);
  for (let track = 0; track < tracks; track += 1) writeWalk(walk, random, x, y, track * frames, frames);
  return { tracks, frames, fps: walk.fps, x, y };
}

/** The same tracks with a tenth of their frames missing: many short gaps and some of up to 1.6 s. */
export function withGaps(field: Field): Field {
  const random = seededRandom(777);
  const x = field.x.slice();
  const y = field.y.slice();
  for (let row = 0; row < x.length; row += 1) {
    if (random.next() >= 0.0175) continue;
    const frames =
      random.next() < 0.9 ? 1 + Math.floor(random.next() * 8) : 9 + Math.floor(random.next() * 32);
    x.fill(Number.NaN, row, row + frames);
    y.fill(Number.NaN, row, row + frames);
    row += frames;
  }
  return { ...field, x, y };
}

/** Ten areas of six to ten corners on the pitch. */
export function makeZones(): Polygons {
  const random = seededRandom(4321);
  const x: number[] = [];
  const y: number[] = [];
  const start = [0];
  for (let zone = 0; zone < 10; zone += 1) {
    const [atX, atY] = [10 + random.next() * 85, 8 + random.next() * 52];
    const radiusM = 6 + random.next() * 10;
    const corners = 6 + (zone % 5);
    for (let corner = 0; corner < corners; corner += 1) {
      const reachM = radiusM * (0.6 + 0.4 * random.next());
      const angleRad = (corner / corners) * 2 * Math.PI;
      x.push(atX + reachM * Math.cos(angleRad));
      y.push(atY + reachM * Math.sin(angleRad));
    }
    start.push(x.length);
  }
  return { x: Float32Array.from(x), y: Float32Array.from(y), start: Int32Array.from(start) };
}

/** Points of consecutive frames, equally many in each. */
export interface Crowd extends FramePoints {
  readonly alive: number;
  readonly frames: number;
}

/** Velocities by central differences within each slot; 0 in the first and the last frame. */
function differences(values: Column, alive: number, fps: number): Column {
  const out = new Float32Array(values.length);
  for (let row = alive; row < values.length - alive; row += 1)
    out[row] = (((values[row + alive] ?? 0) - (values[row - alive] ?? 0)) * fps) / 2;
  return out;
}

/** W2: 300 people at a time for 10 minutes at 30 Hz on 60 x 60 m, 5.4 million rows, frame by frame; each stays 36 s at most. */
export function makeCrowd(alive = 300, frames = 18_000): Crowd {
  const random = seededRandom(54_321);
  const walk = { widthM: 60, heightM: 60, fps: 30, fastestMps: 2.5 };
  const x = new Float32Array(alive * frames);
  const y = new Float32Array(alive * frames);
  const [slotX, slotY] = [new Float32Array(frames), new Float32Array(frames)];
  for (let slot = 0; slot < alive; slot += 1) {
    let stay = 1 + Math.floor(random.next() * 1080);
    for (let frame = 0; frame < frames; frame += stay, stay = 1080)
      writeWalk(walk, random, slotX, slotY, frame, Math.min(stay, frames - frame));
    for (let frame = 0; frame < frames; frame += 1) {
      x[frame * alive + slot] = slotX[frame] ?? 0;
      y[frame * alive + slot] = slotY[frame] ?? 0;
    }
  }
  const frameStart = Int32Array.from({ length: frames + 1 }, (_, frame) => frame * alive);
  const [vx, vy] = [differences(x, alive, walk.fps), differences(y, alive, walk.fps)];
  return { alive, frames, x, y, vx, vy, frameStart };
}
