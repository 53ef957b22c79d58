import { z } from 'zod';
import { ok, type Result } from '#contract/errors';
import type { Zone } from '#contract/entities/zone';
import { parseJsonFile, refuseAt } from './json-file.ts';

const pointSchema = z.tuple([z.number(), z.number()]);
const plainZoneSchema = z
  .object({
    id: z.union([z.string().min(1), z.number()]),
    /** Free words; what the zone is follows from its shape. */
    kind: z.string().optional(),
    bbox_xywh: z.tuple([z.number(), z.number(), z.number().gt(0), z.number().gt(0)]).optional(),
    polygon: z.array(pointSchema).min(3, 'A polygon needs at least three corners.').optional(),
    line: z.array(pointSchema).min(2, 'A line needs at least two points.').optional(),
  })
  .refine(
    ({ bbox_xywh: box, polygon, line }) =>
      [box, polygon, line].filter((shape) => shape !== undefined).length === 1,
    'A zone has one shape: bbox_xywh, polygon or line.',
  );
const plainZonesSchema = z.object({ zones: z.array(plainZoneSchema).min(1, 'There is no zone.') });

function corners([x, y, w, h]: readonly [number, number, number, number]): [number, number][] {
  return [
    [x, y],
    [x + w, y],
    [x + w, y + h],
    [x, y + h],
  ];
}

function toZone(plain: z.infer<typeof plainZoneSchema>): Zone {
  const box = plain.bbox_xywh === undefined ? [] : corners(plain.bbox_xywh);
  return {
    id: String(plain.id),
    kind: plain.line === undefined ? 'area' : 'line',
    space: 'px',
    points: plain.line ?? plain.polygon ?? box,
  };
}

/** Zones in plain JSON: `{ zones: [{ id, bbox_xywh | polygon | line }] }`, in pixels. */
export function readZonesPolygons(text: string, file: string): Result<readonly Zone[]> {
  const parsed = parseJsonFile(text, plainZonesSchema, file);
  if (!parsed.ok) return parsed;
  const zones = parsed.value.zones.map(toZone);
  const twice = zones.findIndex(({ id }, at) => zones.findIndex((zone) => zone.id === id) < at);
  if (twice >= 0)
    return refuseAt(text, file, ['zones', twice, 'id'], `Zone ${zones[twice]?.id ?? ''} is there twice.`);
  return ok(zones);
}
