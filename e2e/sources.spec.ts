import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { writeSampleFiles } from '#main/services/sample-files';
import { root } from '#tools/process';
import { type AppFixture, expect, openPage, test, withClient } from './fixtures.ts';

const resources = join(root, 'resources');
/** The first reading waits for a thread to start. */
const firstReading = { timeout: 20_000 };
const clip = join(resources, 'sample', 'plaza.mp4');

/** Opens the screen that adds a source, in a project of its own. */
async function openAdding(page: Page, app: AppFixture): Promise<string> {
  const { id } = await withClient(app, (client) => client.projects.create({ name: 'Imports' }));
  await openPage(page, app, '#/sources/new');
  return id;
}

async function addFiles(page: Page, ...files: readonly string[]): Promise<void> {
  await page.locator('input[type=file]').setInputFiles([...files]);
}

async function choose(page: Page, column: string, field: string): Promise<void> {
  await page.getByRole('combobox', { name: `${column} becomes` }).click();
  await page.getByRole('option', { name: field, exact: true }).click();
}

/** Boxes of `tracks` walkers over `frames` pictures, in lines of `line`. */
function walkers(tracks: number, frames: number, line: (frame: number, track: number) => string): string {
  const rows = Array.from({ length: frames * tracks }, (_, i) => line(Math.floor(i / tracks), i % tracks));
  return `${rows.join('\n')}\n`;
}

async function imports(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Import source' }).click();
  await page.waitForURL(/#\/sources\/[0-9a-f-]{36}/);
}

/** Clicks four places on the picture and types their metres. */
async function pickPoints(page: Page): Promise<void> {
  const corners = [
    { letter: 'A', x: 0.2, y: 0.4, xM: '0', yM: '0' },
    { letter: 'B', x: 0.8, y: 0.4, xM: '10', yM: '0' },
    { letter: 'C', x: 0.9, y: 0.9, xM: '10', yM: '8' },
    { letter: 'D', x: 0.1, y: 0.9, xM: '0', yM: '8' },
  ];
  const picker = page.getByTestId('point-picker');
  const { width, height } = (await picker.boundingBox()) ?? { width: 0, height: 0 };
  for (const { letter, x, y, xM, yM } of corners) {
    await picker.click({ position: { x: x * width, y: y * height } });
    await page.getByLabel(`x of point ${letter} on the ground`).fill(xM);
    await page.getByLabel(`y of point ${letter} on the ground`).fill(yM);
  }
}

test('a table is read beside its clip, a column changed, the ground calibrated, the boxes seen, and all imported', async ({
  page,
  emptyApp,
}) => {
  const projectId = await openAdding(page, emptyApp);
  const files = await writeSampleFiles(emptyApp.workspaceFolder, resources);
  const tracks = files.find(({ role }) => role === 'tracks')?.path ?? '';
  await addFiles(page, tracks, clip);
  await expect(page.getByRole('radio', { name: /CSV/ }).first()).toBeChecked(firstReading);
  await choose(page, 'conf', 'not read');
  await expect(page.getByRole('button', { name: 'conf was edited; guess it again' })).toBeVisible();

  const picture = page.getByTestId('preview-picture');
  await expect(picture).toHaveAttribute('data-frame', '0');
  await page.getByRole('slider', { name: 'Picture of the preview' }).focus();
  await page.keyboard.press('End');
  await expect(picture).toHaveAttribute('data-frame', /^\d{2,}$/);

  await page.getByRole('radio', { name: /Points picked on the picture/ }).click();
  await page.getByRole('button', { name: 'Pick points' }).click();
  await pickPoints(page);
  await expect(page.getByText(/Median error \d/)).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).click();
  await imports(page);
  const [source] = await withClient(emptyApp, (client) => client.sources.list({ projectId }));
  expect(source).toMatchObject({ name: 'plaza', space: 'metric' });
  expect(source?.homography).toHaveLength(9);
});

