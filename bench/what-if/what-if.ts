import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { problem, raise } from '#contract/errors';
import { findChromium } from '#tools/chromium';
import { startLoopbackApp } from '#tools/loopback-app';
import { say } from '#tools/process';
import { markdownTable } from '#tools/quality/section';
import { makeWorkspaceOf } from '../jobs/field-workspace.ts';
import { makeRoom } from '../workload.ts';

const ontology = `ontology: plaza
version: 1.0.0
space: metric
says: People who stand together in a room.

classes:
  player: [player]

params:
  near: { value: 3 m, range: [1 m, 29 m], says: "how near two stand who talk" }
  slow: { value: 0.4 m/s, range: [0.1 m/s, 1.2 m/s], says: "how slowly those move who stand" }
  hold: { value: 1 s, range: [0.2 s, 5 s], says: "how long they stand at least" }

events:
  talks:
    kind: interaction
    roles: { actor: player, other: player, symmetric: true }
    starts: the first frame in which both stand near each other
    ends: the first frame in which one of them leaves
    when: >-
      distance(actor, other) < $near and speed(actor) < $slow and speed(other) < $slow
      and approach_speed(actor, other) < 0.3 m/s, gaps <= 0.3 s, for >= $hold
`;

const parameters = ['near', 'slow', 'hold'] as const;

/** What one move of the slider took, and how many candidates there were then. */
interface Moved {
  readonly engineMs: number;
  readonly shownMs: number;
}

/** Drags the slider of a parameter over its range and back, and waits at each step until the timeline shows it. */
function drag(page: Page, name: string, steps: number): Promise<readonly Moved[]> {
  return page.evaluate(
    async ([label, count]) => {
      const slider = document.querySelector<HTMLInputElement>(`input[type=range][aria-label=${label}]`);
      const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
      if (slider === null || value === undefined) return [];
      const [low, high] = [Number(slider.min), Number(slider.max)];
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      const moved: { engineMs: number; shownMs: number }[] = [];
      for (let step = 1; step <= count; step += 1) {
        const share = Math.abs((((2 * step) / count) % 2) - 1);
        const startMs = performance.now();
        value.set?.call(slider, String(low + (1 - share) * (high - low) * 0.5));
        slider.dispatchEvent(new Event('input', { bubbles: true }));
        let strip = document.querySelector<HTMLElement>('[data-shown]');
        while (strip?.dataset['shown'] !== String(Number(slider.value))) {
          await frame();
          strip = document.querySelector<HTMLElement>('[data-shown]');
        }
        await frame();
        moved.push({ engineMs: Number(strip.dataset['tookMs']), shownMs: performance.now() - startMs });
      }
      return moved;
    },
    [name, steps] as const,
  );
}

function quantile(values: readonly number[], share: number): string {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(0);
}

async function open(page: Page, link: string): Promise<number> {
  const startMs = performance.now();
  await page.goto(link);
  await page.goto(`${new URL(link).origin}/#/ontology`);
  await page.getByRole('slider', { name: 'near' }).waitFor({ timeout: 60_000 });
  await page.locator('[data-shown]').waitFor({ timeout: 120_000 });
  return performance.now() - startMs;
}

async function measure(folder: string, rounds: number): Promise<string> {
  const browserPath = findChromium();
  if (browserPath === undefined) return raise(problem('not_found', 'There is no Chromium to measure in.'));
  await makeWorkspaceOf(folder, { tracks: makeRoom(), ontology, zones: [] });
  const app = await startLoopbackApp({ workspaceFolder: folder, env: { AFTERTRACK_SAMPLE: '0' } });
  const browser = await chromium.launch({
    executablePath: browserPath.path,
    env: { ...process.env, ...browserPath.env },
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const openedMs = await open(page, await app.link());
    const rows: (readonly string[])[] = [];
    for (const name of parameters) {
      await drag(page, name, 8);
      const moved = await drag(page, name, 20 * rounds);
      const engine = moved.map(({ engineMs }) => engineMs);
      const shown = moved.map(({ shownMs }) => shownMs);
      rows.push([
        `\`${name}\``,
        String(moved.length),
        quantile(engine, 0.5),
        quantile(engine, 0.95),
        quantile(shown, 0.5),
        quantile(shown, 0.95),
      ]);
      say(rows.at(-1)?.join(' ') ?? '');
    }
    const heads = ['moved', 'steps', 're-evaluation, ms', 'p95', 'until the timeline shows it, ms', 'p95'];
    return [
      markdownTable(heads, rows),
      '',
      `Eleven people for an hour at 30 Hz: 55 pairs, ${((55 * 108_000) / 1e6).toFixed(1)} million samples. The sliders are dragged in Chromium over half of their range and back. Opening the screen and the source, features computed, took ${(openedMs / 1000).toFixed(1)} s.`,
    ].join('\n');
  } finally {
    await browser.close();
    await app.stop();
  }
}

/** The table of what-if: each slider of a rule over pairs, dragged in a real browser. */
export async function whatIfSection(rounds: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'aftertrack-what-if-'));
  try {
    return await measure(folder, rounds);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
