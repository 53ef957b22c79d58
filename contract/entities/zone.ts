import { z } from 'zod';

/** An area (closed polygon) or a line, in picture pixels or ground metres. */
export const zoneSchema = z.object({
  id: z.string().min(1),
  kind: z.enum(['area', 'line']),
  space: z.enum(['px', 'm']),
  /** Corners in order, x then y; an area is closed without repeating the first. */
  points: z.array(z.tuple([z.number(), z.number()])).min(2),
});
export type Zone = Readonly<z.infer<typeof zoneSchema>>;

/** Row-major 3x3 matrix that maps a picture point (px) to the ground (m), up to scale. */
export const homographySchema = z.array(z.number()).length(9);
export type Homography = readonly number[];
