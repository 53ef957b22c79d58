import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test as base } from '@playwright/test';
import type { WorkstationClient } from '#contract/rpc/contract';
import type { LoopbackApp } from '#tools/loopback-app';
import { connectClient, startLoopbackApp } from '#tools/loopback-app';

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
      app = await startLoopbackApp({ workspaceFolder, env });
    },
    async kill() {
      await running().kill();
      app = undefined;
    },
    async start() {
      app = await startLoopbackApp({ workspaceFolder, env });
    },
  };
  return { fixture, stop: async () => app?.stop() };
}

async function tempFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'aftertrack-e2e-'));
}

/** Runs a workstation until its sample's job is done, so that each test can begin from a copy. */
async function prepareSample(folder: string): Promise<void> {
  const app = await startLoopbackApp({ workspaceFolder: folder });
  const { client, close } = await connectClient(app);
  for (;;) {
    const sample = await client.system.sample();
    if (sample.state === 'failed') throw new Error(`The sample failed: ${sample.message ?? sample.step}`);
    if (sample.state === 'ready') break;
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
  }
  await client.system.setPreference({ key: 'welcomed', value: 'yes' });
  close();
  await app.stop();
}

interface Fixtures {
  /** With the sample processed and the welcome behind it. */
  readonly app: AppFixture;
  /** At its very first start: the sample is made while one looks. */
  readonly freshApp: AppFixture;
  /** Without the sample. */
  readonly emptyApp: AppFixture;
}

interface WorkerFixtures {
  readonly sampleWorkspace: string;
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

export const test = base.extend<Fixtures, WorkerFixtures>({
  sampleWorkspace: [
    // Playwright reads this pattern to know what is needed; it may not be left out.
    async ({ browserName: _browserName }, use) => {
      const folder = await tempFolder();
      await prepareSample(folder);
      await use(folder);
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  app: async ({ sampleWorkspace }, use) => {
    await provide((folder) => cp(sampleWorkspace, folder, { recursive: true }), {}, use);
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
