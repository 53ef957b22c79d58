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

/** Tracks one after the other: rows `[start[t], start[t + 1])` are those of track t, frame by frame. */
export interface Tracks {
  readonly fps: number;
  readonly start: Int32Array;
  readonly x: Column;
  readonly y: Column;
}

function makeTracks(walk: Walk, random: Random, lengths: readonly number[]): Tracks {
  const start = Int32Array.from({ length: lengths.length + 1 });
  lengths.forEach((frames, track) => {
    start[track + 1] = (start[track] ?? 0) + frames;
  });
  const rows = start[lengths.length] ?? 0;
  const [x, y] = [new Float32Array(rows), new Float32Array(rows)];
  lengths.forEach((frames, track) => writeWalk(walk, random, x, y, start[track] ?? 0, frames));
  return { fps: walk.fps, start, x, y };
}

/** W: 23 players for 90 minutes at 25 Hz on a pitch of 105 x 68 m, 3.1 million rows. */
export function makeField(frames = 135_000): Tracks {
  const walk = { widthM: 105, heightM: 68, fps: 25, fastestMps: 8 };
  return makeTracks(
    walk,
    seededRandom(12_345),
    Array.from({ length: 23 }, () => frames),
  );
}

/** Eleven people for an hour at 30 Hz in a room of 20 x 20 m: 55 pairs, 5.9 million samples of pairs. */
export function makeRoom(frames = 108_000): Tracks {
  const walk = { widthM: 20, heightM: 20, fps: 30, fastestMps: 2 };
  return makeTracks(
    walk,
    seededRandom(54_321),
    Array.from({ length: 11 }, () => frames),
  );
}

/** The same tracks with a tenth of their frames missing: many short gaps and some of up to 1.6 s. */
export function withGaps(tracks: Tracks): Tracks {
  const random = seededRandom(777);
  const x = tracks.x.slice();
  const y = tracks.y.slice();
  for (let row = 0; row < x.length; row += 1) {
    if (random.next() >= 0.0175) continue;
    const frames =
      random.next() < 0.9 ? 1 + Math.floor(random.next() * 8) : 9 + Math.floor(random.next() * 32);
    x.fill(Number.NaN, row, row + frames);
    y.fill(Number.NaN, row, row + frames);
    row += frames;
  }
  return { ...tracks, x, y };
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

const crowdWalk = { widthM: 60, heightM: 60, fps: 30, fastestMps: 2.5 };
export const crowdAlive = 300;
const longestStay = 1080;

/** How long each of those who take one place after each other stays, 36 s at most. */
function staysOf(random: Random, frames: number): readonly number[] {
  const stays: number[] = [];
  let stay = 1 + Math.floor(random.next() * longestStay);
  for (let frame = 0; frame < frames; frame += stay, stay = longestStay)
    stays.push(Math.min(stay, frames - frame));
  return stays;
}

/** W2: 300 people at a time for 10 minutes at 30 Hz on 60 x 60 m, 5.4 million rows in some 5,300 tracks, place after place. */
export function makeVisitors(frames = 18_000): Tracks {
  const random = seededRandom(54_321);
  const stays = Array.from({ length: crowdAlive }, () => staysOf(random, frames)).flat();
  return makeTracks(crowdWalk, random, stays);
}

/** The rows of every place, frame by frame instead. */
function byFrame(values: Column, frames: number): Column {
  const out = new Float32Array(values.length);
  for (let place = 0; place < crowdAlive; place += 1)
    for (let frame = 0; frame < frames; frame += 1)
      out[frame * crowdAlive + place] = values[place * frames + frame] ?? 0;
  return out;
}

/** Velocities by central differences within each place; 0 in the first and the last frame. */
function differences(values: Column): Column {
  const out = new Float32Array(values.length);
  for (let row = crowdAlive; row < values.length - crowdAlive; row += 1)
    out[row] = (((values[row + crowdAlive] ?? 0) - (values[row - crowdAlive] ?? 0)) * crowdWalk.fps) / 2;
  return out;
}

/** W2 as the points of its frames. */
export function crowdOf(visitors: Tracks): FramePoints {
  const frames = visitors.x.length / crowdAlive;
  const frameStart = Int32Array.from({ length: frames + 1 }, (_, frame) => frame * crowdAlive);
  const [x, y] = [byFrame(visitors.x, frames), byFrame(visitors.y, frames)];
  return { x, y, vx: differences(x), vy: differences(y), frameStart };
}
