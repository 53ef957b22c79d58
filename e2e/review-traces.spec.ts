import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { type AppFixture, expect, openPage, test, withClient } from './fixtures.ts';

const timeout = 20_000;
const place = /^frame [\d,]+ at \d\d:\d\d:\d\d$/;

function missing(what: string): never {
  throw new Error(`Not so: ${what}`);
}

/** A candidate of the sample whose actor begins to walk faster within the event. */
async function crossing(app: AppFixture): Promise<string> {
  return withClient(app, async (client) => {
    const project = (await client.projects.list()).find(({ sample }) => sample);
    const projectId = project?.id ?? missing('There is a sample project.');
    const { items } = await client.review.queue({ projectId, order: 'time', state: 'all' });
    const found = items.find(({ type, actors }) => type === 'crosses_road' && actors[0]?.trackId === 'p07');
    return found?.id ?? missing('Someone crosses the road.');
  });
}

/** The timeline with its traces, as their user names things. */
async function openTraces(page: Page, app: AppFixture) {
  await openPage(page, app, `#/review/${await crossing(app)}`);
  const timeline = page.getByRole('region', { name: 'Timeline' });
  const speed = timeline.getByRole('figure', { name: 'speed over time' });
  await expect(speed).toBeVisible({ timeout });
  await page.keyboard.press('k');
  return {
    timeline,
    speed,
    curve: speed.getByTestId('trace'),
    lanes: page.getByTestId('timeline'),
    playhead: page.getByTestId('playhead'),
    span: page.getByTestId('event-span'),
    announcement: page.getByTestId('announcement'),
    toggle: timeline.getByRole('button', { name: 'Change points of speed', exact: true }),
    marks: speed.getByRole('list', { name: 'Change points of speed' }).getByRole('listitem'),
  };
}

/** Frames of the buckets that a trace is drawn from. */
function bucketsOf(curve: Locator) {
  return curve.getAttribute('data-bucket-frames');
}

async function framesShown(lanes: Locator): Promise<number> {
  const [start, end] = await Promise.all([
    lanes.getAttribute('data-start-frame'),
    lanes.getAttribute('data-end-frame'),
  ]);
  return Number(end) - Number(start);
}

/** An edge of the event as it stands in the evidence. */
async function edgeOf(span: Locator, which: 0 | 1): Promise<number> {
  return Number(((await span.textContent()) ?? '').replaceAll(',', '').split('\u2013')[which]);
}

/** Pixels of a trace's curve that are not its ground. */
async function inkOf(curve: Locator): Promise<number> {
  return curve.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const { width, height } = canvas;
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, width, height) ?? { data: [] };
    return data.filter((value, i) => i % 4 === 3 && value > 200).length;
  });
}

test.slow();

test('a trace shows the whole clip at once and comes finer as one zooms in, without moving anything', async ({
  page,
  app,
}) => {
  const { timeline, speed, curve, lanes } = await openTraces(page, app);
  await expect.poll(() => bucketsOf(curve), { timeout }).toBe('1');
  await expect(speed).toContainText('m/s');
  const box = await speed.boundingBox();
  const near = await framesShown(lanes);

  await timeline.getByRole('button', { name: 'whole clip' }).click();
  await expect(timeline.getByRole('button', { name: 'whole clip' })).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => bucketsOf(curve), { timeout }).toBe('2');
  expect(await framesShown(lanes)).toBeGreaterThan(4 * near);
  expect(await speed.boundingBox()).toEqual(box);
  expect(await inkOf(curve)).toBeGreaterThan(500);

  await timeline.getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(() => bucketsOf(curve), { timeout }).toMatch(/^1( 1)*$/);
  await speed.hover();
  await page.mouse.wheel(0, -600);
  await expect.poll(() => framesShown(lanes), { timeout }).toBeLessThan(400);
  await timeline.getByRole('button', { name: 'event', exact: true }).click();
  await expect.poll(() => framesShown(lanes), { timeout }).toBe(near);
  expect(await speed.boundingBox()).toEqual(box);
});

test('change points are shown by the keyboard, gone through, snapped to, and shown again after a reload', async ({
  page,
  app,
}) => {
  const traces = await openTraces(page, app);
  await page.keyboard.press(']');
  await expect(traces.announcement).toContainText('No change points are shown');
  await traces.toggle.focus();
  await expect(page.getByText('by default that of Schwarz')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(traces.toggle).toHaveAttribute('aria-pressed', 'true');
  await expect(traces.marks.first()).toHaveText(place, { timeout });
  const words = await traces.marks.allTextContents();
  const frames = words.map((text) => Number((/[\d,]+/.exec(text)?.[0] ?? '').replaceAll(',', '')));
  expect(frames).toEqual(frames.toSorted((a, b) => a - b));

  const stands = Number(await traces.playhead.getAttribute('data-frame'));
  const beside = frames.filter((frame) => frame > stands);
  const way = beside.length > 0 ? 'Next' : 'Previous';
  const target = beside[0] ?? frames.filter((frame) => frame < stands).at(-1);
  await traces.timeline.getByRole('button', { name: `${way} change point of speed` }).click();
  await expect(traces.playhead).toHaveAttribute('data-frame', String(target));
  await expect(traces.announcement).toHaveText(
    /^Change point \d+ of \d+ of speed: frame [\d,]+ at \d\d:\d\d:\d\d\.$/,
  );
  await expect(traces.speed).toContainText(`change point, ${words[frames.indexOf(target ?? -1)] ?? ''}`);

  const end = await edgeOf(traces.span, 1);
  const before =
    frames.filter((frame) => frame < end).at(-1) ?? missing('A change point lies before the end.');
  await page.keyboard.press('[');
  await expect.poll(() => edgeOf(traces.span, 1)).toBe(Math.max(before, (await edgeOf(traces.span, 0)) + 1));
  const { violations } = await new AxeBuilder({ page }).include('.review-time').analyze();
  expect(violations).toEqual([]);

  await page.reload();
  await expect(traces.toggle).toHaveAttribute('aria-pressed', 'true', { timeout });
  await expect(traces.marks).toHaveCount(frames.length);
  await traces.toggle.click();
  await expect(traces.marks).toHaveCount(0);
});

test('a trace that cannot be had says why, and is asked for again', async ({ page, app }) => {
  let broken = true;
  await page.route('**/data/trace?*', (route) =>
    broken
      ? route.fulfill({
          status: 409,
          contentType: 'application/problem+json',
          body: JSON.stringify({
            code: 'invalid_state',
            message: 'Job 1 has not computed its features yet.',
          }),
        })
      : route.continue(),
  );
  const { timeline, curve } = await openTraces(page, app);
  const note = timeline.getByText('This trace cannot be shown: Job 1 has not computed its features yet.');
  await expect(note.first()).toBeVisible({ timeout });
  broken = false;
  const again = timeline.getByRole('button', { name: 'Try again' });
  await again.last().click();
  await again.first().click();
  await expect(again).toHaveCount(0);
  await expect.poll(() => bucketsOf(curve), { timeout }).toBe('1');
});
