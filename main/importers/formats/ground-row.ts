import type { TrackRow } from '#pipeline/normalize/track-row';

/** A row of a track that has a place on the ground (m) and no box. */
export function groundRow(
  place: Pick<TrackRow, 'frame' | 'trackId' | 'className' | 'xw' | 'yw'> & Partial<TrackRow>,
): TrackRow {
  const unknown = { x: Number.NaN, y: Number.NaN, w: Number.NaN, h: Number.NaN };
  return { ...unknown, timeS: Number.NaN, conf: Number.NaN, occlusion: Number.NaN, ...place };
}
