import type { FrameSpan } from '#contract/interval';
import type { LocalKernels, Motion, PairMotion } from '#contract/ports/local-kernels';
import type { FeatureSource } from './feature-source.ts';
import { emptyTable, pairsLayout, type KinematicsTable, type PairsTable } from './feature-table.ts';
import { layOutWindow, type WindowRows } from './kinematics.ts';
import { nearPairs, type PlanePoints } from './near-pairs.ts';

/** Rounding of stored positions may bring a pair over the edge of the reach by less than this share. */
const slack = 1 + 1e-5;

/** A pair on the frames from `startFrame` that both have in the window; missing beyond the radius. */
interface PairRows extends PairMotion {
  readonly a: number;
  readonly b: number;
  readonly startFrame: number;
}

interface WindowMotion {
  readonly source: FeatureSource;
  readonly motion: KinematicsTable;
  readonly rows: WindowRows;
}

function rowOf(rows: WindowRows, track: number, frame: number): number | undefined {
  const start = rows.start[track] ?? 0;
  const row = start + frame - (rows.firstFrame[track] ?? 0);
  return row >= start && row < (rows.start[track + 1] ?? 0) ? row : undefined;
}

function inOnePlane({ source, motion, rows }: WindowMotion): PlanePoints {
  function point(column: Float32Array, track: number, frame: number): number {
    const row = rowOf(rows, track, frame);
    return row === undefined
      ? Number.NaN
      : (column[row] ?? Number.NaN) * (source.scales[track] ?? Number.NaN);
  }
  return {
    tracks: source.tracks.length,
    x: (track, frame) => point(motion.x, track, frame),
    y: (track, frame) => point(motion.y, track, frame),
    present: () => [...source.tracks.keys()].filter((t) => (rows.start[t + 1] ?? 0) > (rows.start[t] ?? 0)),
  };
}

function motionOf({ source, motion, rows }: WindowMotion, track: number, span: FrameSpan): Motion {
  const from = (rows.start[track] ?? 0) + span.startFrame - (rows.firstFrame[track] ?? 0);
  const to = from + span.endFrame - span.startFrame;
  const cut = (column: Float32Array) => column.subarray(from, to);
  const { x, y, vx, vy } = motion;
  return { x: cut(x), y: cut(y), vx: cut(vx), vy: cut(vy), scale: source.scales[track] ?? Number.NaN };
}

/** Frames in which both tracks exist inside the window; empty spans never occur for near pairs. */
function sharedFrames(rows: WindowRows, a: number, b: number): FrameSpan {
  const endOf = (t: number) => (rows.firstFrame[t] ?? 0) + (rows.start[t + 1] ?? 0) - (rows.start[t] ?? 0);
  return {
    startFrame: Math.max(rows.firstFrame[a] ?? 0, rows.firstFrame[b] ?? 0),
    endFrame: Math.min(endOf(a), endOf(b)),
  };
}

function measurePair(window: WindowMotion, key: number, radius: number, kernels: LocalKernels): PairRows {
  const tracks = window.source.tracks.length;
  const a = Math.floor(key / tracks);
  const b = key % tracks;
  const span = sharedFrames(window.rows, a, b);
  const both = kernels.pairMotion(motionOf(window, a, span), motionOf(window, b, span), radius);
  return { ...both, a, b, startFrame: span.startFrame };
}

function knownRows({ distance }: PairRows): number {
  let known = 0;
  for (let i = 0; i < distance.length; i += 1) if (!Number.isNaN(distance[i] ?? 0)) known += 1;
  return known;
}

/** The known frames of all pairs, one under the other. */
function stack(pairs: readonly PairRows[]): PairsTable {
  const out = emptyTable(
    pairsLayout,
    pairs.reduce((rows, pair) => rows + knownRows(pair), 0),
  );
  let row = 0;
  for (const { a, b, startFrame, distance, approachSpeed } of pairs) {
    const first = row;
    for (let i = 0; i < distance.length; i += 1) {
      const apart = distance[i] ?? Number.NaN;
      if (Number.isNaN(apart)) continue;
      out.frame[row] = startFrame + i;
      out.distance[row] = apart;
      out.approach_speed[row] = approachSpeed[i] ?? Number.NaN;
      row += 1;
    }
    out.a.fill(a, first, row);
    out.b.fill(b, first, row);
  }
  return out;
}

/**
 * Rows for the frames of the window in which two tracks are within `radius` (the source's length), by pair and frame.
 * `motion` is the window's own kinematics; nothing outside the window is read.
 */
export function pairsWindow(
  source: FeatureSource,
  window: FrameSpan,
  motion: KinematicsTable,
  radius: number,
  kernels: LocalKernels,
): PairsTable {
  const whole = { source, motion, rows: layOutWindow(source.tracks, window) };
  const largest = source.scales.reduce((most, scale) => (scale > most ? scale : most), 0);
  const near = nearPairs(inOnePlane(whole), window, radius * largest * slack);
  return stack(near.map((key) => measurePair(whole, key, radius, kernels)));
}
