import type { FrameSpan } from '#contract/interval';
import type { Column, Kernels } from '#contract/ports/kernels';
import type { FeatureSource } from './feature-source.ts';
import { smoothPath } from './smooth.ts';
import { feetPath, missingColumn } from './track-paths.ts';
import type { ZonePlane } from './zone-planes.ts';

export interface PlanePath {
  readonly x: Column;
  readonly y: Column;
}

/** Pixels or metres of the plane in one of the track's lengths. */
export function lengthIn({ plane }: ZonePlane, source: FeatureSource, track: number): number {
  return plane === 'picture' ? (source.scales[track] ?? Number.NaN) : 1;
}

/** Smoothed bottom centres in pixels: the path in the picture of a source whose positions are metres. */
function smoothedFeet(source: FeatureSource, track: number, span: FrameSpan, kernels: Kernels): PlanePath {
  const out = { x: missingColumn(span), y: missingColumn(span) };
  smoothPath(source, track, span, kernels, (slice) => feetPath(source, track, slice), out);
  return out;
}

/** The track's smoothed points on `span` in the plane of the zone; `read` gives its smoothed positions there. */
export function planePath(
  plane: ZonePlane,
  source: FeatureSource,
  track: number,
  span: FrameSpan,
  kernels: Kernels,
  read: (feature: 'x' | 'y') => Column,
): PlanePath {
  if (!plane.measurable) return smoothedFeet(source, track, span, kernels);
  const length = lengthIn(plane, source, track);
  if (length === 1) return { x: read('x'), y: read('y') };
  return { x: read('x').map((value) => value * length), y: read('y').map((value) => value * length) };
}

/** 1 inside the closed outline, 0 outside, missing where the point is or where the outline has no inside. */
export function insideOf(plane: ZonePlane, path: PlanePath, kernels: Kernels): Column {
  const out = new Float32Array(path.x.length).fill(Number.NaN);
  if (plane.outline.length < 6) return out;
  const corners = plane.outline.length / 2;
  const polygons = {
    x: Float32Array.from({ length: corners }, (_, i) => plane.outline[2 * i] ?? Number.NaN),
    y: Float32Array.from({ length: corners }, (_, i) => plane.outline[2 * i + 1] ?? Number.NaN),
    start: Int32Array.of(0, corners),
  };
  const mask = new Uint32Array(out.length);
  kernels.zoneMask(polygons, path.x, path.y, mask);
  for (let i = 0; i < out.length; i += 1)
    if (!Number.isNaN(path.x[i] ?? Number.NaN) && !Number.isNaN(path.y[i] ?? Number.NaN))
      out[i] = mask[i] ?? 0;
  return out;
}
