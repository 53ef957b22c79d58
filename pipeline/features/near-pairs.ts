import { contactLength, stillSpeed } from '#contract/features/constants';
import type { FrameSpan } from '#contract/interval';
import type { Kernels, Mover, PlaneTracks } from '#contract/ports/kernels';
import type { FamilyTable } from './family-table.ts';
import type { FeatureSource } from './feature-source.ts';

/** Rounding of stored positions may bring a pair over the edge of the reach by less than this share. */
const slack = 1 + 1e-5;

/** Runs of frames in which two tracks are near, as columns: a < b, half-open `[start, end)`, in the order a, b, start. */
export interface NearRuns {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
}

interface Window {
  readonly source: FeatureSource;
  readonly motion: FamilyTable;
}

function scaled({ source, motion }: Window, name: string): Float32Array {
  const column = (motion.columns[name] ?? new Float32Array(0)).slice();
  const { start, series } = motion.rows;
  for (const track of series.keys()) {
    const scale = source.scales[track] ?? Number.NaN;
    if (scale === 1) continue;
    const part = column.subarray(start[track], start[track + 1]);
    for (let i = 0; i < part.length; i += 1) part[i] = (part[i] ?? Number.NaN) * scale;
  }
  return column;
}

function onOnePlane(window: Window): PlaneTracks {
  const { rows } = window.motion;
  const firstFrame = Int32Array.from(rows.series, ({ startFrame }) =>
    Math.max(startFrame, rows.span.startFrame),
  );
  const [x, y, vx, vy] = ['x', 'y', 'vx', 'vy'].map((name) => scaled(window, name));
  const none = new Float32Array(0);
  return { x: x ?? none, y: y ?? none, vx: vx ?? none, vy: vy ?? none, rowStart: rows.start, firstFrame };
}

function moverOf({ source, motion }: Window, track: number, span: FrameSpan): Mover {
  const { start, series } = motion.rows;
  const first = Math.max(series[track]?.startFrame ?? 0, motion.rows.span.startFrame);
  const from = (start[track] ?? 0) + span.startFrame - first;
  const cut = (name: string) =>
    (motion.columns[name] ?? new Float32Array(0)).subarray(from, from + span.endFrame - span.startFrame);
  const scale = source.scales[track] ?? Number.NaN;
  return { x: cut('x'), y: cut('y'), vx: cut('vx'), vy: cut('vy'), scale };
}

/** Maximal stretches of known entries, as pairs of first and behind the last. */
function knownStretches(values: Float32Array): readonly (readonly [number, number])[] {
  const stretches: [number, number][] = [];
  let open = -1;
  for (let i = 0; i <= values.length; i += 1) {
    const known = i < values.length && !Number.isNaN(values[i]);
    if (known && open < 0) open = i;
    if (known || open < 0) continue;
    stretches.push([open, i]);
    open = -1;
  }
  return stretches;
}

/** The runs of one candidate run in which the distance, in the mean of the two lengths, is within the radius. */
function exactRuns(window: Window, radius: number, kernels: Kernels, run: readonly number[]): number[] {
  const [a = 0, b = 0, startFrame = 0, endFrame = 0] = run;
  const span = { startFrame, endFrame };
  const distance = new Float32Array(endFrame - startFrame).fill(Number.NaN);
  const options = { radius, contact: contactLength, stillSpeed };
  kernels.pairMotion(moverOf(window, a, span), moverOf(window, b, span), options, { distance });
  return knownStretches(distance).flatMap(([from, to]) => [a, b, startFrame + from, startFrame + to]);
}

function quadruples(runs: Int32Array): readonly (readonly number[])[] {
  return Array.from({ length: runs.length / 4 }, (_, i) => [...runs.subarray(4 * i, 4 * i + 4)]);
}

function columnsOf(flat: ArrayLike<number>): NearRuns {
  const column = (place: number) =>
    Int32Array.from({ length: flat.length / 4 }, (_, i) => flat[4 * i + place] ?? 0);
  return { a: column(0), b: column(1), start: column(2), end: column(3) };
}

/**
 * When two tracks are within `radius` of each other (the source's length) in the window of `motion`. In body heights, where a
 * length is the mean of the two, a search at the largest one's reach is looked through again pair by pair.
 */
export function nearRunsIn(
  source: FeatureSource,
  motion: FamilyTable,
  radius: number,
  kernels: Kernels,
): NearRuns {
  const window = { source, motion };
  const largest = source.scales.reduce((most, scale) => (scale > most ? scale : most), 0);
  const found = kernels.nearRuns(onOnePlane(window), { radius: radius * largest * slack });
  return columnsOf(quadruples(found).flatMap((run) => exactRuns(window, radius, kernels, run)));
}
