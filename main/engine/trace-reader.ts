import type { FrameIndex } from '#contract/entities/frame-index';
import { problem, raise } from '#contract/errors';
import type { TraceQuery, TraceSubject } from '#contract/http';
import type { Scene, Series } from '#contract/ports/scene';
import { buildScene } from '#pipeline/features/scene';
import type { FeatureSource } from '#pipeline/features/feature-source';
import { buildPyramid, traceBuckets, type Pyramid, type TraceBuckets } from '#pipeline/traces/pyramid';
import type { JobInput } from './job-steps.ts';
import { keepLatest } from './keep-latest.ts';
import { keepWithin } from './keep-within.ts';
import { startReading } from './source-reading.ts';
import type { StepTools } from './step-runner.ts';
import { createTraceColumns, type FamilyFile, type TraceColumns } from './trace-columns.ts';
import { shownFeature } from './trace.ts';

/** The features of a job that traces are read from. */
export interface TraceOrigin {
  /** Hash of all that the features depend on: the same for jobs with the same source and files. */
  readonly key: string;
  readonly source: JobInput['source'];
  readonly files: readonly FamilyFile[];
}

export interface TraceWork extends TraceOrigin {
  readonly query: TraceQuery;
}

export interface SeriesWork extends TraceOrigin {
  readonly subject: TraceSubject;
}

/** What a strip shows of a feature. */
export interface Trace extends TraceBuckets {
  readonly unit: string;
}

/** A whole series, and the times that its frames have. */
export interface ShownSeries extends Series {
  readonly frameIndex: FrameIndex;
  readonly halfWindowUs: number;
}

/** Reads the series of jobs in the thread it is made in. Problems are thrown. */
export interface TraceReader {
  /** Costs what it answers once the series' pyramid is made; that is kept as long as there is room. */
  trace(work: TraceWork): Promise<Trace>;
  /** Refuses with `invalid_state` where the job has no such series. */
  series(work: SeriesWork): Promise<ShownSeries>;
}

interface Opened {
  readonly source: FeatureSource;
  readonly columns: TraceColumns;
  readonly scene: Scene;
}

/** A series as traces are cut from it; `has` is false where the job has none of the subject. */
interface Shown {
  readonly unit: string;
  readonly has: boolean;
  readonly pyramid: Pyramid;
}

/** Sources of jobs that stay in memory, and pyramids: some sixty of a match of 90 minutes. */
const keptJobs = 2;
const mostPyramidBytes = 128 * 2 ** 20;

function keyOf(key: string, { feature, a, b, zone, keypoint }: TraceSubject): string {
  return JSON.stringify([key, feature, a, b, zone, keypoint]);
}

function shownOf(scene: Scene, subject: TraceSubject): Shown {
  const { unit, series } = shownFeature(scene, subject);
  const { startFrame, values } = series ?? { startFrame: 0, values: new Float32Array(0) };
  return { unit, has: series !== undefined, pyramid: buildPyramid({ startFrame, values: values.slice() }) };
}

/** A reader over the given tools. */
export function createTraceReader(tools: StepTools): TraceReader {
  const read = startReading(tools, keptJobs);
  const keepJob = keepLatest<Opened>(keptJobs);
  const pyramids = keepWithin<Promise<Shown>>(mostPyramidBytes);

  async function open({ source: given, files }: TraceOrigin): Promise<Opened> {
    const source = await read(given);
    const columns = createTraceColumns(tools, source, files);
    const { stored } = columns;
    const parts = { stored, near: [], pairRadius: Number.POSITIVE_INFINITY, kernels: tools.kernels };
    return { source, columns, scene: buildScene(source, parts) };
  }

  async function make(origin: TraceOrigin, subject: TraceSubject): Promise<Shown> {
    const { columns, scene } = await keepJob(origin.key, () => open(origin));
    return columns.having(subject.feature, () => shownOf(scene, subject));
  }

  async function shown(origin: TraceOrigin, subject: TraceSubject): Promise<Shown> {
    const key = keyOf(origin.key, subject);
    const made = pyramids.get(key) ?? make(origin, subject);
    pyramids.put(key, made, 0);
    try {
      const { pyramid } = await made;
      pyramids.put(key, made, pyramid.sizeBytes);
    } catch (thrown) {
      pyramids.drop(key);
      throw thrown;
    }
    return made;
  }

  return {
    async trace({ query, ...origin }) {
      const { unit, pyramid } = await shown(origin, query);
      const span = { startFrame: query.from, endFrame: query.to };
      return { unit, ...traceBuckets(pyramid, span, query.width) };
    },
    async series({ subject, ...origin }) {
      const { has, pyramid } = await shown(origin, subject);
      if (!has)
        raise(problem('invalid_state', `This job has not computed ${subject.feature} of ${subject.a}.`));
      const { source } = await keepJob(origin.key, () => open(origin));
      const { frameIndex, halfWindowUs } = source;
      return { startFrame: pyramid.startFrame, values: pyramid.values.slice(), frameIndex, halfWindowUs };
    },
  };
}
