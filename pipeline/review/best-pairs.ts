/** Two that may be the same, and how much they share. */
export interface Likeness<One, Other> {
  readonly one: One;
  readonly other: Other;
  /** Temporal intersection over union, in [0, 1]. */
  readonly iou: number;
  /** Decides between pairs that share as much; the least goes first. */
  readonly tie: string;
}

/** Pairs one to one, those that share most first; what shares less than `leastIou` stays alone. */
export function bestPairs<One, Other>(
  likenesses: readonly Likeness<One, Other>[],
  leastIou: number,
): ReadonlyMap<One, Other> {
  const pairs = new Map<One, Other>();
  const taken = new Set<Other>();
  const inOrder = likenesses.toSorted((a, b) => b.iou - a.iou || (a.tie < b.tie ? -1 : 1));
  for (const { one, other, iou } of inOrder) {
    if (iou < leastIou || pairs.has(one) || taken.has(other)) continue;
    pairs.set(one, other);
    taken.add(other);
  }
  return pairs;
}
