import fc from 'fast-check';
import type { FrameIndex } from '#contract/entities/frame-index';
import type { TrackTable } from '#contract/entities/track';
import { buildTable, type TestRow } from '#pipeline/features/testing/build-table';

export interface Clip {
  readonly table: TrackTable;
  readonly index: FrameIndex;
}

interface Walker {
  readonly first: number;
  /** How many frames are seen, and how many then are not. */
  readonly runs: readonly (readonly [seen: number, lost: number])[];
  readonly turnFrames: number;
  readonly radiusPx: number;
}

function indexOf(gapsUs: readonly number[], nominal: boolean): FrameIndex {
  let timeUs = 0;
  const ptsUs = Float64Array.from(gapsUs, (gapUs) => {
    timeUs += gapUs;
    return timeUs - gapUs;
  });
  return { ptsUs, durationUs: Int32Array.from(gapsUs), nominal };
}

/** A person who walks in circles about the middle of the zones, on the frames on which they are seen. */
function walk({ first, runs, turnFrames, radiusPx }: Walker, frames: number): readonly TestRow[] {
  const rows: TestRow[] = [];
  let frame = first;
  for (const [seen, lost] of runs) {
    for (const end = Math.min(frames, frame + seen); frame < end; frame += 1) {
      const turn = frame / turnFrames;
      const x = 210 + radiusPx * Math.cos(turn);
      const y = 180 + radiusPx * Math.sin(turn);
      rows.push({ frame, box: [x - 10, y - 60, 20, 60 + (frame % 3)], conf: (frame % 10) / 10 });
    }
    frame += lost;
  }
  return rows;
}

const walker: fc.Arbitrary<Walker> = fc.record({
  first: fc.nat(60),
  runs: fc.array(fc.tuple(fc.integer({ min: 1, max: 120 }), fc.nat(25)), { minLength: 1, maxLength: 8 }),
  turnFrames: fc.integer({ min: 12, max: 90 }),
  radiusPx: fc.integer({ min: 5, max: 150 }),
});

const irregular = fc.array(fc.integer({ min: 15_000, max: 90_000 }), { minLength: 60, maxLength: 400 });
const steady = fc
  .integer({ min: 60, max: 400 })
  .map((frames) => Array.from({ length: frames }, () => 40_000));

/** Clips of two to six people over steady or irregular clocks, who come, are lost for a while, and meet. */
export const randomClip: fc.Arbitrary<Clip> = fc
  .record({
    clock: fc.oneof(
      irregular.map((gapsUs) => ({ gapsUs, nominal: false })),
      steady.map((gapsUs) => ({ gapsUs, nominal: true })),
    ),
    walkers: fc.array(walker, { minLength: 2, maxLength: 6 }),
  })
  .map(({ clock, walkers }) => {
    const { gapsUs, nominal } = clock;
    const rows = walkers.map((one, t) => [`p${t}`, walk(one, gapsUs.length)] as const);
    const seen = rows.filter(([, list]) => list.length > 0);
    const said = `${seen.length} of ${JSON.stringify(walkers)} over ${gapsUs.length} frames`;
    return {
      table: buildTable(Object.fromEntries(seen)),
      index: indexOf(gapsUs, nominal),
      [fc.toStringMethod]: () => said,
    };
  });
