import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { findChromium } from './tools/chromium.ts';

const found = findChromium();
const home = join(import.meta.dirname, 'dist', 'e2e-home');
const flags = ['--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'];
// Chromium's sandbox refuses to run as root, as in most containers.
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

function inherited(): Record<string, string> {
  const entries = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(entries);
}

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'dist/e2e',
  reporter: [['list'], ['./tools/playwright-tally.ts']],
  globalSetup: './e2e/prepare.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  use: {
    locale: 'en-US',
    launchOptions: {
      args: [...flags, ...sandbox],
      env: { ...inherited(), ...found?.env, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home },
      ...(found === undefined ? {} : { executablePath: found.path }),
    },
  },
});
