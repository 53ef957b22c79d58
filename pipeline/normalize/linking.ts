import { assignLeastCost } from './assignment.ts';

/** A box (px) that belongs to no track yet. */
export interface LooseBox {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /** Boxes of different classes are never linked; an empty class goes with any. */
  readonly className: string;
}

/** How boxes become tracks: across at most `maxGapFrames` missing frames, where they overlap by `leastIou` or more. */
export interface LinkRules {
  readonly maxGapFrames: number;
  readonly leastIou: number;
}

export interface Linker {
  /** The track of each box of a frame, numbered from 0 in the order of their beginning. Frames must rise. */
  link(frame: number, boxes: readonly LooseBox[]): Int32Array;
  tracks(): number;
}

interface OpenTrack {
  readonly number: number;
  box: LooseBox;
  frame: number;
}

interface Pair {
  readonly track: number;
  readonly box: number;
  readonly iou: number;
}

/** Overlap of two boxes over their union, in [0, 1]. */
export function iouOf(a: LooseBox, b: LooseBox): number {
  const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  if (!(w > 0 && h > 0)) return 0;
  const shared = w * h;
  return shared / (a.w * a.h + b.w * b.h - shared);
}

function sameClass(a: LooseBox, b: LooseBox): boolean {
  return a.className === b.className || a.className === '' || b.className === '';
}

/** Groups pairs that share a track or a box, directly or by others, so that each group is assigned by itself. */
function splitPairs(pairs: readonly Pair[], tracks: number): readonly (readonly Pair[])[] {
  const parent = new Map<number, number>();
  const rootOf = (node: number): number => {
    let root = node;
    while ((parent.get(root) ?? root) !== root) root = parent.get(root) ?? root;
    parent.set(node, root);
    return root;
  };
  for (const { track, box } of pairs) parent.set(rootOf(track), rootOf(tracks + box));
  const groups = new Map<number, Pair[]>();
  for (const pair of pairs) {
    const root = rootOf(pair.track);
    const group = groups.get(root) ?? [];
    if (group.length === 0) groups.set(root, group);
    group.push(pair);
  }
  return [...groups.values()];
}

/** Links of one group with the largest sum of overlap. A pair that does not reach the least overlap costs as much as none. */
function bestLinks(group: readonly Pair[]): readonly Pair[] {
  if (group.length === 1) return group;
  const tracks = [...new Set(group.map(({ track }) => track))];
  const boxes = [...new Set(group.map(({ box }) => box))];
  const known = new Map(group.map((pair) => [pair.track * 4_194_304 + pair.box, pair]));
  function pairOf(row: number, column: number): Pair | undefined {
    const [track, box] = [tracks[row], boxes[column]];
    return track === undefined || box === undefined ? undefined : known.get(track * 4_194_304 + box);
  }
  // As many empty columns as tracks, so that a track may stay without a box.
  const chosen = assignLeastCost(
    tracks.length,
    boxes.length + tracks.length,
    (row, column) => -(pairOf(row, column)?.iou ?? 0),
  );
  return [...chosen].flatMap((column, row) => pairOf(row, column) ?? []);
}

/** Makes a linker: in each frame, the links between open tracks and boxes whose overlaps have the largest sum. */
export function createLinker({ maxGapFrames, leastIou }: LinkRules): Linker {
  let open: OpenTrack[] = [];
  let count = 0;

  function pairsOf(boxes: readonly LooseBox[]): readonly Pair[] {
    const order = [...boxes.keys()].sort((a, b) => (boxes[a]?.x ?? 0) - (boxes[b]?.x ?? 0));
    const pairs: Pair[] = [];
    const widest = boxes.reduce((most, { w }) => Math.max(most, w), 0);
    for (const [track, { box: last }] of open.entries()) {
      for (let at = firstFrom(order, boxes, last.x - widest); at < order.length; at++) {
        const box = order[at] ?? 0;
        const candidate = boxes[box];
        if (candidate === undefined || candidate.x >= last.x + last.w) break;
        const iou = sameClass(last, candidate) ? iouOf(last, candidate) : 0;
        if (iou >= leastIou) pairs.push({ track, box, iou });
      }
    }
    return pairs;
  }

  return {
    tracks: () => count,
    link(frame, boxes) {
      open = open.filter((track) => frame - track.frame - 1 <= maxGapFrames);
      const numbers = new Int32Array(boxes.length).fill(-1);
      for (const group of splitPairs(pairsOf(boxes), open.length))
        for (const { track, box } of bestLinks(group)) {
          const linked = open[track];
          const now = boxes[box];
          if (linked === undefined || now === undefined) continue;
          [linked.box, linked.frame, numbers[box]] = [now, frame, linked.number];
        }
      for (const [at, box] of boxes.entries()) {
        if (numbers[at] !== -1) continue;
        numbers[at] = count;
        open.push({ number: count, box, frame });
        count += 1;
      }
      return numbers;
    },
  };
}

/** First place in `order` whose box begins at `x` or right of it. */
function firstFrom(order: readonly number[], boxes: readonly LooseBox[], x: number): number {
  let [low, high] = [0, order.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((boxes[order[middle] ?? 0]?.x ?? 0) < x) low = middle + 1;
    else high = middle;
  }
  return low;
}
