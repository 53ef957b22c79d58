import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runNode, say, toolScript } from './process.ts';

/** Something Vite makes: from which folders, by which config file, and the file that proves it is there. */
export interface Target {
  readonly name: string;
  readonly rooms: readonly string[];
  readonly config: string;
  readonly output: string;
}

export const rendererTarget: Target = {
  name: 'renderer',
  rooms: ['contract', 'ontology', 'renderer'],
  config: 'vite.renderer.ts',
  output: 'dist/renderer/index.html',
};

/** What Electron runs besides the renderer: the workstation itself and the bridge. */
export const electronTargets: readonly Target[] = [
  {
    name: 'main',
    rooms: ['contract', 'ontology', 'pipeline', 'native', 'main'],
    config: 'vite.main.ts',
    output: 'dist/main/electron.js',
  },
  {
    name: 'preload',
    rooms: ['contract', 'preload'],
    config: 'vite.preload.ts',
    output: 'dist/preload/preload.cjs',
  },
];

/** The programs that tests start in processes of their own. */
export const testingTarget: Target = {
  name: 'programs for tests',
  rooms: ['contract', 'ontology', 'pipeline', 'native', 'main'],
  config: 'vite.testing.ts',
  output: 'dist/testing/cli.js',
};

/** The hash of every byte that a target is made from, tests left out. */
export function inputHash(target: Target, folder = root): string {
  const hash = createHash('sha256');
  const files = globSync(
    target.rooms.map((room) => `${room}/**/*.*`),
    { cwd: folder },
  )
    .filter((path) => !/\.test\.tsx?$/.test(path))
    .toSorted();
  // One config may build on another, so all of them count.
  const configs = globSync('vite.*.ts', { cwd: folder }).toSorted();
  for (const path of [...files, ...configs, 'package.json', 'package-lock.json'])
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(folder, path)))
      .update('\0');
  return hash.digest('hex');
}

function stampPath(target: Target): string {
  return join(root, 'dist', '.built', target.name);
}

function isFresh(target: Target, hash: string): boolean {
  const stamp = stampPath(target);
  return existsSync(join(root, target.output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
}

/** Builds a target unless its inputs are those of the last build; false when the build failed. */
export async function buildStale(target: Target): Promise<boolean> {
  const hash = inputHash(target);
  if (isFresh(target, hash)) return true;
  const startMs = Date.now();
  const args = ['build', '-c', target.config, '--logLevel', 'warn'];
  const env = { NODE_ENV: 'production' };
  const { code, output } = await runNode([toolScript('vite'), ...args], { quiet: true, env });
  const seconds = ((Date.now() - startMs) / 1000).toFixed(1);
  if (code !== 0) {
    say(`${output}\nBuilding the ${target.name} failed after ${seconds} s.`);
    return false;
  }
  mkdirSync(join(root, 'dist', '.built'), { recursive: true });
  writeFileSync(stampPath(target), hash);
  say(`Built the ${target.name} in ${seconds} s.`);
  return true;
}

if (import.meta.main) {
  let complete = true;
  for (const target of [rendererTarget, ...electronTargets])
    complete = (await buildStale(target)) && complete;
  process.exitCode = complete ? 0 : 1;
}
