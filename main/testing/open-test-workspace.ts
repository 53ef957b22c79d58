import { join } from 'node:path';
import { openWorkspace, type Workspace } from '../workspace.ts';

/** The whole workstation over a folder, without a window and without the sample. */
export function openTestWorkspace(workspaceFolder: string): Promise<Workspace> {
  return openWorkspace({
    kind: 'cli',
    workspaceFolder,
    resourcesFolder: join(workspaceFolder, 'resources'),
    rendererFolder: join(workspaceFolder, 'renderer'),
    openExternal: () => Promise.resolve(false),
  });
}