test('a header that says nothing is mapped by hand, saved, and read by itself the next time', async ({
  page,
  emptyApp,
}) => {
  await openAdding(page, emptyApp);
  const header = 'bild,spur,links,oben,breite,hoehe';
  const rows = walkers(2, 30, (frame, track) => `${frame},p${track},${100 + frame},${50 * track},20,50`);
  const file = join(emptyApp.workspaceFolder, 'halle.csv');
  await writeFile(file, `${header}\n${rows}`);
  await addFiles(page, file);
  await expect(page.getByRole('alert')).toContainText('halle.csv:1', firstReading);
  const meanings = { bild: 'frame', spur: 'track id', links: 'x, left edge', oben: 'y, top edge' };
  for (const [column, field] of Object.entries({ ...meanings, breite: 'w, width', hoehe: 'h, height' }))
    await choose(page, column, field);
  await page.getByLabel('Pictures per second of the tracks').fill('25');
  await expect(page.getByText('60 rows load, 0 in quarantine')).toBeVisible();

  await page.getByRole('button', { name: 'Mappings' }).click();
  await page.getByLabel('Save how this file is read as').fill('Halle');
  await page.getByRole('button', { name: 'Save mapping' }).click();
  await expect(page.getByText(/^Saved\./)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Discard draft' }).click();
  await page.goto(`${emptyApp.origin}/#/sources/new`);
  await addFiles(page, file);
  await expect(page.getByText('read as “Halle”')).toBeVisible();
  await expect(page.getByText('60 rows load, 0 in quarantine')).toBeVisible();
  await imports(page);
});

test('detections without tracks wait for a decision, and are linked as it says', async ({
  page,
  emptyApp,
}) => {
  const projectId = await openAdding(page, emptyApp);
  const file = join(emptyApp.workspaceFolder, 'det.txt');
  const line = (frame: number, track: number) =>
    `${frame + 1},-1,${100 + frame},${50 + 200 * track},40,80,0.9,-1,-1,-1`;
  await writeFile(file, walkers(3, 40, line));
  await addFiles(page, file);
  await page.getByLabel('Pictures per second of the tracks').fill('25');
  await expect(page.getByText('120 boxes without a track')).toBeVisible(firstReading);
  const importing = page.getByRole('button', { name: 'Import source' });
  await expect(importing).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('radio', { name: /Refuse the file/ }).click();
  await expect(page.getByText('Detections without tracks are refused')).toBeVisible();
  await page.getByRole('radio', { name: /Link them by overlap/ }).click();
  await expect(page.getByText('Links into 3 tracks.')).toBeVisible();
  await imports(page);
  const [source] = await withClient(emptyApp, (client) => client.sources.list({ projectId }));
  expect(source).toMatchObject({ trackCount: 3, rowCount: 120 });
});

test('a file that names more frames than its clip shows waits for a choice of what to do', async ({
  page,
  emptyApp,
}) => {
  const projectId = await openAdding(page, emptyApp);
  const file = join(emptyApp.workspaceFolder, 'plaza.tracks.csv');
  const rows = walkers(1, 2000, (frame) => `${frame},p1,${100 + (frame % 300)},120,20,50`);
  await writeFile(file, `frame,track_id,x,y,w,h\n${rows}`);
  await addFiles(page, file, clip);
  await expect(page.getByText('The file and the clip disagree.')).toBeVisible(firstReading);
  await expect(page.getByText('1 decision needed')).toBeVisible();
  await expect(page.getByText('Choose how frames find their pictures')).toBeVisible();
  await page.getByRole('radio', { name: /Import without the clip/ }).click();
  await page.getByLabel('Pictures per second of the tracks').fill('30');
  await imports(page);
  const [source] = await withClient(emptyApp, (client) => client.sources.list({ projectId }));
  expect(source).toMatchObject({ rowCount: 2000, frameCount: 2000, nominalIndex: true });
  expect(source?.clipSha256).toBeUndefined();
});

test('an import that is stopped leaves nothing, and can be begun again', async ({ page, emptyApp }) => {
  const projectId = await openAdding(page, emptyApp);
  const file = join(emptyApp.workspaceFolder, 'long.csv');
  const line = (frame: number, track: number) => `${frame},p${track},${100 + track},120,20,50,person,0.91`;
  await writeFile(file, `frame,track_id,x,y,w,h,class,conf\n${walkers(25, 24_000, line)}`);
  await addFiles(page, file);
  await page.getByLabel('Pictures per second of the tracks').fill('25');
  const importing = page.getByRole('button', { name: 'Import source' });
  await expect(importing).not.toHaveAttribute('aria-disabled', 'true', firstReading);
  await importing.click();
  await expect(page.getByRole('progressbar', { name: 'Import' })).toBeVisible();
  await page.getByRole('button', { name: 'Stop import' }).click();
  await expect(page.getByText(/The import was stopped\. Nothing of it was kept/)).toBeVisible();
  expect(await withClient(emptyApp, (client) => client.sources.list({ projectId }))).toEqual([]);
  await expect(importing).toBeFocused();
});
