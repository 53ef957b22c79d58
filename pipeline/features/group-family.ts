import { groupAgreement, groupRadius, stillSpeed } from '#contract/features/constants';
import type { Column, Kernels, PointPairs } from '#contract/ports/kernels';
import type { FamilyWindow, FeatureFamily } from './family.ts';
import type { FeatureSource } from './feature-source.ts';
import { windowPoints, type WindowPoints } from './frame-points.ts';
import { at } from './numbers.ts';

/** Rounding may bring a pair over the edge of the grid's reach by less than this share. */
const slack = 1 + 1e-5;

function room(pairs: number): PointPairs {
  return {
    i: new Int32Array(pairs),
    j: new Int32Array(pairs),
    distance: new Float32Array(pairs),
    bearing: new Float32Array(pairs),
    approach_speed: new Float32Array(pairs),
  };
}

/** Pairs of points within the largest radius that any two tracks may have. */
function nearPairs(source: FeatureSource, points: WindowPoints, kernels: Kernels): PointPairs {
  const largest = source.scales.reduce((most, scale) => (scale > most ? scale : most), 0);
  const radius = groupRadius[source.space] * largest * slack;
  if (points.x.length < 2 || radius === 0) return room(0);
  const first = room(4 * points.x.length);
  const found = kernels.gridPairs(points, radius, first);
  if (found <= first.i.length) return { ...first, i: first.i.subarray(0, found) };
  const all = room(found);
  kernels.gridPairs(points, radius, all);
  return all;
}

/** Whether two points are so near and move so alike, in the mean of the two lengths, that they belong together. */
function belong(source: FeatureSource, { x, y, vx, vy, track }: WindowPoints, i: number, j: number): boolean {
  const unit = (at(source.scales, track[i] ?? -1) + at(source.scales, track[j] ?? -1)) / 2;
  const within = (a: Float32Array, b: Float32Array, limit: number) => {
    const [dx, dy] = [at(a, j) - at(a, i), at(b, j) - at(b, i)];
    return dx * dx + dy * dy <= limit * limit * unit * unit;
  };
  return within(x, y, groupRadius[source.space]) && within(vx, vy, groupAgreement[source.space]);
}

/** Lowest point of the component of each point; joins halve the way to it (union by the lower point). */
function components(source: FeatureSource, points: WindowPoints, { i, j }: PointPairs): Int32Array {
  const parent = Int32Array.from(points.x.keys());
  function root(point: number): number {
    let here = point;
    for (let up = parent[here] ?? here; up !== here; up = parent[here] ?? here) {
      parent[here] = parent[up] ?? up;
      here = up;
    }
    return here;
  }
  for (let pair = 0; pair < i.length; pair += 1) {
    const [a, b] = [i[pair] ?? 0, j[pair] ?? 0];
    if (!belong(source, points, a, b)) continue;
    const [one, other] = [root(a), root(b)];
    parent[Math.max(one, other)] = Math.min(one, other);
  }
  return parent.map((_, point) => root(point));
}

interface Sums {
  size: number;
  x: number;
  y: number;
  movers: number;
  directionX: number;
  directionY: number;
  apart: number;
}

function addMember(sums: Sums, points: WindowPoints, point: number, unit: number): void {
  sums.size += 1;
  sums.x += at(points.x, point);
  sums.y += at(points.y, point);
  const [vx, vy] = [at(points.vx, point), at(points.vy, point)];
  const speed = Math.sqrt(vx * vx + vy * vy);
  if (speed < stillSpeed * unit) return;
  sums.movers += 1;
  sums.directionX += vx / speed;
  sums.directionY += vy / speed;
}

/** Sums over each component, members in order of their tracks. */
function sumGroups(
  source: FeatureSource,
  points: WindowPoints,
  group: Int32Array,
): ReadonlyMap<number, Sums> {
  const all = new Map<number, Sums>();
  for (const [point, of] of group.entries()) {
    const sums = all.get(of) ?? { size: 0, x: 0, y: 0, movers: 0, directionX: 0, directionY: 0, apart: 0 };
    all.set(of, sums);
    addMember(sums, points, point, at(source.scales, points.track[point] ?? -1));
  }
  for (const [point, of] of group.entries()) {
    const sums = all.get(of);
    if (sums === undefined) continue;
    const [dx, dy] = [at(points.x, point) - sums.x / sums.size, at(points.y, point) - sums.y / sums.size];
    sums.apart += Math.sqrt(dx * dx + dy * dy);
  }
  return all;
}

function polarization({ movers, directionX, directionY }: Sums): number {
  if (movers < 2) return Number.NaN;
  return Math.min(1, Math.sqrt(directionX * directionX + directionY * directionY) / movers);
}

interface Out {
  readonly startFrame: number;
  readonly size: Column;
  readonly first: Column;
  readonly spread: Column;
  readonly polarization: Column;
}

function outOf(window: FamilyWindow, track: number): Out {
  return {
    startFrame: window.frames(track).startFrame,
    size: window.out('group_size', track),
    first: window.out('group_first', track),
    spread: window.out('group_spread', track),
    polarization: window.out('group_polarization', track),
  };
}

function compute(window: FamilyWindow): void {
  const { source, kernels } = window;
  const points = windowPoints(window);
  const group = components(source, points, nearPairs(source, points, kernels));
  const groups = sumGroups(source, points, group);
  const outs = [...source.tracks.keys()].map((track) => outOf(window, track));
  for (const [point, of] of group.entries()) {
    const track = points.track[point] ?? -1;
    const [sums, out] = [groups.get(of), outs[track]];
    if (sums === undefined || out === undefined) continue;
    const i = (points.frame[point] ?? 0) - out.startFrame;
    out.size[i] = sums.size;
    out.first[i] = points.track[of] ?? Number.NaN;
    out.polarization[i] = polarization(sums);
    if (sums.size > 1) out.spread[i] = sums.apart / sums.size / at(source.scales, track);
  }
}

/** The group that every track is in, frame by frame; series number t is track t. */
export const groupFamily: FeatureFamily = {
  name: 'groups',
  version: 2,
  keys: ['track'],
  features: ['group_size', 'group_first', 'group_spread', 'group_polarization'],
  needs: ['motion'],
  reads: [],
  series: ({ tracks }) => tracks.map(({ startFrame, endFrame }, track) => ({ track, startFrame, endFrame })),
  compute,
};
