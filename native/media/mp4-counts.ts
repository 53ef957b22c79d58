import { problem, raise } from '#contract/errors';
import {
  boxesIn,
  childrenOf,
  findBox,
  readView,
  viewOf,
  type Box,
  type ReadBytes,
  type Scan,
} from './mp4-boxes.ts';

const most = { boxes: 5_000_000, entries: 2_000_000, perChunk: 1_000_000 };

/** One number of each entry of a table: at `field` within the `entryBytes` of an entry. */
async function readColumn(
  scan: Scan,
  box: Box | undefined,
  entryBytes: number,
  field: number,
): Promise<readonly number[]> {
  const head = box === undefined ? undefined : await readView(scan, box.bodyOffset, 8);
  if (box === undefined || head === undefined) return [];
  const held = Math.floor((box.endOffset - box.bodyOffset - 8) / entryBytes);
  const entries = Math.max(0, Math.min(head.getUint32(4), held, most.entries));
  const view = viewOf(await scan.read(box.bodyOffset + 8, entries * entryBytes));
  const whole = Math.floor(view.byteLength / entryBytes);
  return Array.from({ length: whole }, (_, n) => view.getUint32(n * entryBytes + field));
}

/** The samples that a table of runs (stts, ctts) stands for: each entry begins with a count. */
async function countRuns(scan: Scan, box: Box | undefined): Promise<number> {
  return (await readColumn(scan, box, 8, 0)).reduce((sum, count) => sum + count, 0);
}

/** Most samples in a chunk (stsc); no matter where there are fewer in the track, for writers round it up. */
async function countInChunk(scan: Scan, box: Box | undefined, samples: number): Promise<number> {
  const perChunk = (await readColumn(scan, box, 12, 4)).reduce(
    (largest, count) => Math.max(largest, count),
    0,
  );
  return perChunk > Math.max(samples, most.perChunk) ? Number.POSITIVE_INFINITY : 0;
}

async function countsInTrack(scan: Scan, trak: Box): Promise<readonly number[]> {
  const media = await childrenOf(scan, findBox(await childrenOf(scan, trak), 'mdia'));
  const info = await childrenOf(scan, findBox(media, 'minf'));
  const table = await childrenOf(scan, findBox(info, 'stbl'));
  const samples = await countRuns(scan, findBox(table, 'stts'));
  return [
    samples,
    await countRuns(scan, findBox(table, 'ctts')),
    await countInChunk(scan, findBox(table, 'stsc'), samples),
  ];
}

async function countInRun(scan: Scan, trun: Box): Promise<number> {
  return (await readView(scan, trun.bodyOffset, 8))?.getUint32(4) ?? 0;
}

async function* countsIn(scan: Scan, sizeBytes: number): AsyncGenerator<number, void> {
  for await (const box of boxesIn(scan, 0, sizeBytes)) {
    if (box.type !== 'moov' && box.type !== 'moof') continue;
    for (const part of await childrenOf(scan, box)) {
      if (part.type === 'trak') yield* await countsInTrack(scan, part);
      if (part.type !== 'traf') continue;
      for (const run of await childrenOf(scan, part)) if (run.type === 'trun') yield countInRun(scan, run);
    }
  }
}

/** Refuses an MP4 that says it has more samples than it has bytes, before a reader makes room for them. */
export async function checkSampleCounts(read: ReadBytes, sizeBytes: number, name: string): Promise<void> {
  const scan: Scan = { read, boxesLeft: most.boxes };
  for await (const samples of countsIn(scan, sizeBytes))
    if (samples > sizeBytes)
      raise(problem('truncated_file', `${name} is damaged: a table of it names more samples than it holds.`));
  if (scan.boxesLeft < 0) raise(problem('truncated_file', `${name} is damaged: it has too many parts.`));
}
