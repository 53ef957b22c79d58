import { basename } from 'node:path';
import { FilePathSource } from 'mediabunny';
import { problem, raise } from '#contract/errors';

/** No reader that gets anywhere asks so often for the same few places without looking at others between. */
const most = { reads: 10_000, places: 64 };

/**
 * A file to read a clip from. Where mediabunny 1.61 looks in a damaged WebM for the next whole element, it may ask for the same
 * few places for ever; here that ends with a problem. `onLate` hears what fails while nobody waits.
 */
export function openGuarded(path: string, onLate: (thrown: unknown) => void): FilePathSource {
  const source = new FilePathSource(path, { handleUnhandledError: onLate });
  const read: unknown = Reflect.get(source, '_read');
  if (typeof read !== 'function') return raise(problem('internal', 'mediabunny reads in another way.'));
  const readsAt = new Map<unknown, number>();
  Reflect.set(source, '_read', (...range: readonly unknown[]): unknown => {
    const [start] = range;
    const reads = (readsAt.get(start) ?? 0) + 1;
    if (reads > most.reads)
      raise(problem('truncated_file', `${basename(path)} is damaged: its parts do not follow each other.`));
    if (readsAt.size >= most.places) readsAt.clear();
    readsAt.set(start, reads);
    return Reflect.apply(read, source, range) as unknown;
  });
  return source;
}
