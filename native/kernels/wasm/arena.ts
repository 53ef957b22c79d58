import { problem, raise } from '#contract/errors';
import type { Address, KernelExports } from './exports.ts';

const pageBytes = 65_536;
const alignment = 16;
/** What the kernels may read or write beyond the end of a column. */
const spareBytes = 64;

/** Memory of the kernels, lent piece by piece for one call. Views are valid until the next piece is taken. */
export interface Arena {
  /** Gives back all that was lent. */
  reset(): void;
  take(bytes: number): Address;
  floats(address: Address, length: number): Float32Array;
  doubles(address: Address, length: number): Float64Array;
  ints(address: Address, length: number): Int32Array;
}

/** An arena over the memory of one instance, which grows and never shrinks. */
export function createArena({ memory, __heap_base: heapBase }: KernelExports): Arena {
  let top = heapBase.value;

  function take(bytes: number): Address {
    const address = Math.ceil(top / alignment) * alignment;
    top = address + bytes + spareBytes;
    const lacking = top - memory.buffer.byteLength;
    if (lacking > 0) grow(lacking);
    return address;
  }

  function grow(bytes: number): void {
    try {
      memory.grow(Math.ceil(bytes / pageBytes));
    } catch (cause) {
      raise(problem('internal', 'The kernels ran out of memory (4 GB). Give them shorter slices.'), cause);
    }
  }

  return {
    reset: () => {
      top = heapBase.value;
    },
    take,
    floats: (address, length) => new Float32Array(memory.buffer, address, length),
    doubles: (address, length) => new Float64Array(memory.buffer, address, length),
    ints: (address, length) => new Int32Array(memory.buffer, address, length),
  };
}

/** The exports and the arena over their memory. */
export interface Engine {
  readonly wasm: KernelExports;
  readonly arena: Arena;
}
