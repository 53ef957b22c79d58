import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { features } from '#contract/features';
import type { FrameSpan } from '#contract/interval';
import type { Series } from '#contract/ports/scene';
import { families } from '#pipeline/features/families';
import { pairSeries, pairSeriesSet } from '#pipeline/features/pair-series';
import type { SeriesReader } from '#pipeline/features/series-reader';
import { spanSeries } from '#pipeline/features/span-series';
import { runFamilies } from '#pipeline/features/testing/run-families';
import { zoneSeries } from '#pipeline/features/zone-series';
import { createWasmKernels } from '#native/kernels/wasm-kernels';
import { randomSource } from './testing/random-source.ts';

const kernels = createWasmKernels();
const seed = { seed: 20265, numRuns: 100 };
const whole = 1_000_000;
const named = (subject: string) => features.filter((f) => f.subject === subject).map((f) => f.name);

/** Every stored series of a source, in one value that can be compared. */
function stored(reader: SeriesReader): unknown {
  return families.map((family) => {
    const series = family.series(reader.source);
    return family.features.map((name) =>
      series.map(({ track, keypoint, zone }) => {
        if (zone !== undefined) return reader.zone(zone, name);
        return keypoint === undefined
          ? reader.track(track ?? 0, name)
          : reader.keypoint(track ?? 0, keypoint, name);
      }),
    );
  });
}

function cut(series: Series | undefined, span: FrameSpan): Series | undefined {
  if (series === undefined) return undefined;
  const startFrame = Math.max(series.startFrame, span.startFrame);
  const end = Math.min(series.startFrame + series.values.length, span.endFrame);
  const from = startFrame - series.startFrame;
  return { startFrame, values: series.values.slice(from, Math.max(from, end - series.startFrame)) };
}

describe('stored features', () => {
  it('are bit for bit those of the whole source, whatever the window size', () => {
    fc.assert(
      fc.property(randomSource, fc.integer({ min: 7, max: 300 }), (source, size) => {
        expect(stored(runFamilies(source, kernels, size))).toEqual(
          stored(runFamilies(source, kernels, whole)),
        );
      }),
      seed,
    );
  });
});

const twoTracks = randomSource.filter(({ tracks }) => tracks.length > 1);
const someSpan = fc
  .tuple(fc.nat(250), fc.integer({ min: 1, max: 120 }))
  .map(([startFrame, length]) => ({ startFrame, endFrame: startFrame + length }));

describe('features computed when asked for', () => {
  it('of pairs do not depend on the span that is asked, nor on what else is', () => {
    fc.assert(
      fc.property(twoTracks, someSpan, (source, span) => {
        const reader = runFamilies(source, kernels, whole);
        const set = pairSeriesSet(reader, 0, 1, named('pair'), span);
        if (set === undefined) return;
        for (const name of named('pair')) {
          expect([name, set.get(name)]).toEqual([name, cut(pairSeries(reader, 0, 1, name), span)]);
          expect(pairSeries(reader, 0, 1, name, span)).toEqual(set.get(name));
        }
      }),
      seed,
    );
  });

  it('of zones, stays and bodies do not depend on the span that is asked', () => {
    fc.assert(
      fc.property(randomSource, someSpan, (source, span) => {
        fc.pre(source.tracks.length > 0);
        const reader = runFamilies(source, kernels, whole);
        const overlaps = (series: Series | undefined) => (series?.values.length ?? 0) > 0;
        for (const name of named('track_zone'))
          for (const zone of source.zones.keys()) {
            const asked = zoneSeries(reader, 0, zone, name, span);
            if (overlaps(asked)) expect(asked).toEqual(cut(zoneSeries(reader, 0, zone, name), span));
          }
        for (const name of ['dwell', 'body_stretch', 'body_activity']) {
          const asked = spanSeries(reader, 0, name, span);
          if (overlaps(asked)) expect([name, asked]).toEqual([name, cut(spanSeries(reader, 0, name), span)]);
        }
      }),
      seed,
    );
  });
});
