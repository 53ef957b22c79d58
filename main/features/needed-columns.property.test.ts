import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trackColumns } from '#contract/entities/track';
import { features, findFeature } from '#contract/features';
import type { Scene, Series } from '#contract/ports/scene';
import { columnsFor } from '#main/engine/trace-columns';
import { families } from '#pipeline/features/families';
import type { FeatureFamily } from '#pipeline/features/family';
import { computeFamily, type FamilyTable } from '#pipeline/features/family-table';
import { prepareSource, type FeatureSource } from '#pipeline/features/feature-source';
import { neededColumns, neededFamilies, storedInputs } from '#pipeline/features/needed-families';
import { buildScene } from '#pipeline/features/scene';
import { createStoredSeries, makeSharedRoom, type SeriesRoom } from '#pipeline/features/stored-series';
import { haloS } from '#pipeline/features/halo';
import { planWindows } from '#pipeline/windows/feature-windows';
import { createWasmKernels } from '#native/kernels/wasm-kernels';
import { randomSource } from './testing/random-source.ts';

const kernels = createWasmKernels();
const seed = { seed: 20266, numRuns: 60 };
const stored = families.flatMap(({ features }) => features);
const someFeatures = fc.subarray(stored, { minLength: 1, maxLength: 3 });

/** The source with a ground point in metres for every box, as measured, so that no box is needed for it. */
function measured({ table, frameIndex, poses, skeleton }: FeatureSource): FeatureSource {
  const [xM, yM] = [table.xPx.map((px) => px / 20), table.yPx.map((px) => px / 20)];
  const source = prepareSource({ table: { ...table, xM, yM }, frameIndex, space: 'metric' });
  return { ...source, poses, skeleton };
}

const anySource = fc.oneof(randomSource, randomSource.map(measured));

/** The source as it is read for these features alone. */
function readFor(source: FeatureSource, names: readonly string[]): FeatureSource {
  const columns = neededColumns(source, names);
  const none = new Float32Array(0);
  const left = trackColumns.filter((column) => !columns.includes(column));
  const table = { ...source.table, ...Object.fromEntries(left.map((column) => [column, none])) };
  const { frameIndex, space, homography, zones, poses, skeleton } = source;
  return { ...prepareSource({ table, frameIndex, space, homography, zones }), poses, skeleton };
}

function tablesOf(
  source: FeatureSource,
  names: readonly string[],
  size: number,
): [FeatureFamily, FamilyTable][] {
  return planWindows(source.frameIndex, size, haloS(source)).flatMap((window) => {
    const tables = new Map<string, FamilyTable>();
    return neededFamilies(source, names).map((family): [FeatureFamily, FamilyTable] => {
      const table = computeFamily(family, source, window, kernels, tables);
      tables.set(family.name, table);
      return [family, table];
    });
  });
}

function columnsOf(source: FeatureSource, names: readonly string[]): unknown {
  return tablesOf(source, names, 1_000_000).map(([, { columns }]) => columns);
}

describe('the columns that features are made from', () => {
  it('are enough: with them alone every stored feature has the same bits', () => {
    fc.assert(
      fc.property(anySource, someFeatures, (source, names) => {
        const all = columnsOf(source, names);
        const alone = columnsOf(readFor(source, names), names);
        expect(alone).toEqual(all);
      }),
      seed,
    );
  });
});

describe('room for stored features that threads share', () => {
  it('holds, filled window by window, what is stored without it', () => {
    fc.assert(
      fc.property(randomSource, someFeatures, fc.integer({ min: 9, max: 90 }), (source, names, size) => {
        const kept = storedInputs(names);
        const [shared, own] = [
          createStoredSeries(source, makeSharedRoom(source, kept)),
          createStoredSeries(source),
        ];
        for (const [family, table] of tablesOf(source, names, size)) {
          shared.add(family.name, table);
          own.add(family.name, table);
        }
        for (const family of neededFamilies(source, names))
          for (const name of family.features.filter((feature) => kept.includes(feature)))
            for (const key of family.series(source))
              expect([name, shared.find(name, key)]).toEqual([name, own.find(name, key)]);
      }),
      seed,
    );
  });
});

function sceneWith(source: FeatureSource, tables: [FeatureFamily, FamilyTable][], room?: SeriesRoom): Scene {
  const stored = createStoredSeries(source, room);
  for (const [family, table] of tables) stored.add(family.name, table);
  return buildScene(source, { stored, near: [], pairRadius: Number.POSITIVE_INFINITY, kernels });
}

/** Every series of a feature that a trace can show. */
function allSeries(scene: Scene, feature: string): readonly (Series | undefined)[] {
  const tracks = [...scene.tracks.keys()];
  switch (findFeature(feature)?.subject) {
    case 'pair':
      return tracks.flatMap((a) => tracks.filter((b) => b !== a).map((b) => scene.pairSeries(a, b, feature)));
    case 'track_zone':
      return tracks.flatMap((a) => scene.zones.map(({ id }) => scene.zoneSeries(a, id, feature)));
    case 'zone':
      return scene.zones.map(({ id }) => scene.areaSeries?.(id, feature));
    case 'track_keypoint':
      return tracks.flatMap((a) =>
        (scene.keypoints ?? []).map((keypoint) => scene.keypointSeries?.(a, keypoint, feature)),
      );
    case 'track':
    case undefined:
      return tracks.map((a) => scene.trackSeries(a, feature));
  }
}

describe('the columns that a trace is read from', () => {
  it('are enough: with them alone every series of every feature has the same bits', () => {
    const known = features.map(({ name }) => name);
    fc.assert(
      fc.property(anySource, (source) => {
        const tables = tablesOf(source, known, 1_000_000);
        const whole = sceneWith(source, tables);
        for (const feature of known) {
          const families = tables.filter(([family]) =>
            family.features.some((name) => columnsFor(feature).includes(name)),
          );
          const kept = columnsFor(feature).filter((name) =>
            families.some(([family]) => family.features.includes(name)),
          );
          const alone = sceneWith(source, families, makeSharedRoom(source, kept));
          expect([feature, allSeries(alone, feature)]).toEqual([feature, allSeries(whole, feature)]);
        }
      }),
      { ...seed, numRuns: 25 },
    );
  });
});
