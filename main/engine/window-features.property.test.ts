import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTypeScriptKernels } from '#native/kernels/typescript-kernels';
import type { FeatureSource } from '#pipeline/features/feature-source';
import { kinematicsWindow } from '#pipeline/features/kinematics';
import { pairsWindow } from '#pipeline/features/pairs';
import { buildScene, type SceneTables } from '#pipeline/features/scene';
import { zonesWindow } from '#pipeline/features/zones';
import { planWindows } from '#pipeline/windows/feature-windows';
import { features } from '#contract/features';
import type { Scene } from '#contract/ports/scene';
import { randomSource, testZones } from './testing/random-source.ts';

const kernels = createTypeScriptKernels();
const seed = { seed: 20265, numRuns: 120 };
const radius = 3;

function tablesIn(source: FeatureSource, windowSize: number): SceneTables {
  const windows = planWindows(source.frameIndex, windowSize).map((window) => ({
    window,
    motion: kinematicsWindow(source, window, kernels),
  }));
  return {
    kinematics: windows.map(({ motion }) => motion),
    pairs: windows.map(({ window, motion }) => pairsWindow(source, window, motion, radius, kernels)),
    zones: windows.map(({ window, motion }) => zonesWindow(source, window, motion, testZones, kernels)),
  };
}

/** Every series of a scene, in one value that can be compared. */
function allSeries(scene: Scene): unknown {
  const names = (subject: string) => features.filter((f) => f.subject === subject).map((f) => f.name);
  const tracks = [...scene.tracks.keys()];
  return {
    tracks: tracks.map((t) => names('track').map((name) => scene.trackSeries(t, name))),
    pairs: scene.pairs.map((pair) => [
      pair,
      names('pair').map((name) => scene.pairSeries(pair.b, pair.a, name)),
    ]),
    zones: tracks.map((t) =>
      scene.zones.map((zone) => names('track_zone').map((name) => scene.zoneSeries(t, zone.id, name))),
    ),
  };
}

describe('features in windows', () => {
  it('are bit for bit those of the whole source, whatever the window size', () => {
    fc.assert(
      fc.property(randomSource, fc.integer({ min: 7, max: 300 }), (source, windowSize) => {
        const chunked = buildScene(source, testZones, radius, tablesIn(source, windowSize));
        const whole = buildScene(source, testZones, radius, tablesIn(source, 1_000_000));
        expect(allSeries(chunked)).toEqual(allSeries(whole));
      }),
      seed,
    );
  });

  it('hold exactly the pairs that come within the radius, as comparing all of them would', () => {
    fc.assert(
      fc.property(randomSource, (source) => {
        const scene = buildScene(source, testZones, radius, tablesIn(source, 64));
        const all = buildScene(source, testZones, radius, tablesIn(source, 1_000_000));
        expect(scene.pairs).toEqual(all.pairs);
        expect(scene.pairs.map(({ a, b }) => `${a} ${b}`)).toEqual(bruteForcePairs(source, scene));
      }),
      seed,
    );
  });
});

/** Compares every two tracks at every frame, from their smoothed points. */
function bruteForcePairs(source: FeatureSource, scene: Scene): readonly string[] {
  const found: string[] = [];
  for (let a = 0; a < scene.tracks.length; a += 1)
    for (let b = a + 1; b < scene.tracks.length; b += 1)
      if (comeWithin(source, scene, a, b)) found.push(`${a} ${b}`);
  return found;
}

function comeWithin(source: FeatureSource, scene: Scene, a: number, b: number): boolean {
  const at = (track: number, name: string, frame: number) => {
    const series = scene.trackSeries(track, name);
    return (series?.values[frame - series.startFrame] ?? Number.NaN) * (source.scales[track] ?? Number.NaN);
  };
  const unit = ((source.scales[a] ?? 0) + (source.scales[b] ?? 0)) / 2;
  return Array.from(source.frameIndex.ptsUs.keys()).some((frame) => {
    const dx = (at(b, 'x', frame) - at(a, 'x', frame)) / unit;
    const dy = (at(b, 'y', frame) - at(a, 'y', frame)) / unit;
    return Math.fround(Math.sqrt(dx * dx + dy * dy)) <= radius;
  });
}
