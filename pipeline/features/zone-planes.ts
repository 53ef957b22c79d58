import type { Homography, Zone } from '#contract/entities/zone';
import type { FeatureSource } from './feature-source.ts';
import { toGround } from './ground-points.ts';

/** A zone where it can be measured: on the ground (metres, y north) or in the picture (pixels, y down). */
export interface ZonePlane {
  /** Index into the source's zones. */
  readonly zone: number;
  readonly kind: Zone['kind'];
  readonly plane: 'ground' | 'picture';
  /** x, y, x, y ... in the plane's own units. */
  readonly outline: Float64Array;
  /** Whether the plane's distances can be said in the source's length. */
  readonly measurable: boolean;
}

function onGround(homography: Homography | undefined, zone: Zone): Float64Array | undefined {
  if (homography === undefined) return undefined;
  const corners = zone.points.map(([xPx, yPx]) => toGround(homography, xPx, yPx));
  const side = Math.sign(corners[0]?.[2] ?? 0);
  const whole = side !== 0 && corners.every(([, , divisor]) => Math.sign(divisor) === side);
  return whole ? Float64Array.from(corners.flatMap(([x, y]) => [x, y])) : undefined;
}

/** Where one zone of the source can be measured, if anywhere; see `placeZones`. */
export function placeZone(source: FeatureSource, zone: Zone, index: number): ZonePlane | undefined {
  const outline = Float64Array.from(zone.points.flat());
  const base = { zone: index, kind: zone.kind, outline };
  if (source.space === 'body')
    return zone.space === 'px' ? { ...base, plane: 'picture', measurable: true } : undefined;
  if (zone.space === 'm') return { ...base, plane: 'ground', measurable: true };
  const ground = onGround(source.homography, zone);
  if (ground === undefined) return { ...base, plane: 'picture', measurable: false };
  return { ...base, outline: ground, plane: 'ground', measurable: true };
}

/**
 * The zones that the source's tracks can be held against. Metres are unusable in a body source. In a metric source a zone in
 * pixels goes to the ground through the homography; without one (or across the horizon) only inside is known.
 */
export function placeZones(source: FeatureSource, zones: readonly Zone[]): readonly ZonePlane[] {
  return zones.map((zone, index) => placeZone(source, zone, index)).filter((plane) => plane !== undefined);
}
