import { describe, expect, it } from 'vitest';
import { nominalFrameIndex } from '#contract/entities/frame-index';
import type { Zone } from '#contract/entities/zone';
import type { Scene } from '#contract/ports/scene';
import { createTypeScriptKernels } from '#native/kernels/typescript-kernels';
import { prepareSource, type FeatureSource } from '#pipeline/features/feature-source';
import { kinematicsWindow } from '#pipeline/features/kinematics';
import { pairsWindow } from '#pipeline/features/pairs';
import { buildScene } from '#pipeline/features/scene';
import { buildTable, type TestRow } from '#pipeline/features/testing/build-table';
import { zonesWindow } from '#pipeline/features/zones';
import { planWindows } from '#pipeline/windows/feature-windows';

const kernels = createTypeScriptKernels();
const frames = 100;
const frameIndex = nominalFrameIndex(frames, 25);

function sceneOf(source: FeatureSource, zones: readonly Zone[] = [], radius = 5): Scene {
  const windows = planWindows(frameIndex).map((window) => ({
    window,
    motion: kinematicsWindow(source, window, kernels),
  }));
  return buildScene(source, zones, radius, {
    kinematics: windows.map(({ motion }) => motion),
    pairs: windows.map(({ window, motion }) => pairsWindow(source, window, motion, radius, kernels)),
    zones: windows.map(({ window, motion }) => zonesWindow(source, window, motion, zones, kernels)),
  });
}

function walk(at: (timeS: number) => readonly [number, number], from = 0): readonly TestRow[] {
  return Array.from({ length: frames - from }, (_, i) => ({ frame: from + i, ground: at((from + i) / 25) }));
}

function metric(tracks: Readonly<Record<string, readonly TestRow[]>>): FeatureSource {
  return prepareSource({ table: buildTable(tracks), frameIndex, space: 'metric' });
}

function at(series: { startFrame: number; values: Float32Array } | undefined, frame: number): number {
  return series?.values[frame - series.startFrame] ?? Number.NaN;
}

describe('kinematics', () => {
  it('brake, turn and head as the walk does', () => {
    const scene = sceneOf(
      metric({
        brakes: walk((t) => [3 * t - 0.5 * t * t, 0]),
        circles: walk((t) => [4 * Math.cos(t / 2), 4 * Math.sin(t / 2)]),
      }),
    );
    expect(at(scene.trackSeries(0, 'speed'), 50)).toBeCloseTo(1, 3);
    expect(at(scene.trackSeries(0, 'accel_along'), 50)).toBeCloseTo(-1, 2);
    expect(at(scene.trackSeries(0, 'heading'), 25)).toBeCloseTo(0, 5);
    // A quadratic over 0.8 s cuts the corner of a circle by (turn * half window)^2 / 10, here 0.4 %.
    expect(at(scene.trackSeries(1, 'speed'), 50)).toBeCloseTo(2, 1);
    expect(at(scene.trackSeries(1, 'turn_rate'), 50)).toBeCloseTo(0.5, 2);
    expect(at(scene.trackSeries(1, 'heading'), 50)).toBeCloseTo(Math.PI / 2 + 1, 2);
  });

  it('know where one stands but not where one heads', () => {
    const scene = sceneOf(metric({ stands: walk(() => [2, 3]) }));
    expect(at(scene.trackSeries(0, 'x'), 40)).toBe(2);
    expect(at(scene.trackSeries(0, 'speed'), 40)).toBeCloseTo(0, 6);
    expect(at(scene.trackSeries(0, 'heading'), 40)).toBeNaN();
    expect(at(scene.trackSeries(0, 'turn_rate'), 40)).toBeNaN();
  });
});

describe('pairs', () => {
  it('are known only within the radius and align to the frames both have', () => {
    const scene = sceneOf(metric({ stands: walk(() => [0, 0]), comes: walk((t) => [8 - 2 * t, 0], 10) }));
    expect(scene.pairs).toEqual([{ a: 0, b: 1, startFrame: 10, endFrame: 100 }]);
    const distance = scene.pairSeries(1, 0, 'distance');
    expect(at(distance, 20)).toBeNaN();
    expect(at(distance, 50)).toBeCloseTo(4, 3);
    expect(at(scene.pairSeries(0, 1, 'approach_speed'), 50)).toBeCloseTo(2, 2);
  });

  it('that never come within the radius are not there', () => {
    const scene = sceneOf(metric({ here: walk(() => [0, 0]), there: walk(() => [9, 0]) }));
    expect(scene.pairs).toEqual([]);
    expect(scene.pairSeries(0, 1, 'distance')).toBeUndefined();
  });
});

const metres: readonly Zone[] = [
  {
    id: 'plaza',
    kind: 'area',
    space: 'm',
    points: [
      [0, 0],
      [4, 0],
      [4, 4],
      [0, 4],
    ],
  },
  {
    id: 'kerb',
    kind: 'line',
    space: 'm',
    points: [
      [0, 0],
      [10, 0],
    ],
  },
];

/** A person of 50 px who stands with the feet at 100, 100 px. */
function standing(): FeatureSource {
  const rows = Array.from({ length: frames }, (_, frame): TestRow => ({ frame, box: [90, 50, 20, 50] }));
  return prepareSource({ table: buildTable({ a: rows }), frameIndex, space: 'body' });
}

describe('zones', () => {
  it('in metres are measured on the ground, with left on the left', () => {
    const scene = sceneOf(metric({ stands: walk(() => [1, 2]) }), metres);
    expect(at(scene.zoneSeries(0, 'plaza', 'inside'), 50)).toBe(1);
    expect(at(scene.zoneSeries(0, 'plaza', 'zone_distance'), 50)).toBeCloseTo(-1, 5);
    expect(at(scene.zoneSeries(0, 'kerb', 'line_side'), 50)).toBeCloseTo(2, 5);
    expect(at(scene.zoneSeries(0, 'kerb', 'inside'), 50)).toBeNaN();
  });

  it('in pixels are measured in body heights, with left on the left of the picture', () => {
    const zones: readonly Zone[] = [
      {
        id: 'kerb',
        kind: 'line',
        space: 'px',
        points: [
          [0, 200],
          [300, 200],
        ],
      },
      {
        id: 'yard',
        kind: 'area',
        space: 'px',
        points: [
          [0, 0],
          [125, 0],
          [125, 300],
          [0, 300],
        ],
      },
    ];
    const scene = sceneOf(standing(), zones);
    expect(at(scene.zoneSeries(0, 'kerb', 'line_side'), 50)).toBeCloseTo(2, 4);
    expect(at(scene.zoneSeries(0, 'yard', 'zone_distance'), 50)).toBeCloseTo(-0.5, 4);
  });

  it('are left out where they cannot be measured', () => {
    const scene = sceneOf(standing(), metres);
    expect(scene.zones).toEqual([]);
    expect(scene.zoneSeries(0, 'plaza', 'inside')).toBeUndefined();
  });
});
