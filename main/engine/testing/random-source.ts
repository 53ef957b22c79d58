import fc from 'fast-check';
import type { FrameIndex } from '#contract/entities/frame-index';
import type { Zone } from '#contract/entities/zone';
import { prepareSource, type FeatureSource } from '#pipeline/features/feature-source';
import { buildTable, type TestRow } from '#pipeline/features/testing/build-table';

/** Three zones in pixels: an area, a line and one more area that overlaps the first. */
export const testZones: readonly Zone[] = [
  {
    id: 'square',
    kind: 'area',
    space: 'px',
    points: [
      [100, 100],
      [300, 100],
      [300, 300],
      [100, 300],
    ],
  },
  {
    id: 'kerb',
    kind: 'line',
    space: 'px',
    points: [
      [0, 250],
      [200, 250],
      [400, 200],
    ],
  },
  {
    id: 'notch',
    kind: 'area',
    space: 'px',
    points: [
      [50, 50],
      [350, 60],
      [200, 200],
      [340, 330],
    ],
  },
];

/** A ground of 20 px per metre, y north. */
const homography = [0.05, 0, 0, 0, -0.05, 20, 0, 0, 1];

function indexOf(gapsUs: readonly number[]): FrameIndex {
  let timeUs = 0;
  const ptsUs = Float64Array.from(gapsUs, (gapUs) => {
    timeUs += gapUs;
    return timeUs - gapUs;
  });
  return { ptsUs, durationUs: Int32Array.from(gapsUs), nominal: false };
}

/** A wandering box on the frames from `first` that are not dropped, and a few rows without a box. */
function wander(first: number, seen: readonly number[], frames: number): readonly TestRow[] {
  const rows: TestRow[] = [];
  for (const [i, kind] of seen.entries()) {
    const frame = first + i;
    if (frame >= frames || kind < 2) continue;
    const x = 200 + 150 * Math.sin(frame / 40 + first) + (kind % 5);
    const y = 150 + 120 * Math.cos(frame / 55 + 2 * first) + (kind % 3);
    if (kind === 2) rows.push({ frame });
    else rows.push({ frame, box: [x, y, 30, 60 + (kind % 7)] });
  }
  return rows;
}

/** `dropped` runs make gaps below and above half a second at the index's own, irregular rate. */
const presence = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 20 })), { maxLength: 12 })
  .map((runs) =>
    runs.flatMap(([seen, dropped]) => [
      ...Array.from({ length: seen }, (_, i) => 2 + ((seen * 7 + i * 13) % 29)),
      ...Array.from({ length: dropped }, () => 0),
    ]),
  );

/** Sources of random tracks with gaps over an irregular clock, metric (through a homography) or in body heights. */
export const randomSource: fc.Arbitrary<FeatureSource> = fc
  .record({
    gapsUs: fc.array(fc.integer({ min: 15_000, max: 90_000 }), { minLength: 20, maxLength: 260 }),
    tracks: fc.array(fc.tuple(fc.nat(200), presence), { minLength: 1, maxLength: 6 }),
    space: fc.constantFrom('metric' as const, 'body' as const),
  })
  .map(({ gapsUs, tracks, space }) => {
    const rows = tracks.map(([first, seen], t) => [`t${t}`, wander(first, seen, gapsUs.length)] as const);
    const table = buildTable(Object.fromEntries(rows.filter(([, list]) => list.length > 0)));
    return prepareSource({ table, frameIndex: indexOf(gapsUs), space, homography });
  });
