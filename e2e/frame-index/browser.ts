import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'vite';
import { z } from 'zod';
import { root } from '#tools/process';
import type { NumberedClip, SeenPicture } from './page.ts';

const builtFolder = join(root, 'dist', 'frame-index');
const origin = 'https://frame-index.test';
const seenSchema = z.array(z.object({ number: z.number(), timeS: z.number() }));

/** Bundles what runs in the page; once is enough for all tests. */
export async function buildPage(): Promise<void> {
  await build({
    root: join(root, 'e2e', 'frame-index'),
    configFile: false,
    logLevel: 'warn',
    build: {
      outDir: builtFolder,
      emptyOutDir: true,
      target: 'chrome120',
      lib: { entry: 'page.ts', formats: ['es'], fileName: 'page' },
    },
  });
}

/** A real browser that makes clips of numbered pictures and says what it shows of them. */
export interface ClipBrowser {
  /** Whether it makes and plays pictures coded so. */
  has(codec: NumberedClip['codec']): Promise<boolean>;
  encode(clip: NumberedClip): Promise<Buffer>;
  /** Every coded picture by WebCodecs, in presentation order. */
  decode(clip: Uint8Array): Promise<readonly SeenPicture[]>;
  /** What a video element shows after a seek to each time. */
  seek(clip: Uint8Array, mime: string, timesS: readonly number[]): Promise<readonly SeenPicture[]>;
}

/** Opens the tools in a page of a secure origin that no network serves, because WebCodecs asks for one. */
export async function openTools(page: Page): Promise<ClipBrowser> {
  const script = await readFile(join(builtFolder, 'page.js'), 'utf8');
  await page.route(`${origin}/**`, (route) =>
    route.request().url().endsWith('.js')
      ? route.fulfill({ contentType: 'text/javascript', body: script })
      : route.fulfill({
          contentType: 'text/html',
          body: '<!doctype html><script type="module" src="/page.js"></script>',
        }),
  );
  await page.goto(`${origin}/`);
  await page.waitForFunction('globalThis.seekClip !== undefined');
  const call = (name: string, ...args: readonly unknown[]): Promise<unknown> =>
    page.evaluate(`${name}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`);
  const base64 = (clip: Uint8Array): string => Buffer.from(clip).toString('base64');
  return {
    has: async (codec) => z.boolean().parse(await call('hasCodec', codec)),
    encode: async (clip) => Buffer.from(z.base64().parse(await call('encodeClip', clip)), 'base64'),
    decode: async (clip) => seenSchema.parse(await call('decodeClip', base64(clip))),
    seek: async (clip, mime, timesS) => seenSchema.parse(await call('seekClip', base64(clip), mime, timesS)),
  };
}
