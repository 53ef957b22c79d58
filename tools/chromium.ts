import { accessSync, constants, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { chromium } from '@playwright/test';
import { root, run, runNode, say, toolScript } from './process.ts';

/** A browser of the Chromium family, and what its environment must hold for it to start. */
export interface Chromium {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
}

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge',
];
const fixedPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];
const unpackedFolder = join(root, '.cache', 'chromium');
const unpackedPath = join(unpackedFolder, 'chromium');
const libraryFolder = join(unpackedFolder, 'lib');
const packageName = '@sparticuz/chromium';
const packageVersion = '153.0.0';
const decompress = promisify(brotliDecompress);

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function onPath(): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find(isExecutable);
}

function unpacked(): Chromium | undefined {
  if (!isExecutable(unpackedPath)) return undefined;
  const libraries = [libraryFolder, process.env['LD_LIBRARY_PATH'] ?? ''].filter((path) => path !== '');
  return { path: unpackedPath, env: { LD_LIBRARY_PATH: libraries.join(delimiter) } };
}

/**
 * The browser to test in, or undefined when this machine has none: AFTERTRACK_CHROMIUM, the system's, Playwright's,
 * or the one unpacked here. Throws when AFTERTRACK_CHROMIUM names nothing that can be run.
 */
export function findChromium(): Chromium | undefined {
  const named = process.env['AFTERTRACK_CHROMIUM'];
  if (named !== undefined && named !== '') {
    if (!isExecutable(named)) throw new Error(`AFTERTRACK_CHROMIUM names ${named}, which cannot be run.`);
    return { path: named, env: {} };
  }
  const path = [onPath(), ...fixedPaths, chromium.executablePath()].find(
    (candidate) => candidate !== undefined && candidate !== '' && existsSync(candidate),
  );
  return path === undefined ? unpacked() : { path, env: {} };
}

async function installPlaywrights(): Promise<void> {
  const args = [toolScript('@playwright/test', 'playwright'), 'install', 'chromium'];
  await runNode(args, { quiet: true, timeoutMs: 180_000 });
}

async function unpackInto(path: string, packed: string): Promise<void> {
  const bytes = await decompress(await readFile(packed));
  writeFileSync(`${path}.part`, bytes, { mode: 0o755 });
  renameSync(`${path}.part`, path);
}

/** A Chromium that comes whole in an npm package, for 64-bit Linux: unpacked here, with the libraries it needs. */
async function installPackaged(): Promise<void> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return;
  mkdirSync(unpackedFolder, { recursive: true });
  writeFileSync(join(unpackedFolder, 'package.json'), '{ "private": true }\n');
  const flags = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  const npm = await run('npm', ['install', ...flags, `${packageName}@${packageVersion}`], {
    cwd: unpackedFolder,
    env: { npm_config_cache: join(root, '.cache', 'npm') },
    quiet: true,
    timeoutMs: 300_000,
  });
  if (npm.code !== 0) return;
  const packed = join(unpackedFolder, 'node_modules', packageName, 'bin');
  const libraries = join(unpackedFolder, 'libraries.tar');
  await unpackInto(libraries, join(packed, 'al2023.tar.br'));
  await run('tar', ['-xf', libraries, '-C', unpackedFolder], { quiet: true });
  await unpackInto(unpackedPath, join(packed, 'chromium.br'));
  for (const path of [libraries, join(unpackedFolder, 'node_modules')])
    rmSync(path, { recursive: true, force: true });
}

async function installFromDebian(): Promise<void> {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const args = ['install', '-y', '--no-install-recommends', 'chromium'];
  await run('apt-get', args, { quiet: true, env, timeoutMs: 300_000 });
}

/** Tries each way to get a Chromium, saying which; undefined when none worked. */
export async function installChromium(): Promise<Chromium | undefined> {
  const ways = [
    { title: "Playwright's Chromium", install: installPlaywrights },
    { title: `${packageName} from npm`, install: installPackaged },
    { title: 'the chromium package of this system', install: installFromDebian },
  ];
  for (const { title, install } of ways) {
    say(`No Chromium found; trying ${title} ...`);
    await install();
    const found = findChromium();
    if (found !== undefined) return found;
  }
  return undefined;
}
