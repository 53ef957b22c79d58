import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import type { WorkstationClient } from '#contract/rpc/contract';
import { buildStale, rendererTarget } from './build.ts';
import { findChromium, installChromium } from './chromium.ts';
import { connectClient, startLoopbackApp } from './loopback-app.ts';
import { say } from './process.ts';
import { shotsFolder, takeShots, type Complaint, type Shot } from './screens/capture.ts';
import { prepareScene, waitForSample, type Scene } from './screens/prepare.ts';

const themes = ['dark', 'light'] as const;

/** Stops the looping clip, and waits until the picture of the playhead is the one in sight. */
async function holdPicture(page: Page): Promise<void> {
  await page.getByTestId('shown-frame').waitFor({ state: 'attached' });
  await page.keyboard.press('k');
  await page.waitForFunction(() => {
    const frameOf = (id: string) =>
      document.querySelector(`[data-testid="${id}"]`)?.getAttribute('data-frame');
    return frameOf('shown-frame') !== null && frameOf('shown-frame') === frameOf('playhead');
  });
}

function shotsOf({ candidateId, blockedId, files }: Scene): readonly Shot[] {
  return [
    { name: 'home', path: '/' },
    { name: 'review', path: `/review/${candidateId}`, act: holdPicture },
    { name: 'blocked', path: `/review/${blockedId}` },
    { name: 'sources', path: '/sources' },
    {
      name: 'add-source',
      path: '/sources/new',
      act: async (page) => {
        await page.locator('input[type=file]').setInputFiles([...files]);
        await page.getByText(/rows load, .* in quarantine/).waitFor();
      },
    },
    { name: 'jobs', path: '/jobs' },
    { name: 'ontology', path: '/ontology' },
    { name: 'events', path: '/events' },
    { name: 'datasets', path: '/datasets' },
    { name: 'settings', path: '/settings' },
  ];
}

async function inBothThemes(
  client: WorkstationClient,
  take: (theme: (typeof themes)[number]) => Promise<readonly Complaint[]>,
): Promise<readonly Complaint[]> {
  const complaints: Complaint[] = [];
  for (const theme of themes) {
    await client.system.setPreference({ key: 'theme', value: theme });
    complaints.push(...(await take(theme)));
  }
  return complaints;
}

async function openPage(link: string): Promise<{ readonly page: Page; readonly close: () => Promise<void> }> {
  const found = findChromium() ?? (await installChromium());
  if (found === undefined) throw new Error('The pictures need a Chromium, and none could be found.');
  const browser = await chromium.launch({
    executablePath: found.path,
    env: { ...process.env, ...found.env },
    args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(link);
  return { page, close: () => browser.close() };
}

async function takeAll(folder: string): Promise<readonly Complaint[]> {
  const app = await startLoopbackApp({ workspaceFolder: join(folder, 'workspace') });
  const { client, close } = await connectClient(app);
  const browser = await openPage(await app.link());
  try {
    await client.system.setPreference({ key: 'welcomed', value: 'yes' });
    const projectId = await waitForSample(client);
    const first = await inBothThemes(client, (theme) =>
      takeShots(browser.page, app.origin, theme, [{ name: 'first-run', path: '/' }]),
    );
    const scene = await prepareScene(client, projectId, join(folder, 'inputs'));
    const rest = await inBothThemes(client, (theme) =>
      takeShots(browser.page, app.origin, theme, shotsOf(scene)),
    );
    return [...first, ...rest];
  } finally {
    await browser.close();
    close();
    await app.stop();
  }
}

if (!(await buildStale(rendererTarget))) throw new Error('Without the renderer there is nothing to show.');
await mkdir(shotsFolder, { recursive: true });
const folder = await mkdtemp(join(tmpdir(), 'aftertrack-screens-'));
try {
  const complaints = await takeAll(folder);
  for (const { screen, text } of complaints) say(`${screen}: ${text}`);
  const serious = complaints.filter((complaint) => complaint.serious).length;
  say(`Wrote ${shotsFolder}. axe: ${complaints.length} remarks, ${serious} of them serious or critical.`);
  process.exitCode = serious > 0 ? 1 : 0;
} finally {
  await rm(folder, { recursive: true, force: true });
}
