import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const commandNames = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge',
  'brave-browser',
];
const fixedPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Absent and not executable are the same answer here. */
function isExecutable(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return (
    stats !== undefined && stats.isFile() && (process.platform === 'win32' || (stats.mode & 0o111) !== 0)
  );
}

/** A Chromium-family browser that can show a page as a window of its own; `AFTERTRACK_CHROMIUM` names one. */
export function findBrowser(): string | undefined {
  const named = process.env['AFTERTRACK_CHROMIUM'];
  if (named !== undefined) return existsSync(named) ? named : undefined;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const onPath = folders
    .flatMap((folder) => commandNames.map((name) => join(folder, name)))
    .find(isExecutable);
  return onPath ?? fixedPaths.find((path) => existsSync(path));
}

function hasScreen(): boolean {
  if (process.platform !== 'linux') return true;
  return process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined;
}

/**
 * Opens `url` as an app window with a profile of its own under `profileFolder`. Resolves false, without a window, where there
 * is no screen, no such browser, or it was not wanted (`AFTERTRACK_OPEN=0`).
 */
export function openAppWindow(url: string, profileFolder: string): boolean {
  const browser = process.env['AFTERTRACK_OPEN'] === '0' || !hasScreen() ? undefined : findBrowser();
  if (browser === undefined) return false;
  const args = [
    `--app=${url}`,
    `--user-data-dir=${profileFolder}`,
    '--window-size=1440,900',
    '--no-first-run',
  ];
  // Chromium refuses to run as root with its sandbox.
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  const child = spawn(browser, args, { detached: true, stdio: 'ignore' });
  child.once('error', (fault) =>
    process.stderr.write(`The browser could not be started: ${fault.message}\n`),
  );
  child.unref();
  return true;
}
