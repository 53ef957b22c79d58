import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { root } from '../process.ts';

/** A screen to take a picture of: where it is, and what to do there first. */
export interface Shot {
  readonly name: string;
  /** Behind the `#`. */
  readonly path: string;
  readonly act?: (page: Page) => Promise<void>;
}

/** What axe says against a screen. */
export interface Complaint {
  readonly screen: string;
  readonly serious: boolean;
  readonly text: string;
}

export const shotsFolder = join(root, 'docs', 'screens');

/** Waits until nothing is fetched, read or moved any more. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
  await page.waitForTimeout(400);
}

async function complaintsOf(page: Page, screen: string): Promise<readonly Complaint[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, impact, help, nodes }) => ({
    screen,
    serious: impact === 'serious' || impact === 'critical',
    text: `${impact ?? ''} ${id}: ${help} (${nodes.map(({ target }) => target.join(' ')).join(', ')})`,
  }));
}

/** Takes the pictures in one theme and asks axe about each. */
export async function takeShots(
  page: Page,
  origin: string,
  theme: 'dark' | 'light',
  shots: readonly Shot[],
): Promise<readonly Complaint[]> {
  const complaints: Complaint[] = [];
  for (const { name, path, act } of shots) {
    await page.goto(`${origin}/#${path}`);
    await page.reload();
    await settle(page);
    await act?.(page);
    await settle(page);
    const file = `${name}-${theme}`;
    await page.screenshot({ path: join(shotsFolder, `${file}.png`), animations: 'disabled', caret: 'hide' });
    complaints.push(...(await complaintsOf(page, file)));
  }
  return complaints;
}
