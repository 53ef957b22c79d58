// Run by whatever Node the machine has: installs what is missing, then runs a script under the project's own Node.
// Usage: node tools/bootstrap.mjs SCRIPT [ARGUMENTS]
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const windows = process.platform === 'win32';
const ownNode = join(modules, 'node', 'bin', windows ? 'node.exe' : 'node');
const oldestNode = 20;
const tailLength = 4000;

function say(text) {
  process.stderr.write(`${text}\n`);
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    if (cause.code === 'ENOENT') return undefined;
    throw cause;
  }
}

function sameNames(left = {}, right = {}) {
  const names = Object.keys(left);
  return names.length === Object.keys(right).length && names.every((name) => left[name] === right[name]);
}

/** True when node_modules holds every package of the lockfile, in its version, and the lockfile is that of package.json. */
export function isInstalled() {
  const installed = readJson(join(modules, '.package-lock.json'))?.packages;
  const locked = readJson(join(root, 'package-lock.json'))?.packages;
  const wanted = readJson(join(root, 'package.json'));
  if (!installed || !locked || !existsSync(ownNode)) return false;
  if (!sameNames(wanted.dependencies, locked[''].dependencies)) return false;
  if (!sameNames(wanted.devDependencies, locked[''].devDependencies)) return false;
  return Object.entries(locked).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  );
}

/** Runs one quiet step of the installation; a line says how long it has been at it. */
function step(title, command, args, cwd) {
  return new Promise((resolve) => {
    const startMs = Date.now();
    const env = { ...process.env, npm_config_cache: join(root, '.cache', 'npm') };
    const child = spawn(command, args, { cwd, env, shell: windows, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-tailLength);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const elapsed = () => `${title} ${Math.round((Date.now() - startMs) / 1000)} s`;
    const every = process.stderr.isTTY ? 1000 : 10_000;
    const tick = setInterval(
      () => process.stderr.write(process.stderr.isTTY ? `\r${elapsed()} ` : `${elapsed()}\n`),
      every,
    );
    const end = (ok, text) => {
      clearInterval(tick);
      say(`${process.stderr.isTTY ? '\r' : ''}${elapsed()}, ${ok ? 'done' : 'failed'}.`);
      resolve({ ok, output: text });
    };
    child.on('error', (error) => end(false, error.message));
    child.on('close', (code) => end(code === 0, output));
  });
}

function refuse(...lines) {
  for (const line of lines) say(line);
  process.exit(1);
}

function checkMachine() {
  if (Number(process.versions.node.split('.')[0]) < oldestNode)
    refuse(
      `Aftertrack needs Node ${oldestNode} or newer to start; this is Node ${process.versions.node}.`,
      'Get it from https://nodejs.org, then run the same command again.',
    );
}

function checkNpm() {
  const npm = spawnSync('npm', ['--version'], { shell: windows, encoding: 'utf8' });
  if (npm.status !== 0)
    refuse(
      'Aftertrack installs its parts with npm, and no npm was found on this machine.',
      'It comes with Node from https://nodejs.org; some Linux systems have it as a package of its own, `npm`.',
    );
}

// Install scripts stay off (several packages would compile or download); the one that is needed runs afterwards.
const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

const clean = { title: 'Installing packages (once, about a minute)', args: ['ci', ...flags] };
const update = { title: 'Updating packages', args: ['install', '--no-save', ...flags] };

/** A fresh clone is installed by the lockfile alone; a folder that has packages already only gets what changed. */
async function installPackages() {
  const ways = existsSync(join(modules, '.package-lock.json')) ? [update, clean] : [clean, update];
  let output = '';
  for (const { title, args } of ways) {
    const result = await step(title, 'npm', args, root);
    if (result.ok) return;
    output = result.output.trim();
    if (args === ways[0].args) say(`\`npm ${args[0]}\` failed; trying another way.`);
  }
  refuse(
    output,
    '',
    'The packages could not be installed; what npm said stands above.',
    'Usually the network or the package registry cannot be reached, or the disk is full. Then run the same command again.',
  );
}

/** Puts the project's Node beside its package; the package's own install script is skipped with all the others. */
async function installNode() {
  const result = await step(
    'Installing Node 24 beside the project',
    process.execPath,
    ['installArchSpecificPackage.js'],
    join(modules, 'node'),
  );
  if (!result.ok || !existsSync(ownNode))
    refuse(
      result.output.trim(),
      '',
      `Node 24 for ${process.platform} ${process.arch} could not be installed from the package registry.`,
    );
}

/** Puts `aftertrack` and the project's Node where npx, `npm exec` and the project's scripts look for commands. */
function linkCommands() {
  const bin = join(modules, '.bin');
  mkdirSync(bin, { recursive: true });
  if (windows) {
    writeFileSync(join(bin, 'aftertrack.cmd'), '@node "%~dp0\\..\\..\\tools\\aftertrack.mjs" %*\r\n');
    return;
  }
  chmodSync(join(root, 'tools', 'aftertrack.mjs'), 0o755);
  const links = { aftertrack: '../../tools/aftertrack.mjs', node: '../node/bin/node' };
  for (const [name, target] of Object.entries(links)) {
    rmSync(join(bin, name), { force: true });
    symlinkSync(target, join(bin, name));
  }
}

/** Installs what the lockfile asks for, unless it is all there. Ends the process in plain words when that cannot be. */
export async function ensureInstalled() {
  checkMachine();
  if (isInstalled()) return;
  checkNpm();
  await installPackages();
  if (!existsSync(ownNode)) await installNode();
  linkCommands();
}

/** Runs a script of the repository under its own Node, hands signals on, and ends as the script ends. */
export function runScript(script, args, cwd) {
  const path = [join(modules, '.bin'), dirname(ownNode), process.env.PATH].join(delimiter);
  const env = { ...process.env, PATH: path };
  const child = spawn(ownNode, [join(root, script), ...args], { cwd, env, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      // A terminal sends Ctrl+C to the child itself.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  child.on('error', (error) => refuse(`The project's own Node could not be started: ${error.message}`));
  child.on('close', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [script, ...args] = process.argv.slice(2);
  if (script === undefined) refuse('Usage: node tools/bootstrap.mjs SCRIPT [ARGUMENTS]');
  await ensureInstalled();
  runScript(script, args, root);
}
