import { nominalFrameIndex, type FrameIndex } from '#contract/entities/frame-index';
import type { TrackTable } from '#contract/entities/track';
import { buildTable, type TestRow } from '#pipeline/features/testing/build-table';

/** People who walk in circles that meet, `tracks` of them over `frames` pictures at 25 per second; every 97th row is dropped. */
export function crowd(tracks: number, frames: number): { table: TrackTable; index: FrameIndex } {
  const walk = (t: number): readonly TestRow[] =>
    Array.from({ length: frames }, (_, frame): TestRow => {
      const turn = frame / (60 + 3 * t) + t;
      const x = 300 + (40 + 9 * t) * Math.cos(turn);
      const y = 200 + (30 + 5 * t) * Math.sin(turn * (t % 2 === 0 ? 1 : -1));
      return { frame, box: [x - 10, y - 60, 20, 60] };
    }).filter(({ frame }) => (frame + t) % 97 !== 0);
  const rows = Array.from({ length: tracks }, (_, t) => [`p${String(t).padStart(2, '0')}`, walk(t)] as const);
  return { table: buildTable(Object.fromEntries(rows)), index: nominalFrameIndex(frames, 25) };
}
