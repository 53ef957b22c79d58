import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Job } from '#contract/entities/job';
import type { Columnar } from '#contract/ports/columnar';
import { createDuckdbColumnar } from '#native/columnar/duckdb-columnar';
import { createWasmKernels } from '#native/kernels/wasm-kernels';
import { createObjectStore, type ObjectStore } from '../objects/object-store.ts';
import { openStore } from '../store/store.ts';
import { startReading } from './source-reading.ts';
import { buildWorkspace, type TestWorkspace } from './testing/build-workspace.ts';
import { crowd } from './testing/crowd.ts';
import { ended, testEngine } from './testing/run-one.ts';
import { createTraceColumns } from './trace-columns.ts';
import { createTraceReader, type TraceOrigin, type TraceReader } from './trace-reader.ts';

/** A match of 90 minutes at 25 pictures per second. */
const frames = 90 * 60 * 25;
const widthPx = 1100;

let workspace: TestWorkspace;
let origin: TraceOrigin;
let job: Job;
let columnar: Columnar;
let objects: ObjectStore;
/** Notes every column that is read. */
let counting: Columnar;
let reads: string[];
let reader: TraceReader;

/** Runs the job of a crowd and answers what its traces are read from. */
async function computed(made: TestWorkspace): Promise<readonly [Job, TraceOrigin]> {
  const store = await openStore({ folder: made.folder });
  const engine = testEngine(store, made.folder, {});
  const { id } = await store.run('jobs.create', {
    sourceId: made.seeded.source.id,
    ontologyVersionId: made.seeded.ontology.id,
    codeVersion: 'test',
  });
  engine.start();
  const done = await ended(store, engine, id);
  await engine.stop();
  const { source, files } = await store.run('jobs.features', { id });
  await store.close();
  return [done, { key: id, source, files }];
}

beforeAll(async () => {
  workspace = await buildWorkspace(crowd(2, frames));
  [job, origin] = await computed(workspace);
  columnar = createDuckdbColumnar();
  objects = createObjectStore(workspace.folder);
  counting = {
    ...columnar,
    readPlain(path, specs, options) {
      reads.push(...specs.map(({ name }) => `${basename(path)} ${name}`));
      return columnar.readPlain(path, specs, options);
    },
  };
  reads = [];
  reader = createTraceReader({ objects, kernels: createWasmKernels(), columnar: counting });
}, 300_000);

afterAll(async () => {
  await columnar.close();
  await workspace.dispose();
});

function look(from: number, to: number, feature = 'speed', b?: string) {
  const query = { job: job.id, feature, a: 'p00', b, from, to, width: widthPx };
  return reader.trace({ ...origin, query });
}

function windowsOf(family: string): number {
  return origin.files.filter(({ type }) => type === family).length;
}

/** How often each column of a file of features was read. */
function readsOf(...columns: readonly string[]): readonly string[] {
  return reads.filter((read) => columns.includes(read.split(' ')[1] ?? ''));
}

describe('the trace of a match of 90 minutes', () => {
  it('is answered whole in no more points than the screen shows, from one reading of each window', async () => {
    expect(job.status).toBe('done');
    const whole = await look(0, frames);
    expect(whole.frame.length).toBeLessThanOrEqual(2 * widthPx + 2);
    expect(whole.bucketFrames).toBe(64);
    expect(whole.max.every((value, i) => value >= (whole.min[i] ?? Number.NaN))).toBe(true);
    expect(windowsOf('motion')).toBeGreaterThan(1);
    expect(readsOf('speed')).toHaveLength(windowsOf('motion'));
    expect(new Set(readsOf('speed')).size).toBe(windowsOf('motion'));
  });

  it('is zoomed and panned down to single frames without reading anything again', async () => {
    const before = reads.length;
    for (let length = frames; length > 100; length = Math.floor(length / 3))
      for (const from of [0, 41_234, frames - length]) {
        const part = await look(from, from + length);
        expect(part.frame.length).toBeLessThanOrEqual(2 * widthPx + 2);
        expect(part.bucketFrames).toBeLessThanOrEqual(Math.max(1, length / widthPx));
      }
    expect(reads.length).toBe(before);
  });

  it('has in its buckets the extremes of the exact values', async () => {
    const from = 64 * 700;
    const coarse = await look(0, frames);
    const exact = await look(from, from + 64 * 15);
    expect(exact.bucketFrames).toBe(1);
    for (let bucket = 0; bucket < 15; bucket += 1) {
      const values = exact.min.subarray(64 * bucket, 64 * (bucket + 1));
      expect(coarse.min[700 + bucket]).toBe(Math.min(...values));
      expect(coarse.max[700 + bucket]).toBe(Math.max(...values));
    }
  });
});

describe('the reading of a match of 90 minutes', () => {
  it('takes what both of a pair move by once, also for its other features', async () => {
    await look(0, frames, 'distance', 'p01');
    await look(0, frames, 'approach_speed', 'p01');
    const movers = readsOf('x', 'y', 'vx', 'vy').filter(
      (read) => !read.startsWith(origin.source.tracksSha256),
    );
    expect(new Set(movers).size).toBe(movers.length);
    expect(movers).toHaveLength(4 * windowsOf('motion'));
  });

  it('is the same when there is room for one column only, which is then read again', async () => {
    const source = await startReading({ objects, columnar }, 1)(origin.source);
    const columns = createTraceColumns({ objects, columnar: counting }, source, origin.files, 1);
    const read = () =>
      columns.having('speed', () => columns.stored.find('speed', { track: 0 })?.values.slice());
    const before = reads.length;
    const first = await read();
    await columns.having('x', () => undefined);
    expect(await read()).toEqual(first);
    // The track has no row in the first frame.
    expect(first?.subarray(0, 999)).toEqual((await look(1, 1000)).min);
    expect(reads.length - before).toBe(3 * windowsOf('motion'));
  });

  it('is unknown outside the clip', async () => {
    const behind = await look(frames - 10, frames + 10);
    expect([...behind.missing.subarray(10)]).toEqual(Array<number>(10).fill(2));
    expect(behind.min.at(-1)).toBeNaN();
  });
});
