/** Values by key, the last asked for staying as long as all together are no larger than a bound. */
export interface Kept<T> {
  get(key: string): T | undefined;
  /** Keeps a value; the ones asked for longest ago go where it is too much. The newest stays in any case. */
  put(key: string, value: T, sizeBytes: number): void;
  drop(key: string): void;
}

/** Keeps at most `mostBytes`. */
export function keepWithin<T>(mostBytes: number): Kept<T> {
  const kept = new Map<string, { readonly value: T; readonly sizeBytes: number }>();
  let heldBytes = 0;
  function remove(key: string): void {
    heldBytes -= kept.get(key)?.sizeBytes ?? 0;
    kept.delete(key);
  }
  return {
    drop: remove,
    get(key) {
      const entry = kept.get(key);
      if (entry === undefined) return undefined;
      kept.delete(key);
      kept.set(key, entry);
      return entry.value;
    },
    put(key, value, sizeBytes) {
      remove(key);
      kept.set(key, { value, sizeBytes });
      heldBytes += sizeBytes;
      for (const oldest of [...kept.keys()].slice(0, -1)) {
        if (heldBytes <= mostBytes) return;
        remove(oldest);
      }
    },
  };
}
