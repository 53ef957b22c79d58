/** Whole numbers that are appended to. */
export interface Growing {
  length(): number;
  append(values: Int32Array): void;
  /** A view of all so far. */
  values(): Int32Array;
}

const firstRoom = 1024;

/** An empty list of whole numbers, whose room doubles when it is full. */
export function createGrowing(): Growing {
  let held = new Int32Array(firstRoom);
  let length = 0;
  return {
    length: () => length,
    append(values) {
      const wanted = length + values.length;
      if (wanted > held.length) {
        const larger = new Int32Array(Math.max(wanted, 2 * held.length));
        larger.set(held.subarray(0, length));
        held = larger;
      }
      held.set(values, length);
      length = wanted;
    },
    values: () => held.subarray(0, length),
  };
}
