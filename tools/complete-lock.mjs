// Enters into package-lock.json the optional packages of other machines that npm left out.
//
// `npm install` locks a platform's package only when the registry it asks has it. A lockfile that was made against a
// partial mirror therefore makes `npm ci` refuse ("Missing: … from lock file"). This adds what is missing, with the
// exact version its parent asks for and the machine its name tells. Run it after every change of a dependency.
// Usage: node tools/complete-lock.mjs [LOCKFILE]
import { readFileSync, writeFileSync } from 'node:fs';

const systems = new Set([
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'win32',
]);
const processors = new Set(['arm', 'arm64', 'ia32', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']);

/** The `os`, `cpu` and `libc` that a package name such as `@biomejs/cli-linux-arm64-musl` tells. */
function machineOf(name) {
  const words = name.split('/').pop().split('-');
  const os = words.find((word) => systems.has(word));
  const cpu = words.find((word) => processors.has(word));
  if (cpu === undefined) return undefined;
  if (os === undefined) return { cpu: [cpu] };
  const musl = words.some((word) => word.startsWith('musl'));
  return { cpu: [cpu], ...(os === 'linux' ? { libc: [musl ? 'musl' : 'glibc'] } : {}), os: [os] };
}

function missing(packages) {
  return Object.entries(packages).flatMap(([path, parent]) =>
    Object.entries(parent.optionalDependencies ?? {})
      .filter(([name]) => !packages[`${path}/node_modules/${name}`] && !packages[`node_modules/${name}`])
      .map(([name, version]) => ({ name, version, dev: parent.dev === true })),
  );
}

const file = process.argv[2] ?? new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
const unknown = [];
let added = 0;
for (const { name, version, dev } of missing(lock.packages)) {
  const machine = machineOf(name);
  if (machine === undefined || !/^\d+\.\d+\.\d+/.test(version)) {
    unknown.push(`${name}@${version}`);
    continue;
  }
  lock.packages[`node_modules/${name}`] = { version, ...(dev ? { dev } : {}), optional: true, ...machine };
  added += 1;
}
lock.packages = Object.fromEntries(
  Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')),
);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${added} packages of other machines added to the lockfile.\n`);
if (unknown.length > 0) {
  process.stdout.write(`Not understood, add by hand: ${unknown.join(', ')}\n`);
  process.exitCode = 1;
}
