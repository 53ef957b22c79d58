import { create } from 'zustand';
import type { Problem } from '#contract/errors';
import { newId } from '#contract/ids';
import type { ImportProgress } from '#contract/rpc/source-reading';
import type { AddSource } from '#contract/rpc/sources';
import { client } from '../../app/client.ts';
import { asProblem } from '../../app/problem.ts';
import { refreshProject } from '../../app/queries.ts';
import { navigate, parseRoute } from '../../app/router.ts';
import { clearDraft } from './draft.ts';
import { followProgress } from './follow-progress.ts';

/** The import of this window: it goes on while other screens are looked at. */
export interface Importing {
  readonly state: 'idle' | 'running' | 'stopping' | 'stopped' | 'failed';
  readonly importId?: string;
  readonly progress?: ImportProgress;
  readonly problem?: Problem;
}

export const useImporting = create<Importing>(() => ({ state: 'idle' }));

/** True while files are being taken in, to the end of a cancel. */
export function isImporting({ state }: Importing): boolean {
  return state === 'running' || state === 'stopping';
}

/** What follows from the answer that refused an import. */
export function afterRefusal(problem: Problem): Importing {
  return problem.code === 'cancelled' ? { state: 'stopped' } : { state: 'failed', problem };
}

/** Imports a source; when it is in, the draft is forgotten and the source shown, unless another screen is looked at. */
export async function startImport(request: Omit<AddSource, 'importId'>): Promise<void> {
  if (isImporting(useImporting.getState())) return;
  const importId = newId();
  useImporting.setState({ state: 'running', importId }, true);
  const over = followProgress(importId, (progress) => useImporting.setState({ progress }));
  try {
    const source = await client.sources.add({ ...request, importId });
    await refreshProject(request.projectId);
    useImporting.setState({ state: 'idle' }, true);
    if (parseRoute(window.location.hash).screen === 'add-source')
      navigate({ screen: 'sources', sourceId: source.id });
    clearDraft();
  } catch (error) {
    useImporting.setState(afterRefusal(asProblem(error)), true);
  } finally {
    over();
  }
}

/** Stops the running import; nothing of it is kept. */
export async function stopImport(): Promise<void> {
  const { importId, state } = useImporting.getState();
  if (state !== 'running' || importId === undefined) return;
  useImporting.setState({ state: 'stopping' });
  try {
    const { cancelled } = await client.sources.cancelImport({ importId });
    // Too late to stop: the answer of the import itself comes next.
    if (!cancelled && useImporting.getState().state === 'stopping')
      useImporting.setState({ state: 'running' });
  } catch (error) {
    useImporting.setState({ state: 'running', problem: asProblem(error) });
  }
}

/** Forgets how the last import ended. */
export function forgetImport(): void {
  if (!isImporting(useImporting.getState())) useImporting.setState({ state: 'idle' }, true);
}
