/** One row of a tracks file. */
export interface BuiltRow {
  readonly frame: number;
  readonly trackId: string;
  readonly x?: number;
}

export const csvHeader = 'frame,track_id,class,x,y,w,h,conf';

/** A line of tracks CSV; y, w and h are plausible. */
export function csvLine({ frame, trackId, x = 10 + frame }: BuiltRow): string {
  return `${frame},${trackId},person,${x},20,30,60,0.9`;
}

/** Rows of tracks 1 to `tracks` on the frames `[0, frames)`, frame by frame. */
export function steadyRows(frames: number, tracks = 2): readonly BuiltRow[] {
  return Array.from({ length: frames * tracks }, (_, n) => ({
    frame: Math.floor(n / tracks),
    trackId: String(1 + (n % tracks)),
  }));
}

/** A whole CSV file of steady tracks. */
export function tracksCsv(frames: number, tracks = 2): string {
  return `${[csvHeader, ...steadyRows(frames, tracks).map(csvLine)].join('\n')}\n`;
}

/** A GeoJSON file with one square area. */
export function zonesGeoJson(id = 'door'): string {
  const coordinates = [
    [
      [0, 0],
      [50, 0],
      [50, 50],
      [0, 50],
      [0, 0],
    ],
  ];
  const feature = {
    type: 'Feature',
    properties: { id, kind: 'area', space: 'px' },
    geometry: { type: 'Polygon', coordinates },
  };
  return JSON.stringify({ type: 'FeatureCollection', features: [feature] }, undefined, 2);
}

/** A frame index of `count` pictures at a steady rate. */
export function frameIndexCsv(count: number, fps: number): string {
  const lines = Array.from({ length: count }, (_, n) => `${n},${Math.round((n * 1e6) / fps)}`);
  return ['frame,pts_us', ...lines].join('\n');
}
