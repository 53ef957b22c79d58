import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { crowdOntology } from '#main/engine/testing/crowd-ontology';
import { cutParquet } from '#main/testing/cut-parquet';
import { createDuckdbColumnar } from '#native/columnar/duckdb-columnar';
import type { AppFixture } from './fixtures.ts';
import { expect, openPage, test, withClient } from './fixtures.ts';

const timeout = 15_000;
const header = 'frame,track_id,class,x,y,w,h';
const row = (frame: number | string, x: number | string = 10): string => `${frame},1,person,${x},20,30,60`;
const table = (...lines: readonly string[]): string => [header, ...lines, ''].join('\n');

/** A file of tracks, and what the screen must say of it: the place, and words. */
const badTracks = [
  {
    says: 'a missing column',
    name: 'short.csv',
    text: 'frame,track_id,x,y,w\n0,1,1,1,1\n',
    place: 'short.csv:1 h',
    words: 'no column h',
  },
  {
    says: 'NaN',
    name: 'nan.csv',
    text: table(row(0), row(1, 'NaN'), row(2, 'NaN')),
    place: 'nan.csv:3:12 x',
    words: 'x is NaN',
  },
  {
    says: 'text in a number',
    name: 'text.csv',
    text: table(row('one'), row('two'), row(2)),
    place: 'text.csv:2:1 frame',
    words: 'the text "one", not a number',
  },
  {
    says: 'duplicate frames',
    name: 'twice.csv',
    text: table(row(0), row(0), row(0), row(0)),
    place: 'twice.csv:3:1 frame',
    words: 'frame 0 already, in line 2',
  },
];

/** Chooses files on the screen where sources are added. */
async function choose(
  page: Page,
  app: AppFixture,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  const paths = Object.keys(files).map((name) => join(app.workspaceFolder, name));
  for (const [name, content] of Object.entries(files))
    await writeFile(join(app.workspaceFolder, name), content);
  await openPage(page, app, '#/sources/new');
  await page.locator('input[type=file]').setInputFiles(paths);
  await page.getByLabel('Pictures per second of the tracks').fill('25');
}

async function expectRefused(page: Page, place: string, words: string): Promise<void> {
  const alert = page.getByRole('alert').first();
  await expect(alert).toContainText(place, { timeout });
  await expect(alert).toContainText(words);
  await expect(page.getByRole('button', { name: 'Import source' })).toHaveAttribute('aria-disabled', 'true');
}

/** After a reload only the sample's source and ontology are there, on the screen and behind it. */
async function expectNothingLeft(page: Page, app: AppFixture): Promise<void> {
  await page.goto(`${app.origin}/#/sources`);
  await page.reload();
  await expect(page.getByText('1 source,')).toBeVisible({ timeout });
  const left = await withClient(app, async (client) => {
    const projects = await client.projects.list();
    const projectId = projects[0]?.id ?? '';
    const sources = await client.sources.list({ projectId });
    const ontologies = await client.projects.ontologies({ projectId });
    return { projects: projects.length, sources: sources.length, ontologies: ontologies.length };
  });
  expect(left).toEqual({ projects: 1, sources: 1, ontologies: 1 });
}

for (const { says, name, text, place, words } of badTracks)
  test(`tracks with ${says} are refused with file, line and field, and leave nothing`, async ({
    page,
    app,
  }) => {
    await choose(page, app, { [name]: text });
    await expectRefused(page, place, words);
    await expectNothingLeft(page, app);
  });

test('a truncated Parquet file is refused by name, and leaves nothing', async ({ page, app }) => {
  const columnar = createDuckdbColumnar();
  const cut = await cutParquet(columnar, join(app.workspaceFolder, 'whole.parquet'));
  await columnar.close();
  await choose(page, app, { 'cut.parquet': cut });
  await expectRefused(page, 'cut.parquet tracks', 'is cut off');
  await expectNothingLeft(page, app);
});

test('a clip that is none is refused by name, and leaves nothing', async ({ page, app }) => {
  await choose(page, app, { 'walk.csv': table(row(0), row(1)) });
  const clip = join(app.workspaceFolder, 'walk.mp4');
  await writeFile(clip, '');
  await page.locator('input[type=file]').setInputFiles(clip);
  await expectRefused(page, 'walk.mp4', 'walk.mp4');
  await expectNothingLeft(page, app);
});

test('unsorted rows are read, and a bad one among them is shown with its line', async ({ page, app }) => {
  const rows = Array.from({ length: 40 }, (_, frame) => row(39 - frame));
  await choose(page, app, { 'unsorted.csv': table(...rows, row(40, 'NaN')) });
  await expect(page.getByText('40 rows load, 1 in quarantine')).toBeVisible({ timeout });
  await expect(page.getByText(':42:')).toBeVisible();
  await expectNothingLeft(page, app);
});

const badOntologies = [
  { says: 'wrong YAML', text: crowdOntology.replace('classes:', 'classes: ['), place: /\d+:\d+/, words: '' },
  {
    says: 'an unknown unit',
    text: crowdOntology.replace('vx(actor) > 0.1 body/s', 'vx(actor) > 0.1 furlong/s'),
    place: /36:27/,
    words: 'furlong',
  },
];

for (const { says, text, place, words } of badOntologies)
  test(`an ontology with ${says} is refused with line and column, and leaves nothing`, async ({
    page,
    app,
  }) => {
    await openPage(page, app, '#/ontology/versions');
    await page.getByRole('button', { name: 'Add from a file' }).click();
    await page.getByRole('textbox', { name: /Text of the version/ }).fill(text);
    const found = page.getByRole('list', { name: 'Diagnostics' });
    await expect(found).toContainText(place, { timeout });
    await expect(found).toContainText(words);
    await expect(page.getByRole('button', { name: 'Add version', exact: true })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    await expectNothingLeft(page, app);
  });
