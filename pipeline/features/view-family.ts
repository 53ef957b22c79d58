import type { FamilyWindow, FeatureFamily } from './family.ts';
import { at } from './numbers.ts';
import { smoothChannel } from './smooth.ts';
import { rowPath } from './track-paths.ts';

function finite(value: number): number {
  return Number.isFinite(value) ? value : Number.NaN;
}

function fit(
  window: FamilyWindow,
  track: number,
  value: (row: number) => number,
  out: { readonly value: string; readonly first?: string },
): void {
  const { source, kernels } = window;
  smoothChannel(
    source,
    track,
    window.frames(track),
    kernels,
    (slice) => rowPath(source, track, slice, (row) => finite(value(row))),
    {
      value: window.out(out.value, track),
      ...(out.first === undefined ? {} : { first: window.out(out.first, track) }),
    },
  );
}

function compute(window: FamilyWindow): void {
  const { table, tracks, space, picture } = window.source;
  const { xPx, wPx, hPx } = table;
  const { widthPx } = picture;
  for (const track of tracks.keys()) {
    const { startFrame, endFrame } = window.frames(track);
    if (endFrame <= startFrame) continue;
    fit(window, track, (row) => at(wPx, row) / at(hPx, row), { value: 'aspect' });
    if (space === 'metric') continue;
    const lateral = (row: number) => (at(xPx, row) + at(wPx, row) / 2 - widthPx / 2) / at(hPx, row);
    fit(window, track, lateral, { value: 'lateral', first: 'lateral_speed' });
    fit(window, track, (row) => widthPx / at(hPx, row), { value: 'camera_distance' });
  }
}

/** Where tracks stand before the camera; series number t is track t. */
export const viewFamily: FeatureFamily = {
  name: 'view',
  version: 1,
  keys: ['track'],
  features: ['aspect', 'lateral', 'lateral_speed', 'camera_distance'],
  needs: [],
  reads: ['picture'],
  series: ({ tracks }) => tracks.map(({ startFrame, endFrame }, track) => ({ track, startFrame, endFrame })),
  compute,
};
