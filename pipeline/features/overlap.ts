import type { TrackTable } from '#contract/entities/track';
import type { Column } from '#contract/ports/kernels';
import { at } from './numbers.ts';
import type { PairQuestion } from './pair-question.ts';
import { rowsWithin } from './table-rows.ts';

type Measure = (table: TrackTable, a: number, b: number) => number;

function area({ wPx, hPx }: TrackTable, row: number): number {
  return at(wPx, row) * at(hPx, row);
}

function sharedArea({ xPx, yPx, wPx, hPx }: TrackTable, a: number, b: number): number {
  const overlap = (low: Float32Array, size: Float32Array) => {
    const end = Math.min(at(low, a) + at(size, a), at(low, b) + at(size, b));
    return Math.max(0, end - Math.max(at(low, a), at(low, b)));
  };
  return overlap(xPx, wPx) * overlap(yPx, hPx);
}

/** Walks the rows of both tracks and measures where both have one in a frame. */
function measureInto({ reader, a, b, span }: PairQuestion, out: Column, measure: Measure): void {
  const { table } = reader.source;
  const { frame } = table;
  const [oneStart, oneEnd] = rowsWithin(table, a, span.startFrame, span.endFrame);
  const [otherStart, otherEnd] = rowsWithin(table, b, span.startFrame, span.endFrame);
  let one = oneStart;
  let other = otherStart;
  while (one < oneEnd && other < otherEnd) {
    const apart = (frame[one] ?? 0) - (frame[other] ?? 0);
    if (apart === 0) out[(frame[one] ?? 0) - span.startFrame] = measure(table, one, other);
    if (apart <= 0) one += 1;
    if (apart >= 0) other += 1;
  }
}

/** Intersection over union of the two boxes in each frame in which both have one. */
export function iouInto(question: PairQuestion, out: Column): void {
  measureInto(question, out, (table, one, other) => {
    const shared = sharedArea(table, one, other);
    return shared / (area(table, one) + area(table, other) - shared);
  });
}

/** Share of the box of a that is covered by the box of b where the lower edge of b is lower, else 0. */
export function occlusionInto(question: PairQuestion, out: Column): void {
  measureInto(question, out, (table, one, other) => {
    const share = sharedArea(table, one, other) / area(table, one);
    const lower = (row: number) => at(table.yPx, row) + at(table.hPx, row);
    return lower(other) > lower(one) || Number.isNaN(share) ? share : 0;
  });
}
