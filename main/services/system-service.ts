import { statfs } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { refuse } from '#contract/errors';
import type { Host } from '#contract/ports/host';
import type { Store } from '#main/store/store';
import { answer } from './answer.ts';
import type { CurrentReviewer } from './current-reviewer.ts';
import { reviewerPreference } from './current-reviewer.ts';
import { resolveExport } from './export-folder.ts';
import type { SampleService } from './sample-service.ts';
import { sampleProcedures } from './sample-service.ts';
import type { Services } from './services.ts';

export interface SystemDeps {
  readonly host: Host;
  readonly store: Store;
  readonly sample: SampleService;
  readonly version: string;
  readonly current: CurrentReviewer;
}

async function describe({ host, version, current: { reviewer } }: SystemDeps) {
  const { bavail, bsize } = await statfs(host.workspaceFolder);
  return {
    version,
    host: host.kind,
    workspaceFolder: host.workspaceFolder,
    freeBytes: bavail * bsize,
    reviewerId: reviewer.reviewerId,
    deviceId: reviewer.deviceId,
    threads: availableParallelism(),
  };
}

/** The workstation itself: what it is, its sample, its preferences, its folders. */
export function createSystemService(deps: SystemDeps): Services['system'] {
  const { host, store, current } = deps;
  return {
    ...sampleProcedures(deps.sample),
    info: () => answer(() => describe(deps)),
    preferences: () => answer(() => store.run('preferences.list', undefined)),
    setPreference: (input) =>
      answer(async () => {
        await store.run('preferences.set', input);
        if (input.key === reviewerPreference) current.rename(input.value);
      }),
    async openFolder({ folder, name }) {
      const base = folder === 'exports' ? join(host.workspaceFolder, 'exports') : host.workspaceFolder;
      const target = name === undefined ? base : resolveExport(base, name);
      if (target === undefined)
        return refuse('not_allowed', 'This folder is not in the workspace.', { field: 'name' });
      return answer(() => host.openExternal(target));
    },
  };
}
