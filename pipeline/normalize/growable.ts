type Column = Int32Array | Float32Array | Float64Array;

/** A column of numbers that grows as rows come. */
export interface Growable<Of extends Column> {
  push(value: number): void;
  /** The values so far, without copying; valid until the next push. */
  values(): Of;
}

const firstRows = 1024;

function growable<Of extends Column>(
  make: (length: number) => Of,
  cut: (column: Of, length: number) => Of,
): Growable<Of> {
  let column = make(firstRows);
  let length = 0;
  return {
    push(value) {
      if (length === column.length) {
        const wider = make(length * 2);
        wider.set(column);
        column = wider;
      }
      column[length] = value;
      length += 1;
    },
    values: () => cut(column, length),
  };
}

/** A growing column of whole numbers of 32 bits. */
export function growableInt32(): Growable<Int32Array> {
  return growable(
    (length) => new Int32Array(length),
    (column, length) => column.subarray(0, length),
  );
}

/** A growing column of single-precision numbers. */
export function growableFloat32(): Growable<Float32Array> {
  return growable(
    (length) => new Float32Array(length),
    (column, length) => column.subarray(0, length),
  );
}

/** A growing column of double-precision numbers. */
export function growableFloat64(): Growable<Float64Array> {
  return growable(
    (length) => new Float64Array(length),
    (column, length) => column.subarray(0, length),
  );
}
