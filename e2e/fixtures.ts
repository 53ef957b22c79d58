import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test as base } from '@playwright/test';
import type { WorkstationClient } from '#contract/rpc/contract';
import { builtProgram } from '#main/testing/built-program';
import type { LoopbackApp } from '#tools/loopback-app';
import { connectClient, startLoopbackApp } from '#tools/loopback-app';
import { copySample } from './sample-workspace.ts';

/** A workstation under test, in a workspace of its own. */
export interface AppFixture {
  /** A link that opens it once. */
  url(): Promise<string>;
  readonly origin: string;
  readonly workspaceFolder: string;
  /** Stops it and starts it again on the same workspace; the address changes. */
  restart(): Promise<void>;
  /** SIGKILL, and no start after it. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

const program = builtProgram('loopback');

function makeFixture(workspaceFolder: string, env: Readonly<Record<string, string>>) {
  let app: LoopbackApp | undefined;
  const running = () => {
    if (app === undefined) throw new Error('The workstation is not running.');
    return app;
  };
  const fixture: AppFixture = {
    url: () => running().link(),
    get origin() {
      return running().origin;
    },
    workspaceFolder,
    async restart() {
      await running().stop();
      app = await startLoopbackApp({ workspaceFolder, env, program });
    },
    async kill() {
      await running().kill();
      app = undefined;
    },
    async start() {
      app = await startLoopbackApp({ workspaceFolder, env, program });
    },
  };
  return { fixture, stop: async () => app?.stop() };
}

async function tempFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'aftertrack-e2e-'));
}

interface Fixtures {
  /** With the sample processed and the welcome behind it. */
  readonly app: AppFixture;
  /** At its very first start: the sample is made while one looks. */
  readonly freshApp: AppFixture;
  /** Without the sample. */
  readonly emptyApp: AppFixture;
}

async function provide(
  fill: (folder: string) => Promise<void>,
  env: Readonly<Record<string, string>>,
  runTest: (app: AppFixture) => Promise<void>,
): Promise<void> {
  const folder = await tempFolder();
  await fill(folder);
  const { fixture, stop } = makeFixture(folder, env);
  await fixture.start();
  await runTest(fixture);
  await stop();
  await rm(folder, { recursive: true, force: true });
}

const nothing = () => Promise.resolve();

export const test = base.extend<Fixtures>({
  // Playwright reads this pattern to know what is needed; it may not be left out.
  app: async ({ browserName: _browserName }, use) => {
    await provide(copySample, {}, use);
  },
  freshApp: async ({ browserName: _browserName }, use) => {
    await provide(nothing, {}, use);
  },
  emptyApp: async ({ browserName: _browserName }, use) => {
    await provide(nothing, { AFTERTRACK_SAMPLE: '0' }, use);
  },
});

/** Opens the workstation in the page, through a link of its own, at `hash` (as `#/jobs`). */
export async function openPage(page: Page, app: AppFixture, hash = '#/'): Promise<void> {
  await page.goto(await app.url());
  await expect(page.getByRole('navigation', { name: 'Areas' })).toBeVisible();
  await page.goto(`${app.origin}/${hash}`);
}

/** Asks the running workstation something, beside the page. */
export async function withClient<T>(
  app: AppFixture,
  ask: (client: WorkstationClient) => Promise<T>,
): Promise<T> {
  const { client, close } = await connectClient({ origin: app.origin, link: () => app.url() });
  try {
    return await ask(client);
  } finally {
    close();
  }
}

export { expect } from '@playwright/test';
