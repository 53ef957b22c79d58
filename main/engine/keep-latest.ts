/** Remembers the `size` values asked for last; a value whose making fails is not remembered. */
export function keepLatest<T>(size: number): (key: string, make: () => Promise<T>) => Promise<T> {
  const kept = new Map<string, Promise<T>>();
  return (key, make) => {
    const value = kept.get(key) ?? make();
    kept.delete(key);
    kept.set(key, value);
    value.catch(() => kept.delete(key));
    for (const oldest of [...kept.keys()].slice(0, -size)) kept.delete(oldest);
    return value;
  };
}
