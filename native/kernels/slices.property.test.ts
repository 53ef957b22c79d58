import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Column, type FrameTimes, kinematicsColumns, type SlicePart } from '#contract/ports/kernels';
import { fitReach } from './fit-reach.ts';
import { bothKernels } from './testing/both-kernels.ts';
import {
  motionColumns,
  pairColumns,
  planeTracks,
  scatter,
  seededRandom,
  smoothCase,
  fitOptions,
  timesOf,
  walk,
} from './testing/builders.ts';
import { expectSameBits } from './testing/compare.ts';
import type { Kernels, Mover, PlaneTracks } from '#contract/ports/kernels';

const seeds = fc.integer({ min: 1, max: 2 ** 31 - 1 });
const settings = { seed: 20272, numRuns: 50 };

/** Parts of `[0, length)`, cut anywhere. */
function cut(length: number, random: () => number): readonly SlicePart[] {
  const parts: SlicePart[] = [];
  for (let from = 0; from < length; ) {
    const to = Math.min(length, from + 1 + Math.floor(random() ** 3 * length));
    parts.push({ from, to });
    from = to;
  }
  return parts;
}

const sliceTimes = ({ timeUs, periodUs }: FrameTimes, { from, to }: SlicePart): FrameTimes => ({
  timeUs: timeUs.slice(from, to),
  periodUs,
});

describe.each(bothKernels)('a track in slices, by the $name kernels', ({ kernels }) => {
  it('has the bits of the whole track where each slice brings the halo that `fitReach` names', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { x, y, times, options } = smoothCase(seed);
        const [whole, sliced] = [motionColumns(x.length), motionColumns(x.length)];
        kernels.kinematics(x, y, times, { from: 0, to: x.length }, options, whole);
        for (const part of cut(x.length, seededRandom(seed))) {
          const reach = fitReach(times, part, options);
          const asked = { from: part.from - reach.from, to: part.to - reach.from };
          const out = motionColumns(part.to - part.from);
          const rows = (column: Column) => column.slice(reach.from, reach.to);
          kernels.kinematics(rows(x), rows(y), sliceTimes(times, reach), asked, options, out);
          for (const name of kinematicsColumns) sliced[name].set(out[name], part.from);
        }
        for (const name of kinematicsColumns) expectSameBits(sliced[name], whole[name]);
      }),
      settings,
    );
  });

  it('would not, with a frame less', () => {
    const random = seededRandom(12);
    const { x, y } = walk(120, random, 0);
    const times = timesOf(120);
    const options = fitOptions({ maxGapUs: 0 });
    const part = { from: 60, to: 61 };
    const { from, to } = fitReach(times, part, options);
    const answer = (start: number) => {
      const out = motionColumns(1);
      const rows = (column: Column) => column.slice(start, to);
      const asked = { from: 60 - start, to: 61 - start };
      kernels.kinematics(rows(x), rows(y), sliceTimes(times, { from: start, to }), asked, options, out);
      return out.x[0];
    };
    const half = options.halfWindowUs / 40_000;
    expect(60 - half).toBe(from);
    expect(answer(from + 1)).not.toBe(answer(from));
  });
});

function mover(length: number, random: () => number): Mover {
  const [x, y] = [scatter(length, 20, random), scatter(length, 20, random)];
  const [vx, vy] = [scatter(length, 3, random), scatter(length, 3, random)];
  return { x, y, vx, vy, scale: 0.5 + random() };
}

/** The frames `[from, to)` of every track. */
function cutTracks(tracks: PlaneTracks, from: number, to: number): PlaneTracks {
  const rowStart = [0];
  const firstFrame: number[] = [];
  const rows: number[] = [];
  tracks.firstFrame.forEach((first, track) => {
    const [start = 0, end = 0] = tracks.rowStart.subarray(track, track + 2);
    for (let row = start; row < end; row += 1) {
      const frame = first + row - start;
      if (frame >= from && frame < to) rows.push(row);
    }
    firstFrame.push(Math.max(first, from));
    rowStart.push(rows.length);
  });
  const column = (values: Column) => Float32Array.from(rows, (row) => values[row] ?? Number.NaN);
  return {
    x: column(tracks.x),
    y: column(tracks.y),
    vx: column(tracks.vx),
    vy: column(tracks.vy),
    rowStart: Int32Array.from(rowStart),
    firstFrame: Int32Array.from(firstFrame),
  };
}

/** Each frame of each run, as text. */
function framesOf(runs: Int32Array): readonly string[] {
  const frames: string[] = [];
  for (let run = 0; run < runs.length; run += 4) {
    const [a, b, start = 0, end = 0] = runs.subarray(run, run + 4);
    for (let frame = start; frame < end; frame += 1) frames.push(`${a} ${b} ${frame}`);
  }
  return frames.toSorted();
}

function expectPointwise(kernels: Kernels, seed: number, length: number): void {
  const random = seededRandom(seed);
  const [a, b] = [mover(length, random), mover(length, random)];
  const options = { radius: 20, contact: 1, stillSpeed: 0.2 };
  const whole = pairColumns(length);
  kernels.pairMotion(a, b, options, whole);
  for (const { from, to } of cut(length, random)) {
    const rows = ({ x, y, vx, vy, scale }: Mover) => ({
      x: x.slice(from, to),
      y: y.slice(from, to),
      vx: vx.slice(from, to),
      vy: vy.slice(from, to),
      scale,
    });
    const out = pairColumns(to - from);
    kernels.pairMotion(rows(a), rows(b), options, out);
    for (const name of Object.keys(out) as (keyof typeof out)[])
      expectSameBits(out[name], whole[name].slice(from, to));
  }
}

describe.each(bothKernels)('two tracks in slices, by the $name kernels', ({ kernels }) => {
  it('have the bits of the whole, without a halo', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 400 }), (seed, length) =>
        expectPointwise(kernels, seed, length),
      ),
      settings,
    );
  });

  it('are near in the same frames, wherever a window of frames is cut', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 90 }), (seed, step) => {
        const tracks = planeTracks(6, 200, seededRandom(seed), { side: 12 });
        const options = { radius: 4, approachAbove: 0.2 };
        const frames: string[] = [];
        for (let from = -30; from < 320; from += step)
          frames.push(...framesOf(kernels.nearRuns(cutTracks(tracks, from, from + step), options)));
        expect(frames.toSorted()).toEqual(framesOf(kernels.nearRuns(tracks, options)));
      }),
      { ...settings, numRuns: 30 },
    );
  });
});
