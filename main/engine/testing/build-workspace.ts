import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '#contract/ids';
import { unwrap, type Result } from '#contract/errors';
import type { FrameIndex } from '#contract/entities/frame-index';
import type { TrackTable } from '#contract/entities/track';
import { createDuckdbColumnar } from '#native/columnar/duckdb-columnar';
import { writeFrameIndex } from '../../importers/frame-index-file.ts';
import { writeTrackTable } from '../../importers/testing/write-tracks.ts';
import { createObjectStore } from '../../objects/object-store.ts';
import { openDatabase } from '../../store/open-database.ts';
import { seedJob, type SeededJob } from '../../store/testing/seed-job.ts';
import { crowdOntology } from './crowd-ontology.ts';
import { testZones } from '../../testing/test-zones.ts';

/** A workspace on disk with one imported source. */
export interface TestWorkspace {
  readonly folder: string;
  readonly seeded: SeededJob;
  /** Removes it. */
  dispose(): Promise<void>;
}

/** Makes a workspace in the system's temporary folder that holds the tracks as a source, in body heights with three zones. */
export async function buildWorkspace(given: {
  readonly table: TrackTable;
  readonly index: FrameIndex;
  /** That of the crowd unless given. */
  readonly ontology?: string;
}): Promise<TestWorkspace> {
  const folder = await mkdtemp(join(tmpdir(), 'aftertrack-engine-'));
  const objects = createObjectStore(folder);
  const columnar = createDuckdbColumnar();
  async function put(write: (path: string) => Promise<Result<unknown>>): Promise<string> {
    const path = join(folder, `${newId()}.parquet`);
    unwrap(await write(path));
    return unwrap(await objects.putFile(path, { move: true })).sha256;
  }
  const tracksSha256 = await put((path) => writeTrackTable(columnar, path, given.table));
  const frameIndexSha256 = await put((path) => writeFrameIndex(columnar, path, given.index));
  await columnar.close();
  const db = openDatabase(join(folder, 'workspace.db'));
  const context = { db, now: () => new Date().toISOString(), newId };
  const frameCount = given.index.ptsUs.length;
  const zones = [...testZones];
  const durationS = ((given.index.ptsUs.at(-1) ?? 0) + (given.index.durationUs.at(-1) ?? 0)) / 1e6;
  const { nominal: nominalIndex } = given.index;
  const rowCount = given.table.frame.length;
  const source = {
    tracksSha256,
    frameIndexSha256,
    frameCount,
    rowCount,
    durationS,
    nominalIndex,
    zones,
    captions: [{ startS: 0.4, endS: 2, text: 'Stop, please.' }],
  };
  const seeded = seedJob(context, source, given.ontology ?? crowdOntology);
  db.close();
  return { folder, seeded, dispose: () => rm(folder, { recursive: true, force: true }) };
}
