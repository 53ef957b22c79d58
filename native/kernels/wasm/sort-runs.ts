import { whole } from '../columns.ts';

/** Order of the quadruples by one of their entries, keeping the order of equal ones: a counting sort. */
function sortedBy(quadruples: Int32Array, order: Int32Array, entry: number, tracks: number): Int32Array {
  const next = new Int32Array(tracks + 1);
  for (const run of order) {
    const key = whole(quadruples, 4 * run + entry);
    next[key + 1] = whole(next, key + 1) + 1;
  }
  for (let track = 0; track < tracks; track += 1)
    next[track + 1] = whole(next, track + 1) + whole(next, track);
  const sorted = new Int32Array(order.length);
  for (const run of order) {
    const key = whole(quadruples, 4 * run + entry);
    sorted[whole(next, key)] = run;
    next[key] = whole(next, key) + 1;
  }
  return sorted;
}

/** Whether the run at `from` goes on, for the same pair, where the one at `to` ended. */
function goesOn(before: Int32Array, to: number, quadruples: Int32Array, from: number): boolean {
  return (
    before[to] === quadruples[from] &&
    before[to + 1] === quadruples[from + 1] &&
    before[to + 3] === quadruples[from + 2]
  );
}

/**
 * Runs in the order of a, b, startFrame, with those that meet joined: a run that goes on into the next block came in two. Runs
 * of one pair are given in ascending order.
 */
export function sortRuns(quadruples: Int32Array, tracks: number): Int32Array {
  const given = Int32Array.from({ length: quadruples.length / 4 }, (_, run) => run);
  const order = sortedBy(quadruples, sortedBy(quadruples, given, 1, tracks), 0, tracks);
  const out = new Int32Array(quadruples.length);
  let end = 0;
  for (const run of order) {
    const from = 4 * run;
    if (end > 0 && goesOn(out, end - 4, quadruples, from)) out[end - 1] = whole(quadruples, from + 3);
    else {
      for (let entry = 0; entry < 4; entry += 1) out[end + entry] = whole(quadruples, from + entry);
      end += 4;
    }
  }
  return out.slice(0, end);
}
