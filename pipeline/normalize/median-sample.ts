/** A median of very many values in bounded memory: of all of them while they fit, then of every second, fourth and so on. */
export interface MedianSample {
  add(value: number): void;
  /** NaN without values; the upper of two middle ones. */
  median(): number;
}

const usualCapacity = 1 << 20;

/** Makes an empty sample of at most `capacity` values. */
export function createMedianSample(capacity = usualCapacity): MedianSample {
  let values: Float64Array = new Float64Array(1024);
  let [kept, stride, seen] = [0, 1, 0];

  function makeRoom(): void {
    if (kept < values.length) return;
    if (values.length < capacity) {
      const wider = new Float64Array(Math.min(capacity, values.length * 2));
      wider.set(values);
      values = wider;
      return;
    }
    for (let at = 0; at * 2 < kept; at++) values[at] = values[at * 2] ?? 0;
    kept = Math.ceil(kept / 2);
    stride *= 2;
  }

  return {
    add(value) {
      if (seen % stride === 0) {
        makeRoom();
        if (seen % stride === 0) {
          values[kept] = value;
          kept += 1;
        }
      }
      seen += 1;
    },
    median() {
      if (kept === 0) return Number.NaN;
      return values.slice(0, kept).sort()[kept >> 1] ?? Number.NaN;
    },
  };
}
