import { kinematicsColumns } from '#contract/ports/kernels';
import type { FamilyWindow, FeatureFamily } from './family.ts';
import { smoothPath } from './smooth.ts';
import { groundPath } from './track-paths.ts';

/** Jerk is the one column that needs a cubic; the others would only gain noise from it. */
const quadratic = kinematicsColumns.filter((name) => name !== 'jerk');

function compute(window: FamilyWindow): void {
  const { source, kernels } = window;
  for (const track of source.tracks.keys()) {
    const span = window.frames(track);
    if (span.endFrame <= span.startFrame) continue;
    const path = (slice: Parameters<typeof groundPath>[2]) => groundPath(source, track, slice);
    const columns = Object.fromEntries(quadratic.map((name) => [name, window.out(name, track)]));
    smoothPath(source, track, span, kernels, path, columns);
    smoothPath(source, track, span, kernels, path, { jerk: window.out('jerk', track) }, 3);
  }
}

/** Smoothed motion of every track; series number t is track t. */
export const motionFamily: FeatureFamily = {
  name: 'motion',
  version: 1,
  keys: ['track'],
  features: kinematicsColumns,
  needs: [],
  reads: [],
  series: ({ tracks }) => tracks.map(({ startFrame, endFrame }, track) => ({ track, startFrame, endFrame })),
  compute,
};
