import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from './process.ts';

const bootstrap = pathToFileURL(join(root, 'tools/bootstrap.mjs')).href;
let folder = '';

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'bootstrap-')));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a script as the bootstrap does once everything is installed. */
function start(text: string, args: readonly string[]): ChildProcess {
  const script = join(folder, 'script.mjs');
  writeFileSync(script, text);
  const call = [relative(root, script), args, folder].map((value) => JSON.stringify(value)).join(', ');
  const program = `import { runScript } from ${JSON.stringify(bootstrap)}; runScript(${call});`;
  return spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function firstLine(child: ChildProcess): Promise<string> {
  const chunks: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  while (!Buffer.concat(chunks).includes('\n')) {
    if (child.stdout === null) break;
    await once(child.stdout, 'data');
  }
  return Buffer.concat(chunks).toString('utf8').trim();
}

test("runs the script under the project's Node, with its folder and arguments, and ends with its exit code", async () => {
  const child = start(
    'console.log(process.version, process.cwd(), ...process.argv.slice(2)); process.exitCode = 5;',
    ['a', 'b c'],
  );
  const closed = once(child, 'close');
  expect(await firstLine(child)).toBe(`${process.version} ${folder} a b c`);
  expect(await closed).toEqual([5, null]);
});

test.skipIf(process.platform === 'win32')('hands a signal on and ends as the script ends', async () => {
  const child = start(
    "process.on('SIGTERM', () => process.exit(7)); setInterval(() => {}, 1000); console.log('up');",
    [],
  );
  const closed = once(child, 'close');
  await firstLine(child);
  child.kill('SIGTERM');
  expect(await closed).toEqual([7, null]);
});

test.skipIf(process.platform === 'win32')(
  'a script that dies of a signal ends with 128 and its number',
  async () => {
    const child = start("console.log('up'); process.kill(process.pid, 'SIGKILL');", []);
    expect(await once(child, 'close')).toEqual([137, null]);
  },
);
