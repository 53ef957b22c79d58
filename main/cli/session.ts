import { join } from 'node:path';
import type { Host } from '#contract/ports/host';
import { appFolder, workspaceFolder } from '#main/hosts/folders';
import type { Workspace } from '#main/workspace';
import { openWorkspace } from '#main/workspace';

function cliHost(): Host {
  const folder = appFolder();
  return {
    kind: 'cli',
    workspaceFolder: workspaceFolder(),
    resourcesFolder: join(folder, 'resources'),
    rendererFolder: join(folder, 'dist', 'renderer'),
    openExternal: () => Promise.resolve(false),
  };
}

/** Opens the workspace for one command and closes it again, whatever happened. */
export async function withWorkspace<T>(work: (workspace: Workspace) => Promise<T>): Promise<T> {
  const workspace = await openWorkspace(cliHost());
  try {
    return await work(workspace);
  } finally {
    await workspace.close();
  }
}
