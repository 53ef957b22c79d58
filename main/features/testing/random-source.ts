import fc from 'fast-check';
import type { FrameIndex } from '#contract/entities/frame-index';
import type { PoseTable } from '#contract/entities/pose';
import { prepareSource, type FeatureSource } from '#pipeline/features/feature-source';
import { buildTable, type TestRow } from '#pipeline/features/testing/build-table';
import { testZones } from '../../testing/test-zones.ts';

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

/**
 * A wandering box on the frames from `first` that are seen, a few rows without a box or with a ground point alone, and now
 * and then a jump to another place, as when an identity changes.
 */
function wander(first: number, seen: readonly number[], frames: number): readonly TestRow[] {
  const rows: TestRow[] = [];
  for (const [i, kind] of seen.entries()) {
    const frame = first + i;
    if (frame >= frames || kind < 2) continue;
    const jump = i > 60 && seen.length % 3 === 0 ? 170 : 0;
    const x = 200 + jump + 150 * Math.sin(frame / 40 + first) + (kind % 5);
    const y = 150 + 120 * Math.cos(frame / 55 + 2 * first) + (kind % 3);
    if (kind === 2) rows.push({ frame });
    else if (kind === 3) rows.push({ frame, ground: [x / 20, y / 20] });
    else rows.push({ frame, box: [x, y, 30, 60 + (kind % 7)], conf: (kind % 10) / 10 });
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

const names = ['nose', 'left_ear', 'right_ear', 'left_shoulder', 'left_elbow', 'left_wrist'] as const;

function posesOf(tracks: Readonly<Record<string, readonly TestRow[]>>): PoseTable {
  const trackIds = Object.keys(tracks);
  const rows = trackIds.flatMap((id, track) =>
    (tracks[id] ?? []).flatMap(({ frame, box }) =>
      box === undefined
        ? []
        : names.map((_, keypoint) => ({
            frame,
            track,
            keypoint,
            x: box[0] + 15 + 9 * Math.sin(frame / (5 + keypoint) + keypoint),
            y: box[1] + 10 * keypoint + 6 * Math.cos(frame / 7 + keypoint),
            score: (frame * 7 + keypoint * 3) % 11 === 0 ? 0.1 : 0.9,
          })),
    ),
  );
  return {
    trackIds,
    keypoints: names,
    frame: Int32Array.from(rows, (row) => row.frame),
    track: Int32Array.from(rows, (row) => row.track),
    keypoint: Int32Array.from(rows, (row) => row.keypoint),
    xPx: Float32Array.from(rows, (row) => row.x),
    yPx: Float32Array.from(rows, (row) => row.y),
    score: Float32Array.from(rows, (row) => row.score),
  };
}

const irregular = fc.array(fc.integer({ min: 15_000, max: 90_000 }), { minLength: 20, maxLength: 260 });
const steady = fc
  .integer({ min: 20, max: 260 })
  .map((frames) => Array.from({ length: frames }, () => 40_000));

/** Sources of random tracks with gaps, poses and zones over steady or irregular clocks, metric (through a homography) or in body heights. */
export const randomSource: fc.Arbitrary<FeatureSource> = fc
  .record({
    gapsUs: fc.oneof(irregular, steady),
    tracks: fc.array(fc.tuple(fc.nat(200), presence), { minLength: 1, maxLength: 6 }),
    space: fc.constantFrom('metric' as const, 'body' as const),
  })
  .map(({ gapsUs, tracks, space }) => {
    const rows = tracks.map(([first, seen], t) => [`t${t}`, wander(first, seen, gapsUs.length)] as const);
    const some = Object.fromEntries(rows.filter(([, list]) => list.length > 0));
    return prepareSource({
      table: buildTable(some),
      frameIndex: indexOf(gapsUs),
      space,
      homography,
      zones: testZones,
      poses: posesOf(some),
    });
  });
