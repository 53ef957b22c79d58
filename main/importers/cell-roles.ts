import type { ColumnMap, TrackField } from '#pipeline/normalize/column-map';
import { numberFields } from './track-cells.ts';

/** What a column is that is no number; numbers are places in `numberFields`. */
export const [unused, trackId, className, sequence] = [-1, -2, -3, -4];

const textRoles: ReadonlyMap<TrackField, number> = new Map([
  ['track_id', trackId],
  ['class', className],
  ['sequence', sequence],
]);

/** What each column is: a place in `numberFields`, or one of the roles below 0. */
export function rolesOf(map: ColumnMap<TrackField>, columns: number): Int32Array {
  const roles = new Int32Array(columns).fill(unused);
  for (const [field, column] of map)
    roles[column] = textRoles.get(field) ?? numberFields.findIndex((name) => name === field);
  return roles;
}
