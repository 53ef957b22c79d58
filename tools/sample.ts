import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';
import { z } from 'zod';
import { findChromium, installChromium } from './chromium.ts';
import { root, say } from './process.ts';

const pageFolder = join(root, 'tools', 'sample');
const builtFolder = join(root, 'dist', 'sample');
const clipPath = join(root, 'resources', 'sample', 'plaza.mp4');

/** Serves the built page on this machine only; returns its address and how to stop it. */
async function servePage(): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  await build({
    root: pageFolder,
    configFile: false,
    logLevel: 'warn',
    build: { outDir: builtFolder, emptyOutDir: true, target: 'chrome120' },
  });
  const server = await preview({
    root: pageFolder,
    configFile: false,
    logLevel: 'warn',
    build: { outDir: builtFolder },
    preview: { host: '127.0.0.1', port: 0 },
  });
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('The page that paints the clip could not be served.');
  return { url, close: () => server.close() };
}

/** Paints and encodes the clip in a real browser and writes it, or the still pictures named by number, to a folder. */
async function paintSample(stills: readonly number[], folder: string): Promise<void> {
  const browserPath = findChromium() ?? (await installChromium());
  if (browserPath === undefined)
    throw new Error('Painting the clip needs a Chromium, and none could be found.');
  const page = await servePage();
  const browser = await chromium.launch({
    executablePath: browserPath.path,
    env: { ...process.env, ...browserPath.env },
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const tab = await browser.newPage();
    tab.on('pageerror', (error) => say(error.stack ?? error.message));
    await tab.goto(page.url);
    const call = async (expression: string): Promise<Buffer> =>
      Buffer.from(z.base64().parse(await tab.evaluate(expression)), 'base64');
    mkdirSync(folder, { recursive: true });
    for (const frame of stills)
      writeFileSync(join(folder, `picture-${frame}.png`), await call(`makeStill(${frame})`));
    if (stills.length > 0) return;
    const clip = await call('makeClip()');
    writeFileSync(clipPath, clip);
    say(`Wrote ${clipPath}, ${clip.length} bytes.`);
  } finally {
    await browser.close();
    await page.close();
  }
}

// `npm run sample` makes the clip; `npm run sample -- FOLDER 10 900` paints pictures 10 and 900 into a folder.
const [folder, ...numbers] = process.argv.slice(2);
await paintSample(numbers.map(Number), folder ?? join(root, 'resources', 'sample'));
