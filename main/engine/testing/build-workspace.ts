import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '#contract/ids';
import { unwrap } from '#contract/errors';
import type { FrameIndex } from '#contract/entities/frame-index';
import type { TrackTable } from '#contract/entities/track';
import type { ColumnSpec, ColumnTable } from '#contract/ports/columnar';
import { createDuckdbColumnar } from '#native/columnar/duckdb-columnar';
import { createObjectStore } from '../../objects/object-store.ts';
import { openDatabase } from '../../store/open-database.ts';
import { seedJob, type SeededJob } from '../../store/testing/seed-job.ts';
import { testZones } from './random-source.ts';

function i32(name: string): ColumnSpec {
  return { name, type: 'i32', nullable: false };
}

function tracksFile(table: TrackTable): readonly [readonly ColumnSpec[], ColumnTable] {
  const trackOf = (row: number) =>
    table.rowStart.findIndex((start, t) => start <= row && row < (table.rowStart[t + 1] ?? 0));
  const owners = Array.from(table.frame.keys(), trackOf);
  const numbers = { x: table.xPx, y: table.yPx, w: table.wPx, h: table.hPx, xw: table.xM, yw: table.yM };
  const rest = { conf: table.conf, occlusion: table.occlusion };
  const texts = {
    track_id: owners.map((t) => table.trackIds[t] ?? ''),
    class: owners.map((t) => table.classes[t] ?? ''),
  };
  const specs = [
    i32('frame'),
    ...Object.keys(texts).map((name): ColumnSpec => ({ name, type: 'utf8', nullable: false })),
    ...Object.keys({ ...numbers, ...rest }).map(
      (name): ColumnSpec => ({ name, type: 'f32', nullable: true }),
    ),
  ];
  return [specs, { rows: owners.length, columns: { frame: table.frame, ...texts, ...numbers, ...rest } }];
}

function indexFile(index: FrameIndex): readonly [readonly ColumnSpec[], ColumnTable] {
  const frame = Int32Array.from(index.ptsUs.keys());
  const specs: ColumnSpec[] = [
    i32('frame'),
    { name: 'pts_us', type: 'i64', nullable: false },
    i32('duration_us'),
  ];
  const columns = { frame, pts_us: index.ptsUs, duration_us: index.durationUs };
  return [specs, { rows: frame.length, columns }];
}

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
}): Promise<TestWorkspace> {
  const folder = await mkdtemp(join(tmpdir(), 'aftertrack-engine-'));
  const objects = createObjectStore(folder);
  const columnar = await createDuckdbColumnar();
  async function put(file: readonly [readonly ColumnSpec[], ColumnTable]): Promise<string> {
    const path = join(folder, `${newId()}.parquet`);
    unwrap(await columnar.writeParquet(path, ...file));
    return unwrap(await objects.putFile(path, { move: true })).sha256;
  }
  const tracksSha256 = await put(tracksFile(given.table));
  const frameIndexSha256 = await put(indexFile(given.index));
  columnar.close();
  const db = openDatabase(join(folder, 'workspace.db'));
  const context = { db, now: () => new Date().toISOString(), newId };
  const frameCount = given.index.ptsUs.length;
  const zones = [...testZones];
  const source = { tracksSha256, frameIndexSha256, frameCount, durationS: frameCount / 25, zones };
  const seeded = seedJob(context, source);
  db.close();
  return { folder, seeded, dispose: () => rm(folder, { recursive: true, force: true }) };
}
