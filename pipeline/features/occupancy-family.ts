import { frameCount } from '#contract/entities/frame-index';
import type { FamilyWindow, FeatureFamily, SeriesKey } from './family.ts';
import type { FeatureSource } from './feature-source.ts';
import { sharedFrames } from './track-paths.ts';
import { placeZones, type ZonePlane } from './zone-planes.ts';
import { insideOf, planePath } from './zone-points.ts';

function areasOf(source: FeatureSource): readonly ZonePlane[] {
  return placeZones(source, source.zones).filter(
    ({ kind, outline }) => kind === 'area' && outline.length >= 6,
  );
}

function seriesOf(source: FeatureSource): readonly SeriesKey[] {
  const endFrame = frameCount(source.frameIndex);
  return areasOf(source).map(({ zone }) => ({ zone, startFrame: 0, endFrame }));
}

function countInto(window: FamilyWindow, plane: ZonePlane, out: Float32Array): void {
  const { source, kernels } = window;
  out.fill(0);
  for (const [track, whole] of source.tracks.entries()) {
    const span = sharedFrames(whole, window.window);
    if (span.endFrame <= span.startFrame) continue;
    const path = planePath(plane, source, track, span, kernels, (name) => window.read(name, track));
    const inside = insideOf(plane, path, kernels);
    const first = span.startFrame - window.window.startFrame;
    for (let i = 0; i < inside.length; i += 1)
      if (inside[i] === 1) out[first + i] = (out[first + i] ?? 0) + 1;
  }
}

/** How many tracks are in every area, over all frames of the source. */
export const occupancyFamily: FeatureFamily = {
  name: 'occupancy',
  version: 1,
  keys: ['zone'],
  features: ['occupancy'],
  needs: ['motion'],
  reads: ['zones'],
  series: seriesOf,
  compute(window) {
    for (const [series, plane] of areasOf(window.source).entries())
      countInto(window, plane, window.out('occupancy', series));
  },
};
