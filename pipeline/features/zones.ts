import type { Zone } from '#contract/entities/zone';
import type { LocalKernels } from '#contract/ports/local-kernels';
import type { FeatureWindow } from '#pipeline/windows/feature-windows';
import type { FeatureSource } from './feature-source.ts';
import { emptyTable, zonesLayout, type KinematicsTable, type ZonesTable } from './feature-table.ts';
import { bottomCentres, type Points } from './ground-points.ts';
import { fitTrack, layOutWindow, type WindowRows } from './kinematics.ts';
import { placeZones, type ZonePlane } from './zone-planes.ts';

interface TrackWindow {
  readonly track: number;
  readonly row: number;
  readonly count: number;
  readonly firstFrame: number;
}

function tracksOf(rows: WindowRows): readonly TrackWindow[] {
  return Array.from(rows.firstFrame, (firstFrame, track) => {
    const row = rows.start[track] ?? 0;
    return { track, row, count: (rows.start[track + 1] ?? 0) - row, firstFrame };
  }).filter((entry) => entry.count > 0);
}

function smoothedFeet(
  source: FeatureSource,
  window: FeatureWindow,
  entry: TrackWindow,
  kernels: LocalKernels,
): Points {
  const frames = { startFrame: entry.firstFrame, endFrame: entry.firstFrame + entry.count };
  const feet = (from: number, to: number) => bottomCentres(source.table, from, to);
  const [fx, fy] = fitTrack(source, entry.track, frames, window, feet, kernels);
  return { x: fx?.value ?? new Float64Array(0), y: fy?.value ?? new Float64Array(0) };
}

/** The track's smoothed points in the plane of the zone. */
function pointsIn(
  plane: ZonePlane,
  motion: KinematicsTable,
  source: FeatureSource,
  entry: TrackWindow,
): Points {
  const scale = plane.plane === 'picture' ? (source.scales[entry.track] ?? Number.NaN) : 1;
  const cut = (column: Float32Array) =>
    Float64Array.from(column.subarray(entry.row, entry.row + entry.count), (value) => value * scale);
  return { x: cut(motion.x), y: cut(motion.y) };
}

const flip = (ys: Float64Array) => ys.map((y) => -y);
const flipOutline = (outline: Float64Array) => outline.map((value, i) => (i % 2 === 1 ? -value : value));

/** In the picture y points down, so sides are taken in its mirror image, where left is left. */
function sideOf(plane: ZonePlane, points: Points, kernels: LocalKernels): Float32Array {
  if (plane.plane === 'ground') return kernels.polylineSide(plane.outline, points.x, points.y);
  return kernels.polylineSide(flipOutline(plane.outline), points.x, flip(points.y));
}

function write(
  out: ZonesTable,
  at: number,
  plane: ZonePlane,
  points: Points,
  scale: number,
  kernels: LocalKernels,
): void {
  const perLength = (values: Float32Array) => values.map((value) => value / scale);
  if (plane.kind === 'area') {
    out.inside.set(kernels.insidePolygon(plane.outline, points.x, points.y), at);
    if (!plane.measurable) return;
    out.zone_distance.set(perLength(kernels.polygonDistance(plane.outline, points.x, points.y)), at);
    return;
  }
  if (!plane.measurable) return;
  const side = perLength(sideOf(plane, points, kernels));
  out.line_side.set(side, at);
  out.zone_distance.set(side.map(Math.abs), at);
}

/**
 * Every track of the window against every usable zone, by zone, track and frame. A line has no inside, and its distance is
 * not signed. `motion` is the window's own kinematics.
 */
export function zonesWindow(
  source: FeatureSource,
  window: FeatureWindow,
  motion: KinematicsTable,
  zones: readonly Zone[],
  kernels: LocalKernels,
): ZonesTable {
  const planes = placeZones(source, zones);
  const entries = tracksOf(layOutWindow(source.tracks, window));
  const out = emptyTable(zonesLayout, planes.length * motion.frame.length);
  let at = 0;
  for (const plane of planes) {
    for (const entry of entries) {
      const { row, count, track } = entry;
      const points = plane.measurable
        ? pointsIn(plane, motion, source, entry)
        : smoothedFeet(source, window, entry, kernels);
      const scale = plane.plane === 'picture' ? (source.scales[track] ?? Number.NaN) : 1;
      out.zone.fill(plane.zone, at, at + count);
      out.track.fill(track, at, at + count);
      out.frame.set(motion.frame.subarray(row, row + count), at);
      write(out, at, plane, points, scale, kernels);
      at += count;
    }
  }
  return out;
}
