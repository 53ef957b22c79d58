import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, test } from '@playwright/test';
import { buildStale, electronTargets, rendererTarget } from '#tools/build';
import { electronBinary } from '#tools/electron-binary';
import { root } from '#tools/process';

const binary = electronBinary();
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

test.describe('under Electron', () => {
  test.skip(binary === undefined, "Electron's program is not on this machine.");
  let workspaceFolder: string;

  test.beforeEach(async () => {
    for (const target of [rendererTarget, ...electronTargets]) expect(await buildStale(target)).toBe(true);
    workspaceFolder = await mkdtemp(join(tmpdir(), 'aftertrack-electron-'));
  });

  test.afterEach(() => rm(workspaceFolder, { recursive: true, force: true }));

  test('the sample is made, the first candidate opens, and the page has no Node', async () => {
    const app = await _electron.launch({
      executablePath: binary ?? '',
      args: [...sandbox, root],
      env: { ...inherited(), AFTERTRACK_WORKSPACE: workspaceFolder },
    });
    const page = await app.firstWindow();
    await expect(page.locator('.queue-entry[aria-current="true"]')).toBeVisible({ timeout: 60_000 });
    expect(page.url()).toMatch(/^app:\/\/aftertrack\//);
    expect(
      await page.evaluate(() => ['require', 'process', 'module'].filter((name) => name in globalThis)),
    ).toEqual([]);
    expect(await page.evaluate(() => JSON.stringify(Reflect.get(globalThis, 'aftertrackHost')))).toBe(
      '{"kind":"electron"}',
    );
    await app.close();
  });
});

function inherited(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
