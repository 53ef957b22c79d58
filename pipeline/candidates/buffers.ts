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
        buffer = new Float64Array(length);
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
