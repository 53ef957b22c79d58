interface Lent<Bytes> {
  take(length: number): Bytes;
  giveBack(buffer: unknown): void;
  release(): void;
}

/** Columns of one kind that are used again; one grows by half at least, so that many lengths do not each ask for new memory. */
function createLent<Bytes extends Float64Array | Float32Array | Uint8Array | Uint16Array>(
  make: (length: number) => Bytes,
): Lent<Bytes> {
  const owned: Bytes[] = [];
  let used = 0;
  return {
    take(length) {
      let buffer = owned[used];
      if (buffer === undefined || buffer.length < length) {
        buffer = make(Math.max(length, Math.ceil(1.5 * (buffer?.length ?? 0))));
        owned[used] = buffer;
      }
      used += 1;
      return buffer;
    },
    giveBack(buffer) {
      const at = owned.findIndex((one, place) => place < used && one === buffer);
      const last = owned[used - 1];
      if (at < 0 || last === undefined) return;
      [owned[at], owned[used - 1]] = [last, buffer as Bytes];
      used -= 1;
    },
    release() {
      used = 0;
    },
  };
}

/** Columns that are used again; one taken is valid until the next `release`, and comes with what was in it before. */
export interface Buffers {
  take(length: number): Float64Array;
  /** For what is no more exact than features are. */
  takeSingles(length: number): Float32Array;
  takeBytes(length: number): Uint8Array;
  takeCounts(length: number): Uint16Array;
  /** What was taken may be given out again; anything else is left alone. */
  giveBack(taken: unknown): void;
  /** Everything taken so far may be given out again. */
  release(): void;
}

function createColumns(): Buffers {
  const numbers = createLent((length) => new Float64Array(length));
  const singles = createLent((length) => new Float32Array(length));
  const bytes = createLent((length) => new Uint8Array(length));
  const counts = createLent((length) => new Uint16Array(length));
  return {
    take: (length) => numbers.take(length),
    takeSingles: (length) => singles.take(length),
    takeBytes: (length) => bytes.take(length),
    takeCounts: (length) => counts.take(length),
    giveBack(taken) {
      for (const lent of [numbers, singles, bytes, counts]) lent.giveBack(taken);
    },
    release() {
      numbers.release();
      singles.release();
      bytes.release();
      counts.release();
    },
  };
}

/** Memory to evaluate in, kept from one scene to the next: what was touched once is the quickest there is. */
export interface WorkMemory {
  /** Columns of a block. */
  readonly block: Buffers;
  /** Columns of a stretch. */
  readonly stretch: Buffers;
}

export function createWorkMemory(): WorkMemory {
  return { block: createColumns(), stretch: createColumns() };
}
