import { statfs } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { err, ok, refuse, toProblem } from '#contract/errors';
import type { Result } from '#contract/errors';
import type { Host } from '#contract/ports/host';
import type { Store } from '#main/store/store';
import { resolveExport } from './export-folder.ts';
import type { SampleService } from './sample-service.ts';
import { sampleProcedures } from './sample-service.ts';
import type { Services } from './services.ts';

export interface SystemDeps {
  readonly host: Host;
  readonly store: Store;
  readonly sample: SampleService;
  readonly version: string;
  readonly deviceId: string;
  /** Who reviews: the preference `reviewer`, else the name this workspace was made with. */
  readonly reviewerId: () => Promise<string>;
}

async function attempt<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work());
  } catch (thrown) {
    return err(toProblem(thrown));
  }
}

/** The workstation itself: what it is, its sample, its preferences, its folders. */
export function createSystemService(deps: SystemDeps): Services['system'] {
  const { host, store } = deps;
  return {
    ...sampleProcedures(deps.sample),
    info: () =>
      attempt(async () => {
        const { bavail, bsize } = await statfs(host.workspaceFolder);
        return {
          version: deps.version,
          host: host.kind,
          workspaceFolder: host.workspaceFolder,
          freeBytes: bavail * bsize,
          reviewerId: await deps.reviewerId(),
          deviceId: deps.deviceId,
          threads: availableParallelism(),
        };
      }),
    preferences: () => attempt(async () => ({ ...(await store.run('preferences.list', undefined)) })),
    setPreference: (input) => attempt(() => store.run('preferences.set', input)),
    async openFolder({ folder, name }) {
      const base = folder === 'exports' ? join(host.workspaceFolder, 'exports') : host.workspaceFolder;
      const target = name === undefined ? base : resolveExport(base, name);
      if (target === undefined)
        return refuse('not_allowed', 'This folder is not in the workspace.', { field: 'name' });
      return attempt(() => host.openExternal(target));
    },
  };
}
