import { lookup } from 'node:dns/promises';
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { buildStale, electronTargets, rendererTarget } from './build.ts';
import { askedHost, chooseHost } from './choose-host.ts';
import { electronBinary, electronFolder } from './electron-binary.ts';
import { root, runForeground, runNode, say } from './process.ts';

const attemptStamp = join(root, '.cache', 'electron', 'attempted');
const attemptEveryMs = 24 * 3_600_000;
const quickAttemptMs = 20_000;
const longAttemptMs = 900_000;

async function isOnline(): Promise<boolean> {
  const answer = lookup('github.com').then(
    () => true,
    () => false,
  );
  return await Promise.race([answer, wait(1500, false, { ref: false })]);
}

function attemptedLately(): boolean {
  return existsSync(attemptStamp) && Date.now() - statSync(attemptStamp).mtimeMs < attemptEveryMs;
}

async function downloadElectron(timeoutMs: number): Promise<void> {
  say(`Downloading Electron (${timeoutMs / 1000} s at most) ...`);
  const cache = join(root, '.cache', 'electron');
  mkdirSync(cache, { recursive: true });
  writeFileSync(attemptStamp, '');
  const env = { electron_config_cache: cache };
  const { code } = await runNode([join(electronFolder, 'install.js')], { quiet: true, env, timeoutMs });
  say(code === 0 ? 'Electron is here.' : 'Electron could not be downloaded.');
}

function hasScreen(): boolean {
  if (process.platform !== 'linux') return true;
  return process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined;
}

async function mayTryQuickly(): Promise<boolean> {
  return process.env['CI'] === undefined && !attemptedLately() && (await isOnline());
}

/** Electron's program when the workstation shall open in it, after a download where that is wanted. */
async function getElectron(): Promise<string | undefined> {
  const choice = chooseHost({
    asked: askedHost(process.env['AFTERTRACK_HOST']),
    mayOpenWindow: hasScreen() && process.env['AFTERTRACK_OPEN'] !== '0',
    electronIsHere: electronBinary() !== undefined,
  });
  if (choice === 'loopback') return undefined;
  if (choice === 'download electron') await downloadElectron(longAttemptMs);
  if (choice === 'try electron' && (await mayTryQuickly())) await downloadElectron(quickAttemptMs);
  const binary = electronBinary();
  if (binary === undefined && choice === 'download electron')
    throw new Error('AFTERTRACK_HOST asks for Electron, but its program is not here. Try `npm start` alone.');
  return binary;
}

async function startElectron(binary: string, args: readonly string[]): Promise<number> {
  for (const target of electronTargets) if (!(await buildStale(target))) return 1;
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return await runForeground(binary, [...sandbox, root, ...args]);
}

/** Builds what is stale and opens the workstation: in Electron when that can be had, else in the loopback host. */
async function start(args: readonly string[]): Promise<number> {
  if (!existsSync(join(root, rendererTarget.output))) say('Building the screens (once, a few seconds) ...');
  if (!(await buildStale(rendererTarget))) return 1;
  const electron = await getElectron();
  if (electron !== undefined) return await startElectron(electron, args);
  return await runForeground(process.execPath, ['main/hosts/loopback/main.ts', ...args]);
}

try {
  process.exitCode = await start(process.argv.slice(2));
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
