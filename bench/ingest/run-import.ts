import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { unwrap } from '#contract/errors';
import { newId } from '#contract/ids';
import type { ImportProgress } from '#contract/rpc/source-reading';
import { appFolder } from '#main/hosts/folders';
import { openWorkspace } from '#main/workspace';
import { residentBytes } from '../resident.ts';
import { createProgressLog } from './progress-log.ts';

/**
 * A process of its own that opens a workspace as the workstation does, looks at a file and imports it, or cancels the import once
 * it is well into the phase `cancel`; prints what happened as a line of JSON.
 */
const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: '' },
    file: { type: 'string', default: '' },
    cancel: { type: 'string' },
  },
});
const { folder, file, cancel } = values;
const workspace = await openWorkspace({
  kind: 'cli',
  workspaceFolder: folder,
  resourcesFolder: join(appFolder(), 'resources'),
  rendererFolder: join(appFolder(), 'dist', 'renderer'),
  openExternal: () => Promise.resolve(false),
});
const { projects, sources } = workspace.services;

/** What lies in the folders in which imports put files. */
function leftBehind(): readonly string[] {
  return ['cache', 'objects'].flatMap((name) => {
    const path = join(folder, name);
    if (!existsSync(path)) return [];
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() || name === 'cache')
      .map((entry) => join(entry.parentPath, entry.name));
  });
}

async function cleared(): Promise<void> {
  while (leftBehind().length > 0) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** How far into a phase an import is cancelled, as a share of the whole; a phase that is not named, as soon as it begins. */
const into: Readonly<Record<string, number>> = { copying: 0.1, reading: 0.22, sorting: 0.06, writing: 0.06 };

function createCanceller(importId: string, phase: string | undefined) {
  let beganAt: number | undefined;
  let askedMs: number | undefined;
  return {
    async see(state: ImportProgress): Promise<void> {
      if (state.phase !== phase || askedMs !== undefined) return;
      beganAt ??= state.share;
      if (state.share - beganAt < (into[state.phase] ?? 0)) return;
      askedMs = performance.now();
      await sources.cancelImport({ importId });
    },
    since: (): number => performance.now() - (askedMs ?? Number.NaN),
  };
}

const project = unwrap(await projects.create({ name: 'Ingest' }));
const files = [{ kind: 'path' as const, role: 'tracks' as const, path: file }];
unwrap(await sources.inspect({ projectId: project.id, name: 'large', files, fps: 25 }));
const importId = newId();
const log = createProgressLog(file);
const canceller = createCanceller(importId, cancel);
const before = process.cpuUsage();
const startMs = performance.now();
const adding = sources.add({ importId, projectId: project.id, name: 'large', files, fps: 25 });
const followed = (async () => {
  for await (const state of sources.progress({ importId }, new AbortController().signal)) {
    log.add(state);
    await canceller.see(state);
  }
})();
const added = await adding;
const wallMs = performance.now() - startMs;
const answeredMs = canceller.since();
const told = log.told();
if (!added.ok) await cleared();
const clearedMs = canceller.since();
await followed;
const { user, system } = process.cpuUsage(before);
const listed = unwrap(await sources.list({ projectId: project.id }));
await workspace.close();
const outcome = {
  code: added.ok ? 'added' : added.error.code,
  ...(added.ok ? { tracksSha256: added.value.tracksSha256, rows: added.value.rowCount } : {}),
  ...(cancel === undefined ? {} : { answeredMs, clearedMs }),
  wallMs,
  cpuMs: (user + system) / 1000,
  peakBytes: residentBytes().peakBytes,
  told,
  sources: listed.length,
  left: leftBehind(),
};
process.stdout.write(`${JSON.stringify(outcome)}\n`);
