import { v7 } from 'uuid';
import { z } from 'zod';

/** UUIDv7, made where the row is made: sortable by time, unique without a server. */
export const idSchema = z.uuid();
export type Id = z.infer<typeof idSchema>;

/** SHA-256 in lower-case hex, 64 characters. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);
export type Sha256 = z.infer<typeof sha256Schema>;

/** UTC instant, ISO 8601 with milliseconds. */
export const instantSchema = z.iso.datetime();
export type Instant = z.infer<typeof instantSchema>;

/** Major.minor.patch, no pre-release. */
export const semverSchema = z.string().regex(/^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/);

/** A new UUIDv7. */
export function newId(): Id {
  return v7();
}
