/** A piece of work among others: its place in their order, and the places of those that must be done before it. */
export interface Ordered {
  readonly position: number;
  /** Places before its own; those that are not in the list count as done. */
  readonly needs: readonly number[];
}

interface Waiting<Piece> {
  readonly piece: Piece;
  open: number;
}

/** What each piece waits for, and who waits for it. */
function arrange<Piece extends Ordered>(pieces: readonly Piece[]) {
  const listed = new Set(pieces.map(({ position }) => position));
  const behind = new Map<number, Waiting<Piece>[]>();
  const ready: Piece[] = [];
  for (const piece of pieces) {
    const needs = new Set(piece.needs.filter((position) => listed.has(position)));
    const waiting = { piece, open: needs.size };
    if (needs.size === 0) ready.push(piece);
    for (const position of needs) behind.set(position, [...(behind.get(position) ?? []), waiting]);
  }
  return { ready, behind };
}

/**
 * Does every piece once those it needs are done, the first in order first. At most `credits` are begun at a time, however many
 * could be: what waits is a place in a list and holds no memory. Rejects with the first failure, and begins nothing after it.
 */
export function runInOrder<Piece extends Ordered>(
  pieces: readonly Piece[],
  credits: number,
  work: (piece: Piece) => Promise<void>,
): Promise<void> {
  const { ready, behind } = arrange(pieces.toSorted((a, b) => a.position - b.position));
  let begun = 0;
  let open = pieces.length;
  return new Promise((resolve, reject) => {
    const end = (piece: Piece): void => {
      begun -= 1;
      open -= 1;
      for (const waiting of behind.get(piece.position) ?? []) {
        waiting.open -= 1;
        if (waiting.open === 0) ready.push(waiting.piece);
      }
      ready.sort((a, b) => a.position - b.position);
      go();
    };
    const fail = (fault: unknown): void => {
      ready.length = 0;
      behind.clear();
      reject(fault);
    };
    const go = (): void => {
      if (open === 0) resolve();
      while (begun < Math.max(1, credits)) {
        const piece = ready.shift();
        if (piece === undefined) return;
        begun += 1;
        work(piece).then(() => end(piece), fail);
      }
    };
    go();
  });
}
