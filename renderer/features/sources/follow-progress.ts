import type { ImportProgress } from '#contract/rpc/source-reading';
import { client } from '../../app/client.ts';

async function follow(
  importId: string,
  onProgress: (progress: ImportProgress) => void,
  signal: AbortSignal,
): Promise<void> {
  const changes = await client.sources.progress({ importId }, { signal });
  for await (const progress of changes) if (!signal.aborted) onProgress(progress);
}

/** Tells how far the import or inspection of this id is, until the returned function is called or `signal` aborts. */
export function followProgress(
  importId: string,
  onProgress: (progress: ImportProgress) => void,
  signal?: AbortSignal,
): () => void {
  const stop = new AbortController();
  const over = (): void => stop.abort();
  signal?.addEventListener('abort', over, { once: true });
  // The call that is followed says what went wrong; without its progress it is only less in sight.
  follow(importId, onProgress, stop.signal).catch(() => undefined);
  return over;
}
