import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { toProblem } from '#contract/errors';
import type { Host } from '#contract/ports/host';
import { appFolder, workspaceFolder } from '#main/hosts/folders';
import { reportFault } from '#main/report';
import { createRouter } from '#main/rpc/router';
import { openWorkspace } from '#main/workspace';
import { openAppWindow } from './open-browser.ts';
import { startLoopback } from './server.ts';

const openers: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'open',
  win32: 'explorer',
  linux: 'xdg-open',
};

function openExternal(target: string): Promise<boolean> {
  const opener = openers[process.platform];
  if (opener === undefined) return Promise.resolve(false);
  return new Promise((resolve) => {
    const child = spawn(opener, [target], { detached: true, stdio: 'ignore' });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}

function loopbackHost(): Host {
  const folder = appFolder();
  return {
    kind: 'loopback',
    workspaceFolder: workspaceFolder(),
    resourcesFolder: join(folder, 'resources'),
    rendererFolder: join(folder, 'dist', 'renderer'),
    openExternal,
  };
}

/** Runs the workstation for this computer's own browser until it is told to stop (Ctrl+C). */
async function run(): Promise<void> {
  const host = loopbackHost();
  const workspace = await openWorkspace(host);
  const server = await startLoopback({
    serve: workspace.serve,
    router: createRouter(workspace.services, reportFault),
    port: Number(process.env['AFTERTRACK_PORT'] ?? 0),
  });
  const opened = openAppWindow(server.link(), join(host.workspaceFolder, 'cache', 'browser'));
  process.stdout.write(`Workspace ${host.workspaceFolder}\n`);
  process.stdout.write(
    opened
      ? 'A window was opened. To open another, use this link once:\n'
      : 'Open this link (it works once):\n',
  );
  process.stdout.write(`  ${server.link()}\nPress Ctrl+C to stop; Enter prints a fresh link.\n`);
  process.stdin.on('data', () => process.stdout.write(`  ${server.link()}\n`));
  process.stdin.unref?.();
  let stopping = false;
  async function stop(): Promise<void> {
    if (stopping) return;
    stopping = true;
    await server.close();
    await workspace.close();
    process.stdout.write('Stopped. Every decision is saved.\n');
    process.exit(0);
  }
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
}

try {
  await run();
} catch (thrown) {
  reportFault(toProblem(thrown));
  process.exitCode = 1;
}
