import { type Camera, type Place, type Projected, project } from './camera.ts';
import { createRandom, type Random } from './random.ts';
import type { SimulatedAgent, Simulation } from './simulate.ts';

/** A box in pixels from the picture's top left. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** What a detector would say of one agent in one picture; a missed agent has none. */
export interface Observation {
  readonly agent: SimulatedAgent;
  /** Index into the agent's motion. */
  readonly at: number;
  readonly box: Box;
  /** Ground point in the picture, with the jitter of the box. */
  readonly footX: number;
  readonly footY: number;
  /** How many pixels a metre is at the agent. */
  readonly pxPerM: number;
  readonly depthM: number;
  readonly conf: number;
  /** Share of the box that nearer boxes cover, in [0, 1]. */
  readonly occlusion: number;
  /** Boxes of nearer agents that overlap this one. */
  readonly nearer: readonly Box[];
}

const jitterPx = 0.6;
/** Less of the box than this in the picture is no detection. */
const leastInside = 0.35;
const leastSidePx = 5;

interface Seen {
  readonly agent: SimulatedAgent;
  readonly at: number;
  readonly box: Box;
  readonly foot: Projected;
}

function hull(points: readonly Projected[]): Box {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, w: Math.max(...xs) - x, h: Math.max(...ys) - y };
}

/** The eight corners of an agent's body. */
function corners(agent: SimulatedAgent, at: number): readonly Place[] {
  const { xM, yM, headingRad } = agent.motion;
  const [x, y, heading] = [xM[at] ?? 0, yM[at] ?? 0, headingRad[at] ?? 0];
  const [cos, sin] = [Math.cos(heading), Math.sin(heading)];
  return [-0.5, 0.5].flatMap((along) =>
    [-0.5, 0.5].flatMap((across) =>
      [0, agent.heightM].map((z): Place => {
        const [a, b] = [along * agent.lengthM, across * agent.widthM];
        return [x + cos * a - sin * b, y + sin * a + cos * b, z];
      }),
    ),
  );
}

function wholeBox(camera: Camera, agent: SimulatedAgent, at: number, foot: Projected): Box {
  if (agent.className !== 'pedestrian')
    return hull(corners(agent, at).map((place) => project(camera, place)));
  const top = project(camera, [agent.motion.xM[at] ?? 0, agent.motion.yM[at] ?? 0, agent.heightM]);
  const w = (0.5 * camera.focalPx) / foot.depthM;
  const bottom = foot.y + (0.06 * camera.focalPx) / foot.depthM;
  return { x: (foot.x + top.x - w) / 2, y: top.y, w, h: bottom - top.y };
}

function clip(camera: Camera, box: Box): Box {
  const x0 = Math.min(camera.widthPx, Math.max(0, box.x));
  const y0 = Math.min(camera.heightPx, Math.max(0, box.y));
  const x1 = Math.min(camera.widthPx, Math.max(0, box.x + box.w));
  const y1 = Math.min(camera.heightPx, Math.max(0, box.y + box.h));
  return { x: x0, y: y0, w: x1 - x0, h: y1 - y0 };
}

function see(camera: Camera, agent: SimulatedAgent, tick: number): Seen | undefined {
  if (tick < agent.startTick || tick >= agent.endTick) return undefined;
  const at = tick - agent.startTick;
  const foot = project(camera, [agent.motion.xM[at] ?? 0, agent.motion.yM[at] ?? 0, 0]);
  if (foot.depthM < 3) return undefined;
  const whole = wholeBox(camera, agent, at, foot);
  const box = clip(camera, whole);
  const inside = (box.w * box.h) / (whole.w * whole.h);
  if (inside < leastInside || box.w < leastSidePx || box.h < leastSidePx) return undefined;
  return { agent, at, box, foot };
}

function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

function holds(box: Box, x: number, y: number): boolean {
  return x >= box.x && x < box.x + box.w && y >= box.y && y < box.y + box.h;
}

/** Whether any of the boxes holds the point. */
export function isCovered(boxes: readonly Box[], x: number, y: number): boolean {
  return boxes.some((box) => holds(box, x, y));
}

/** Share of a box that lies under the union of others, measured on a grid of 8 x 16 points. */
export function coveredShare(box: Box, others: readonly Box[]): number {
  if (others.length === 0) return 0;
  let covered = 0;
  for (let row = 0; row < 16; row += 1)
    for (let column = 0; column < 8; column += 1)
      if (isCovered(others, box.x + (box.w * (column + 0.5)) / 8, box.y + (box.h * (row + 0.5)) / 16))
        covered += 1;
  return covered / 128;
}

/** One agent's detector: jitters, loses and finds it again. */
interface Detector {
  readonly random: Random;
  missesLeft: number;
}

function isMissed(detector: Detector, occlusion: number): boolean {
  const { random } = detector;
  const starts = random.next() < 0.0035 + 0.06 * occlusion * occlusion || occlusion > 0.9;
  if (detector.missesLeft === 0 && starts)
    detector.missesLeft = 1 + Math.floor(random.between(0, occlusion > 0.4 ? 6 : 3.5));
  if (detector.missesLeft === 0) return false;
  detector.missesLeft -= 1;
  return true;
}

function detect(
  camera: Camera,
  detector: Detector,
  seen: Seen,
  nearer: readonly Box[],
): Observation | undefined {
  const { random } = detector;
  const { agent, at, foot } = seen;
  const occlusion = coveredShare(seen.box, nearer);
  const [dx, dy, dw, dh] = [0, 1, 2, 3].map(() => random.normal() * jitterPx);
  const noise = random.normal();
  if (isMissed(detector, occlusion)) return undefined;
  const box = clip(camera, {
    x: seen.box.x + (dx ?? 0) - (dw ?? 0) / 2,
    y: seen.box.y + (dy ?? 0) - (dh ?? 0),
    w: Math.max(2, seen.box.w + (dw ?? 0)),
    h: Math.max(2, seen.box.h + (dh ?? 0)),
  });
  const size = Math.min(1, seen.box.h / 60);
  const conf = 0.8 + 0.14 * size - 0.42 * occlusion + 0.025 * noise;
  return {
    agent,
    at,
    box,
    footX: foot.x + (dx ?? 0),
    footY: foot.y + (dy ?? 0),
    pxPerM: camera.focalPx / foot.depthM,
    depthM: foot.depthM,
    conf: Math.min(0.99, Math.max(0.2, conf)),
    occlusion,
    nearer,
  };
}

/** What a detector and tracker see in each of `ticks`, agents in the order of the simulation; deterministic by its seed. */
export function observe(
  simulation: Simulation,
  camera: Camera,
  ticks: Int32Array,
): readonly (readonly Observation[])[] {
  const random = createRandom(simulation.seed).fork('detections');
  const detectors = simulation.agents.map(
    ({ trackId }): Detector => ({ random: random.fork(trackId), missesLeft: 0 }),
  );
  return Array.from(ticks, (tick) => {
    const seen = simulation.agents.map((agent) => see(camera, agent, tick));
    return seen.flatMap((one, i) => {
      const detector = detectors[i];
      if (one === undefined || detector === undefined) return [];
      const nearer = seen.flatMap((other) =>
        other !== undefined && other.foot.depthM < one.foot.depthM && overlaps(one.box, other.box)
          ? [other.box]
          : [],
      );
      const observation = detect(camera, detector, one, nearer);
      return observation === undefined ? [] : [observation];
    });
  });
}
