import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crowdOntology } from '../engine/testing/crowd-ontology.ts';
import { crowd } from '../engine/testing/crowd.ts';
import { testZones } from './test-zones.ts';

/** Input files as a person would give them: tracks, zones and an ontology that finds something in them. */
export interface CrowdFiles {
  readonly tracks: string;
  readonly zones: string;
  readonly ontology: string;
}

/** A crowd of `tracks` people over `frames` pictures as tracks CSV, at 25 pictures per second. */
export function crowdCsv(tracks: number, frames: number): string {
  const { table } = crowd(tracks, frames);
  const lines = table.trackIds.flatMap((trackId, t) => {
    const [start = 0, end = 0] = [table.rowStart[t], table.rowStart[t + 1]];
    return Array.from({ length: end - start }, (_, n) => {
      const row = start + n;
      const numbers = [table.xPx, table.yPx, table.wPx, table.hPx].map((column) =>
        (column[row] ?? 0).toFixed(2),
      );
      const frame = table.frame[row] ?? 0;
      return `${frame},${(frame / 25).toFixed(3)},${trackId},person,${numbers.join(',')}`;
    });
  });
  return ['frame,t_s,track_id,class,x,y,w,h', ...lines, ''].join('\n');
}

/** The areas of the crowd's ground, as a plain list of polygons. */
export function crowdZones(): string {
  const zones = testZones.flatMap(({ id, kind, points }) =>
    kind === 'area' ? [{ id, polygon: points }] : [],
  );
  return JSON.stringify({ zones });
}

/** Writes a crowd's files into `folder`, which is made if need be. */
export async function writeCrowdFiles(folder: string, tracks = 4, frames = 300): Promise<CrowdFiles> {
  await mkdir(folder, { recursive: true });
  const files: CrowdFiles = {
    tracks: join(folder, 'crowd.csv'),
    zones: join(folder, 'zones.json'),
    ontology: join(folder, 'crowd.yaml'),
  };
  await writeFile(files.tracks, crowdCsv(tracks, frames));
  await writeFile(files.zones, crowdZones());
  await writeFile(files.ontology, crowdOntology);
  return files;
}
