/** Number columns that are used again for each binding; one taken is valid until the next `release`. */
export interface Buffers {
  take(length: number): Float64Array;
  /** Everything taken so far may be given out again. */
  release(): void;
}

export function createBuffers(): Buffers {
  const owned: Float64Array[] = [];
  let used = 0;
  return {
    take(length) {
      let buffer = owned[used];
      if (buffer === undefined || buffer.length < length) {
        // Grows by half at least, so that tracks of many lengths do not each ask for new memory.
        buffer = new Float64Array(Math.max(length, Math.ceil(1.5 * (buffer?.length ?? 0))));
        owned[used] = buffer;
      }
      used += 1;
      return buffer;
    },
    release() {
      used = 0;
    },
  };
}
