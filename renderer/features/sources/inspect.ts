import { newId } from '#contract/ids';
import type { ImportProgress, SourceReadOptions } from '#contract/rpc/source-reading';
import type { AddSource, Inspection } from '#contract/rpc/sources';
import { client } from '../../app/client.ts';
import { followProgress } from './follow-progress.ts';

type Request = Omit<AddSource, 'attestation' | 'importId'>;

/** Options that are guessed from the rows, and change what the rows mean. */
const proposed = [
  'unit',
  'firstFrame',
  'metresPerUnit',
] as const satisfies readonly (keyof SourceReadOptions)[];

/** The request with what the inspection guessed from the rows; undefined where it guessed nothing new. */
export function withGuess(request: Request, { guess }: Pick<Inspection, 'guess'>): Request | undefined {
  const said = request.readOptions ?? {};
  const fresh = proposed.filter((name) => guess[name] !== undefined && said[name] === undefined);
  if (fresh.length === 0) return undefined;
  const guessed = Object.fromEntries(fresh.map((name) => [name, guess[name]]));
  return { ...request, readOptions: { ...said, ...guessed } };
}

async function inspectOnce(
  request: Request,
  onProgress: (progress: ImportProgress | undefined) => void,
  signal: AbortSignal,
): Promise<Inspection> {
  const importId = newId();
  const over = followProgress(importId, onProgress, signal);
  // An inspection that nobody waits for any more is not to hold up the next.
  const stop = (): void => void client.sources.cancelImport({ importId }).catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await client.sources.inspect({ ...request, importId }, { signal });
  } finally {
    signal.removeEventListener('abort', stop);
    over();
    onProgress(undefined);
  }
}

/** What an import would do, read as the request says and, beyond that, as the rows look: what is seen is then what is imported. */
export async function inspect(
  request: Request,
  onProgress: (progress: ImportProgress | undefined) => void,
  signal: AbortSignal,
): Promise<Inspection> {
  const first = await inspectOnce(request, onProgress, signal);
  const better = withGuess(request, first);
  return better === undefined ? first : inspectOnce(better, onProgress, signal);
}
