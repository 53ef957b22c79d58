import type { FrameIndex } from '#contract/entities/frame-index';
import type { Caption } from '#contract/entities/source';
import type { Scene } from '#contract/ports/scene';
import { createRandom, type Random } from './random.ts';
import {
  areaZone,
  buildScene,
  type Columns,
  lineZone,
  type PairSpec,
  type TrackSpec,
} from './scene-builder.ts';

/** Values on a coarse grid, so that thresholds are met exactly, in runs as real features have, with missing stretches. */
function column(random: Random, length: number, choices: readonly [number, ...number[]]): readonly number[] {
  const values: number[] = [];
  let current = random.pick(choices);
  for (let i = 0; i < length; i++) {
    if (random.chance(0.35)) current = random.chance(0.2) ? Number.NaN : random.pick(choices);
    values.push(current);
  }
  return values;
}

const speeds = [-1, -0.5, 0, 0.25, 0.5, 1, 1.5] as const;
const distances = [-0.5, 0, 0.5, 1, 1.5, 3, 3, Number.NaN] as const;

function trackColumns(random: Random, length: number): Columns {
  return {
    x: column(random, length, [0, 1]),
    speed: column(random, length, [0, 0.25, 0.5, 1, 1.5]),
    vx: column(random, length, speeds),
    accel_along: column(random, length, speeds),
    group_first: column(random, length, [0, 1]),
  };
}

function trackSpec(random: Random, index: number, frames: number): TrackSpec {
  const startFrame = random.below(4);
  const length = Math.max(1, frames - startFrame - random.below(4));
  return {
    id: `t${index}`,
    className: random.pick(['person', 'person', 'car']),
    startFrame,
    columns: trackColumns(random, length),
    zones: {
      area: { inside: column(random, length, [0, 1]), zone_distance: column(random, length, distances) },
      line: { line_side: column(random, length, [-1, -0.5, 0, 0.5]) },
    },
  };
}

function pairSpecs(random: Random, tracks: readonly TrackSpec[]): readonly PairSpec[] {
  const span = ({ startFrame = 0, columns }: TrackSpec): readonly [number, number] => [
    startFrame,
    startFrame + (columns['x']?.length ?? 0),
  ];
  return tracks.flatMap((a, index) =>
    tracks.slice(index + 1).flatMap((b) => {
      const [startA, endA] = span(a);
      const [startB, endB] = span(b);
      const startFrame = Math.max(startA, startB);
      const length = Math.min(endA, endB) - startFrame;
      if (length < 1 || random.chance(0.2)) return [];
      const columns = {
        distance: column(random, length, [0.5, 1, 1.5, Number.NaN]),
        approach_speed: column(random, length, speeds),
      };
      return [{ of: [a.id, b.id] as const, startFrame, columns }];
    }),
  );
}

function unevenFrameIndex(random: Random, count: number): FrameIndex {
  const durationUs = Int32Array.from({ length: count }, () =>
    random.pick([100_000, 100_000, 50_000, 300_000]),
  );
  const ptsUs = new Float64Array(count);
  for (let i = 1; i < count; i++) ptsUs[i] = (ptsUs[i - 1] ?? 0) + (durationUs[i - 1] ?? 0);
  return { ptsUs, durationUs, nominal: false };
}

function captions(random: Random, tracks: readonly TrackSpec[]): readonly Caption[] {
  return Array.from({ length: random.below(5) }, () => {
    const startS = random.below(20) / 10;
    const text = random.pick(['Please stop!', 'Stop', 'they stopped', 'go on, please', '']);
    const who = random.pick([undefined, ...tracks.map(({ id }) => id), 'voice']);
    const caption = { startS, endS: startS + random.below(9) / 10, text };
    return who === undefined ? caption : { ...caption, trackId: who };
  });
}

/** Change points of speeds and distances, anywhere. */
function changes(
  random: Random,
  tracks: readonly TrackSpec[],
  frames: number,
): Readonly<Record<string, readonly number[]>> {
  const some = (): readonly number[] =>
    Array.from({ length: frames }, (_, frame) => frame).filter(() => random.chance(0.2));
  const speed = tracks.map(({ id }) => [`speed(${id})`, some()] as const);
  const distance = tracks.flatMap(({ id: a }) =>
    tracks.map(({ id: b }) => [`distance(${a}, ${b})`, some()] as const),
  );
  return Object.fromEntries([...speed, ...distance]);
}

/** A small scene of two or three tracks and their pairs, with gaps, uneven pictures and values on thresholds. */
export function randomScene(seed: number): Scene {
  const random = createRandom(seed);
  const frames = 8 + random.below(16);
  const tracks = Array.from({ length: 2 + random.below(2) }, (_, index) => trackSpec(random, index, frames));
  return buildScene({
    frameIndex: unevenFrameIndex(random, frames),
    zones: [areaZone('area'), lineZone('line')],
    tracks,
    captions: captions(random, tracks),
    changes: changes(random, tracks, frames),
    pairs: pairSpecs(random, tracks),
    pairRadius: 1.5,
  });
}
