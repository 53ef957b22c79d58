import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

function dataFolder(): string {
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Aftertrack');
  if (process.platform === 'win32') return join(process.env['APPDATA'] ?? homedir(), 'Aftertrack');
  return join(process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'aftertrack');
}

/** Where the workspace lies: `AFTERTRACK_WORKSPACE`, else the system's folder for a program's data; the same for every host. */
export function workspaceFolder(): string {
  return process.env['AFTERTRACK_WORKSPACE'] ?? join(dataFolder(), 'workspace');
}

/** The folder that holds `package.json`, `resources/` and `dist/`, seen from the sources and from the bundle alike. */
export function appFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}
