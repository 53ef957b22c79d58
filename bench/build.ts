import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { root, toolScript } from '#tools/process';

/** Builds the processes that run jobs and imports as the workstation is built, into `dist/bench`. */
export async function buildBench(): Promise<void> {
  const args = [toolScript('vite'), 'build', '-c', 'vite.bench.ts', '--logLevel', 'warn'];
  await promisify(execFile)(process.execPath, args, {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
  });
}
