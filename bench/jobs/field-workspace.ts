import { join } from 'node:path';
import { nominalFrameIndex } from '#contract/entities/frame-index';
import type { TrackTable } from '#contract/entities/track';
import type { Zone } from '#contract/entities/zone';
import { unwrap, type Result } from '#contract/errors';
import { newId } from '#contract/ids';
import { createDuckdbColumnar } from '#native/columnar/duckdb-columnar';
import { writeFrameIndex } from '#main/importers/frame-index-file';
import { writeTrackTable } from '#main/importers/testing/write-tracks';
import { createObjectStore } from '#main/objects/object-store';
import { openDatabase } from '#main/store/open-database';
import { seedJob, type SeededJob } from '#main/store/testing/seed-job';
import { insertRow } from '#main/store/rows';
import { makeField, makeZones, type Tracks } from '../workload.ts';
import { fieldOntology, fieldOntologiesChanged } from './field-ontology.ts';

const pxPerM = 15;

/** The field as boxes of one size whose feet stand on the tracks' points. */
function tableOf({ start, x, y }: Tracks): TrackTable {
  const rows = x.length;
  const frame = new Int32Array(rows);
  for (let track = 0; track + 1 < start.length; track += 1)
    for (let row = start[track] ?? 0; row < (start[track + 1] ?? 0); row += 1)
      frame[row] = row - (start[track] ?? 0);
  const constant = (value: number) => new Float32Array(rows).fill(value);
  return {
    trackIds: Array.from({ length: start.length - 1 }, (_, track) => `p${String(track).padStart(2, '0')}`),
    classes: Array.from({ length: start.length - 1 }, () => 'player'),
    rowStart: start,
    frame,
    xPx: x.map((metres) => metres * pxPerM - 4),
    yPx: y.map((metres) => (68 - metres) * pxPerM - 24),
    wPx: constant(8),
    hPx: constant(24),
    xM: x,
    yM: y,
    conf: constant(0.9),
    occlusion: constant(0),
  };
}

function zones(): readonly Zone[] {
  const { x, y, start } = makeZones();
  return Array.from({ length: start.length - 1 }, (_, zone) => ({
    id: `zone_${zone}`,
    kind: 'area',
    space: 'm',
    points: Array.from(x.subarray(start[zone], start[zone + 1]), (px, corner): [number, number] => [
      px,
      y[(start[zone] ?? 0) + corner] ?? 0,
    ]),
  }));
}

/** What a job on the field is made of. */
export interface FieldWorkspace {
  readonly sourceId: string;
  readonly ontologyIds: readonly string[];
}

/** What a workspace is made of: tracks as boxes of players, an ontology's text, and areas. */
interface WorkspaceParts {
  readonly tracks: Tracks;
  readonly ontology: string;
  readonly zones: readonly Zone[];
}

/** Makes a workspace in `folder` with a project, a source of these tracks and a version of the ontology. */
export async function makeWorkspaceOf(
  folder: string,
  { tracks, ontology, zones: areas }: WorkspaceParts,
): Promise<SeededJob> {
  const objects = createObjectStore(folder);
  const columnar = createDuckdbColumnar();
  async function put(write: (path: string) => Promise<Result<unknown>>) {
    const path = join(folder, `${newId()}.parquet`);
    unwrap(await write(path));
    return unwrap(await objects.putFile(path, { move: true }));
  }
  const stored = await put((path) => writeTrackTable(columnar, path, tableOf(tracks)));
  const frames = tracks.start[1] ?? 0;
  const index = nominalFrameIndex(frames, tracks.fps);
  const { sha256: frameIndexSha256 } = await put((path) => writeFrameIndex(columnar, path, index));
  await columnar.close();
  const db = openDatabase(join(folder, 'workspace.db'));
  const context = { db, now: () => new Date().toISOString(), newId };
  const source = {
    tracksSha256: stored.sha256,
    frameIndexSha256,
    frameCount: frames,
    durationS: frames / tracks.fps,
    space: 'metric' as const,
    zones: [...areas],
  };
  const seeded = seedJob(context, source, ontology);
  db.close();
  return seeded;
}

/** Makes a workspace in `folder` that holds the field as a source of tracks, and two ontologies. */
export async function makeFieldWorkspace(folder: string): Promise<FieldWorkspace> {
  const parts = { tracks: makeField(), ontology: fieldOntology, zones: zones() };
  const seeded = await makeWorkspaceOf(folder, parts);
  const db = openDatabase(join(folder, 'workspace.db'));
  const changed = fieldOntologiesChanged.map((text, number) => ({
    ...seeded.ontology,
    id: newId(),
    version: `1.${number + 1}.0`,
    sha256: String(number + 1).repeat(64),
    text,
  }));
  for (const version of changed)
    insertRow(db, 'ontology_versions', { ...version, projectId: seeded.projectId });
  db.close();
  return {
    sourceId: seeded.source.id,
    ontologyIds: [seeded.ontology.id, ...changed.map(({ id }) => id)],
  };
}
