import { workerData } from 'node:worker_threads';
import { unwrap } from '#contract/errors';
import { keepLatest } from '#main/engine/keep-latest';
import { readFrameIndex, readTracks } from '#main/engine/read-source';
import type { PoseTable } from '#contract/entities/pose';
import { readPoses } from '#main/importers/pose-table';
import { createObjectStore } from '#main/objects/object-store';
import { answerParent } from '#main/threads/thread-server';
import { createDuckdbColumnar } from '#native/columnar/duckdb-columnar';
import type { TrackTable } from '#contract/entities/track';
import { frameIndexStream, tracksStream } from './arrow-streams.ts';
import type { BulkWork } from './bulk-messages.ts';
import { bulkThreadDataSchema, bulkWorkSchema } from './bulk-messages.ts';
import { posesStream } from './pose-stream.ts';

/** Tables that stay in memory: reviewing goes back and forth between few sources. */
const keptTables = 4;

const { workspaceFolder } = bulkThreadDataSchema.parse(workerData);
const objects = createObjectStore(workspaceFolder);
const columnar = await createDuckdbColumnar();
const keepTracks = keepLatest<TrackTable>(keptTables);
const keepPoses = keepLatest<PoseTable>(keptTables);

async function answer(work: BulkWork): Promise<Uint8Array> {
  const path = objects.pathOf(work.sha256);
  switch (work.kind) {
    case 'frame_index':
      return frameIndexStream(await readFrameIndex(columnar, path, work.nominal));
    case 'tracks':
      return tracksStream(
        await keepTracks(work.sha256, () => readTracks(columnar, path)),
        work.from,
        work.to,
      );
    case 'poses': {
      const table = await keepPoses(work.sha256, async () => unwrap(await readPoses(columnar, path)));
      return posesStream(table, work.from, work.to);
    }
  }
}

answerParent((work) => answer(bulkWorkSchema.parse(work)));
