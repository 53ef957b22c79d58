import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { expect, openPage, test } from './fixtures.ts';

const longName = 'north-arena-camera-b-2026-11-18-session-41-take-two-after-the-second-cleaning';

/** Three tracks over 40 pictures; row 5 has a word where a number belongs. */
function tracksCsv(): string {
  const rows = Array.from({ length: 120 }, (_, i) => {
    const frame = Math.floor(i / 3);
    return `${frame},p${i % 3},person,${100 + frame},${50 + 40 * (i % 3)},20,${i === 4 ? 'tall' : '50'},0.9`;
  });
  return ['frame,track_id,class,x,y,w,h,conf', ...rows, ''].join('\n');
}

test('the first start shows the sample being made, then opens its first candidate', async ({
  page,
  freshApp,
}) => {
  await page.goto(await freshApp.url());
  // On a slow machine the sample may be ready before the page is; then review is what comes first.
  const steps = /^(Making the project|Simulating the plaza|Reading tracks|Starting the job|.*sample)/;
  const progress = page.getByRole('progressbar', { name: steps }).first();
  await expect(progress.or(page.getByRole('button', { name: /Accept/ }))).toBeVisible({ timeout: 20_000 });
  await page.waitForURL(/#\/review\/[0-9a-f-]{36}/, { timeout: 30_000 });
  await expect(page).toHaveTitle(/Review · .* · Aftertrack/);
});

test('the overview of an untouched sample leads into review with Enter', async ({ page, app }) => {
  await openPage(page, app);
  await expect(page.getByRole('button', { name: /Review the first candidate/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await page.waitForURL(/#\/review\/[0-9a-f-]{36}/);
});

test('a workspace without a project says so on every screen and offers to make one', async ({
  page,
  emptyApp,
}) => {
  await openPage(page, emptyApp, '#/sources');
  await expect(page.getByText('There is no project yet')).toBeVisible();
  await page.getByRole('button', { name: 'New project' }).click();
  await page.getByLabel('Name').fill('Night shift');
  await page.getByRole('button', { name: 'Create project' }).click();
  await expect(page.getByRole('heading', { name: 'Night shift' })).toBeVisible();
  await expect(page.getByText('No candidates yet')).toBeVisible();
  await expect(page.getByText('Nothing needs you')).toBeVisible();
});

test('a source is read, placed, imported with its quarantine, and a job started on it', async ({
  page,
  app,
}) => {
  const file = join(app.workspaceFolder, `${longName}.csv`);
  await writeFile(file, tracksCsv());
  await openPage(page, app, '#/sources/new');
  await expect(page.getByText('Waits for files')).toBeVisible();
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByLabel('Pictures per second of the tracks').fill('25');
  await expect(page.getByText('119 rows load, 1 in quarantine')).toBeVisible();
  await expect(page.getByText(':6:')).toBeVisible();
  await page.getByRole('button', { name: 'Import source' }).click();
  await page.waitForURL(/#\/sources\/[0-9a-f-]{36}/);
  await page.getByRole('button', { name: /in quarantine/ }).click();
  await expect(page.getByRole('dialog')).toContainText('tall');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Start job' }).click();
  await expect(page.getByText(/Job 2 was started/)).toBeVisible();
});

test('a file with a missing column names the file, the line and the column', async ({ page, app }) => {
  const file = join(app.workspaceFolder, 'short.csv');
  await writeFile(file, 'frame,track_id,x\n1,a,2\n');
  await openPage(page, app, '#/sources/new');
  await page.locator('input[type=file]').setInputFiles(file);
  await expect(page.getByRole('alert')).toContainText('short.csv:1');
  await expect(page.getByRole('alert')).toContainText('no column');
  await expect(page.getByRole('button', { name: 'Import source' })).toHaveAttribute('aria-disabled', 'true');
});

test('jobs show what was found and how long it took', async ({ page, app }) => {
  await openPage(page, app, '#/jobs');
  const row = page.getByRole('table', { name: 'Jobs' }).getByRole('row', { name: /plaza/ });
  await expect(row).toContainText('done');
  await expect(row).toContainText(/\d+ candidates/);
  await expect(page.getByRole('region', { name: 'Job 1' })).toContainText('Candidates by type');
});

test('an ontology from elsewhere is checked before it is added', async ({ page, app }) => {
  await openPage(page, app, '#/ontology/versions');
  await expect(page.getByRole('region', { name: /Text of plaza/ })).toContainText('ontology: plaza');
  await page.getByRole('button', { name: 'Add from a file' }).click();
  await page.getByRole('textbox', { name: /Text of the version/ }).fill('ontology: plaza\nversion: one\n');
  await expect(page.getByRole('list', { name: 'Diagnostics' })).toContainText(/\d+:\d+/);
  await expect(page.getByRole('button', { name: 'Add version', exact: true })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
});

test('a changed ontology says what is different, and its number must say so too', async ({ page, app }) => {
  await openPage(page, app, '#/ontology/versions');
  await expect(page.getByRole('region', { name: /Changes since/ })).toContainText(
    'the first version of plaza',
  );
  await page.getByRole('button', { name: 'Add from a file' }).click();
  const text = page.getByRole('textbox', { name: /Text of the version/ });
  const first = await text.inputValue();
  const changed = first
    .replace('version: 1.1.0', 'version: 1.1.1')
    .replace('walk_speed: { value: 0.6 m/s', 'walk_speed: { value: 0.7 m/s')
    .replace('speed(p) < $still_speed', 'speed(p) <= $still_speed');
  await text.fill(changed);
  const preview = page.getByRole('region', { name: 'Changes that this version makes' });
  await expect(preview).toContainText('this must be 1.2.0 at least');
  await expect(preview).toContainText('$walk_speed is 0.7 m/s, it was 0.6 m/s.');
  const add = page.getByRole('button', { name: 'Add version', exact: true });
  await add.click();
  await expect(page.getByText(/After 1\.1\.0 this must be 1\.2\.0 at least, it is 1\.1\.1/)).toBeVisible();
  await text.fill(changed.replace('version: 1.1.1', 'version: 1.2.0'));
  await add.click();
  await page.getByRole('button', { name: /^plaza 1\.2\.0/ }).click();
  await expect(page.getByRole('region', { name: /Changes since/ })).toContainText('The rule of stands');
});

test('a shipped ontology is added to the project', async ({ page, app }) => {
  await openPage(page, app, '#/ontology/versions');
  await page.getByRole('button', { name: /Add table .* to the project/ }).click();
  await expect(page.getByRole('region', { name: /Text of table/ })).toBeVisible();
});

test('events and datasets are empty in words before a decision', async ({ page, app }) => {
  await openPage(page, app, '#/events');
  await expect(page.getByText('No event is confirmed yet')).toBeVisible();
  await page.goto(`${app.origin}/#/datasets`);
  await expect(page.getByText('Nothing is published yet')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Publish/ })).toHaveAttribute('aria-disabled', 'true');
});

test('an accepted candidate becomes an event with a lineage, and a version that verifies', async ({
  page,
  app,
}) => {
  await openPage(page, app, '#/review');
  await expect(page.getByRole('button', { name: /Accept/ })).toBeVisible({ timeout: 20_000 });
  await page.keyboard.press('a');
  await expect(page.getByText(/^1 of \d+ decided/)).toBeVisible();
  await page.goto(`${app.origin}/#/ontology`);
  const health = page.getByRole('table', { name: 'Health of each type' });
  await expect(health.getByRole('row').filter({ hasText: '1.00' })).toContainText('.21–1.00');
  await expect(health.getByText(/^Precision of .*: 1\.00, by 95 % confidence \.21 to 1\.00$/)).toBeAttached();
  await page.goto(`${app.origin}/#/events`);
  await page.getByRole('button', { name: /^Lineage of/ }).click();
  await expect(page.getByRole('dialog')).toContainText('accept');
  await page.keyboard.press('Escape');
  await page.goto(`${app.origin}/#/datasets`);
  await page.getByRole('button', { name: 'Publish 1.0.0' }).click();
  await page.getByRole('button', { name: 'Verify 1.0.0' }).click();
  await expect(page.getByText(/^(\d+) of \1 files match$/)).toBeVisible();
  await page.goto(`${app.origin}/#/ontology/versions`);
  await page.getByRole('link', { name: 'Dataset 1.0.0' }).click();
  await expect(page.getByRole('button', { name: /^1\.0\.0/ })).toHaveAttribute('aria-current', 'true');
  await page.goto(`${app.origin}/#/`);
  await expect(page.getByRole('table', { name: 'Candidates left by type' })).toBeVisible();
  await expect(page.getByText('dataset 1.0.0')).toBeVisible();
});

test('the theme is kept across a restart', async ({ page, app }) => {
  await openPage(page, app, '#/settings');
  await page.getByRole('group', { name: 'Theme' }).getByRole('button', { name: 'Light' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await app.restart();
  await page.goto(await app.url());
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
});

test('a project with a long name is renamed, archived and taken back', async ({ page, app }) => {
  await openPage(page, app);
  await page.getByRole('button', { name: /change project/ }).click();
  await page.getByRole('menuitem', { name: 'Rename this project' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(longName);
  await page.getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByRole('button', { name: new RegExp(longName) })).toBeVisible();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(overflow).toBe(false);
  await page.getByRole('button', { name: /change project/ }).click();
  await page.getByRole('menuitem', { name: 'Archive this project' }).click();
  await page.getByRole('button', { name: 'Archive' }).click();
  await expect(page.getByText('No project')).toBeVisible();
  const takeBack = page.getByRole('button', { name: `Take back ${longName}` });
  await expect(async () => {
    await page.goto(`${app.origin}/#/settings`);
    await expect(takeBack).toBeVisible({ timeout: 3000 });
  }).toPass({ timeout: 30_000 });
  await takeBack.click();
  await expect(page.getByRole('button', { name: new RegExp(longName) })).toBeVisible();
});

test('a lost connection is said at once, and a question asked meanwhile can be asked again', async ({
  page,
  app,
}) => {
  await openPage(page, app, '#/sources');
  await expect(page.getByRole('table', { name: 'Sources' })).toBeVisible();
  const { origin } = app;
  await app.kill();
  await expect(page.getByRole('alert')).toContainText('Connection lost');
  await page.goto(`${origin}/#/jobs`);
  await expect(page.getByText('Connection lost')).toBeVisible();
});

test('an address that leads nowhere says so and leads home', async ({ page, app }) => {
  await openPage(page, app, '#/nowhere');
  await expect(page.getByText('There is no such page')).toBeVisible();
  await page.getByRole('link', { name: 'Go to the overview' }).click();
  await expect(page).toHaveTitle(/Overview/);
});
