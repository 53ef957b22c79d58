import { z } from 'zod';
import { ok, type Result } from '#contract/errors';
import type { Zone } from '#contract/entities/zone';
import { parseJsonFile, refuseAt } from './json-file.ts';

const positionSchema = z.array(z.number()).min(2).max(3);
const polygonSchema = z.object({
  type: z.literal('Polygon'),
  coordinates: z
    .array(z.array(positionSchema).min(4, 'A polygon ring needs at least four positions.'))
    .min(1),
});
const lineSchema = z.object({
  type: z.literal('LineString'),
  coordinates: z.array(positionSchema).min(2, 'A line needs at least two positions.'),
});
const featureSchema = z.object({
  type: z.literal('Feature', 'Each feature says "type": "Feature".'),
  id: z.union([z.string(), z.number()]).optional(),
  geometry: z.discriminatedUnion('type', [polygonSchema, lineSchema], 'A zone is a Polygon or a LineString.'),
  properties: z
    .object({
      id: z.union([z.string(), z.number()]).optional(),
      kind: z.enum(['area', 'line']).optional(),
      space: z.enum(['px', 'm']).optional(),
    })
    .nullable()
    .optional(),
});
const collectionSchema = z.object({
  type: z.literal('FeatureCollection', 'Zones as GeoJSON are one FeatureCollection.'),
  features: z.array(featureSchema).min(1, 'There is no feature.'),
});
type Feature = z.infer<typeof featureSchema>;

function toPoints(positions: readonly (readonly number[])[]): readonly (readonly [number, number])[] {
  return positions.map(([x, y]) => [x ?? Number.NaN, y ?? Number.NaN] as const);
}

/** A ring without the last position, which repeats the first. */
function openRing(points: readonly (readonly [number, number])[]) {
  const [first, last] = [points[0], points.at(-1)];
  return first?.[0] === last?.[0] && first?.[1] === last?.[1] ? points.slice(0, -1) : points;
}

function pointsOf({ geometry }: Feature): readonly (readonly [number, number])[] {
  return geometry.type === 'Polygon'
    ? openRing(toPoints(geometry.coordinates[0] ?? []))
    : toPoints(geometry.coordinates);
}

function idOf({ properties, id }: Feature): string {
  return String(properties?.id ?? id ?? '');
}

function kindOf({ geometry }: Feature): 'area' | 'line' {
  return geometry.type === 'Polygon' ? 'area' : 'line';
}

function hasHole({ geometry }: Feature): boolean {
  return geometry.type === 'Polygon' && geometry.coordinates.length > 1;
}

/** Why a feature is no zone, and where in it. */
function complaint(
  feature: Feature,
  ids: ReadonlySet<string>,
): readonly [string, ...PropertyKey[]] | undefined {
  const [id, kind] = [idOf(feature), kindOf(feature)];
  if (id === '') return ['A zone needs an id.', 'properties'];
  if (ids.has(id)) return [`Zone ${id} is there twice.`, 'properties', 'id'];
  if ((feature.properties?.kind ?? kind) !== kind)
    return [`Zone ${id} is a ${feature.geometry.type}, so its kind is ${kind}.`, 'properties', 'kind'];
  if (hasHole(feature))
    return [`Zone ${id} has a hole, which zones cannot have.`, 'geometry', 'coordinates', 1];
  return undefined;
}

function toZone(feature: Feature): Zone {
  return {
    id: idOf(feature),
    kind: kindOf(feature),
    space: feature.properties?.space ?? 'px',
    points: pointsOf(feature).map(([x, y]): [number, number] => [x, y]),
  };
}

/** Zones as a GeoJSON FeatureCollection of polygons (areas) and line strings (lines), properties `id`, `kind`, `space` (px unless said). */
export function readZonesGeoJson(text: string, file: string): Result<readonly Zone[]> {
  const parsed = parseJsonFile(text, collectionSchema, file);
  if (!parsed.ok) return parsed;
  const ids = new Set<string>();
  const zones: Zone[] = [];
  for (const [at, feature] of parsed.value.features.entries()) {
    const wrong = complaint(feature, ids);
    if (wrong !== undefined) {
      const [message, ...path] = wrong;
      return refuseAt(text, file, ['features', at, ...path], message);
    }
    const zone = toZone(feature);
    ids.add(zone.id);
    zones.push(zone);
  }
  return ok(zones);
}
