import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, openPage, test, withClient } from './fixtures.ts';

test.describe.configure({ timeout: 150_000 });
test.use({ viewport: { width: 1440, height: 900 } });

const text = (page: Page) => page.getByRole('textbox', { name: 'Text of the ontology' });
const offers = (page: Page) => page.getByRole('listbox', { name: 'Completions' });

async function openEditor(page: Page, app: Parameters<typeof openPage>[1]): Promise<void> {
  await openPage(page, app, '#/ontology');
  // The editor comes with its screen, which takes a while on a busy machine.
  await expect(text(page)).toContainText('ontology: plaza', { timeout: 20_000 });
  await expect(page.getByText('0 errors')).toBeVisible();
}

/** Takes the first offer once it is the one that is meant; a key that comes as fast as this would be meant for the text. */
async function take(page: Page, label: string | RegExp): Promise<void> {
  const first = offers(page).getByRole('option', { selected: true });
  await expect(first).toContainText(label);
  await first.click();
}

/** Writes an event type behind the last one, as far as completion goes by it. */
async function writeType(page: Page): Promise<void> {
  await text(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('  dawdles:\nki');
  await take(page, 'kind');
  await take(page, 'action');
  await page.keyboard.press('Enter');
  await page.keyboard.type('ro');
  await take(page, 'roles');
  await page.keyboard.type('per');
  await take(page, 'person');
  await page.keyboard.press('End');
  await page.keyboard.type('\nstarts: the first slow step\nends: the first quick step\nwhen: spe');
  await take(page, 'speed');
  await expect(text(page)).toContainText('when: speed(actor)');
}

async function complaints(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
}

test('an event type is written with completion, mended, and found again after a restart', async ({
  page,
  app,
}) => {
  await openEditor(page, app);
  await writeType(page);
  await page.keyboard.type(' < $wlak_speed, for >= 1 s');
  await expect(text(page)).toContainText('The parameter "$wlak_speed" is not declared.');
  await expect(text(page).getByRole('button', { name: 'Use it' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Run on 1 source' })).toHaveAttribute(
    'title',
    /1 error: mend it first/,
  );
  expect(await complaints(page)).toEqual([]);
  await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'light'));
  expect(await complaints(page)).toEqual([]);
  await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'));
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('F8');
  await expect(page.getByText('line 223, column 26', { exact: true })).toBeVisible();
  await page.keyboard.press('Control+.');
  await expect(text(page)).toContainText('speed(actor) < $walk_speed, for >= 1 s');
  await expect(page.getByText('18 types, 21 parameters · 0 errors')).toBeVisible();
  await expect(page.getByRole('tab', { name: 'dawdles' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByText(/^saved \d\d:\d\d$/)).toBeVisible();

  await app.restart();
  await openPage(page, app, '#/ontology');
  await expect(page.getByText('1.1.0 draft')).toBeVisible({ timeout: 20_000 });
  await page.getByRole('tab', { name: 'dawdles' }).click();
  await expect(text(page)).toContainText('speed(actor) < $walk_speed, for >= 1 s');
});

const dawdles = `  dawdles:
    kind: action
    roles: { actor: person }
    starts: the first slow step
    ends: the first quick step
    when: speed(actor) < $walk_speed, for >= 1 s
`;

async function draftDawdles(app: Parameters<typeof openPage>[1]): Promise<void> {
  await withClient(app, async (client) => {
    const [project] = await client.projects.list();
    const projectId = project?.id ?? '';
    const [version] = await client.projects.ontologies({ projectId });
    const written = `${version?.text ?? ''}${dawdles}`;
    await client.ontology.saveDraft({ projectId, baseId: version?.id, text: written, rev: 0 });
  });
}

test('a draft is saved as a version, rolled back, and taken back', async ({ page, app }) => {
  await draftDawdles(app);
  await openEditor(page, app);
  await expect(page.getByText('1.1.0 draft')).toBeVisible();
  await page.getByRole('button', { name: 'Save as a version' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('After 1.1.0 this must be 1.2.0 at least; the text says 1.1.0.');
  await expect(dialog).toContainText('Event type dawdles');
  expect(await complaints(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Write 1.2.0' }).click();
  await dialog.getByRole('button', { name: 'Save 1.2.0' }).click();
  await expect(page.getByText('plaza 1.2.0 is saved.')).toBeVisible();
  await expect(page.getByText('1.2.0', { exact: true })).toBeVisible();

  await page.getByRole('link', { name: 'Versions' }).click();
  await page.getByRole('button', { name: /^plaza 1\.1\.0/ }).click();
  await page.getByRole('button', { name: 'Roll back to 1.1.0' }).click();
  await expect(dialog).toContainText('Event type dawdles was removed.');
  await dialog.getByRole('button', { name: 'Make 2.0.0' }).click();
  await expect(page.getByText('plaza 2.0.0 is made and current.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo: go back to 1.2.0' }).click();
  await expect(page.getByRole('button', { name: /^plaza 2\.1\.0/ })).toHaveAttribute('aria-current', 'true');
  const texts = await withClient(app, async (client) => {
    const [project] = await client.projects.list();
    const versions = await client.projects.ontologies({ projectId: project?.id ?? '' });
    return new Map(versions.map((version) => [version.version, version.text]));
  });
  expect([...texts.keys()]).toEqual(['2.1.0', '2.0.0', '1.2.0', '1.1.0']);
  expect(texts.get('2.0.0')).toBe(texts.get('1.1.0')?.replace('version: 1.1.0', 'version: 2.0.0'));
  expect(texts.get('2.1.0')).toBe(texts.get('1.2.0')?.replace('version: 1.2.0', 'version: 2.1.0'));
});

test('a slider writes its number into the text, in one step that can be undone', async ({ page, app }) => {
  await openEditor(page, app);
  await page.getByRole('tab', { name: 'runs', exact: true }).click();
  const slider = page.getByRole('slider', { name: 'run_speed' });
  const box = await slider.boundingBox();
  if (box === null) throw new Error('The slider is not in sight.');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.25, y);
  await page.mouse.down();
  for (const share of [0.35, 0.5, 0.65, 0.75]) await page.mouse.move(box.x + box.width * share, y);
  await page.mouse.up();
  const moved = Number(await slider.inputValue());
  expect(moved).toBeGreaterThan(2.8);
  await expect(page.getByText('1 changed')).toBeVisible();
  await page.getByRole('tab', { name: 'runs', exact: true }).click();
  await page.keyboard.press('Control+Home');
  await expect(text(page)).toContainText(`run_speed: { value: ${moved} m/s, range: [1.8 m/s, 3.4 m/s]`);
  await page.keyboard.press('Control+z');
  await expect(text(page)).toContainText('run_speed: { value: 2.2 m/s, range: [1.8 m/s, 3.4 m/s]');
  await page.keyboard.press('Control+y');
  await expect(text(page)).toContainText(`value: ${moved} m/s`);
  await slider.dblclick({ position: { x: 30, y: 8 } });
  await expect(text(page)).toContainText('run_speed: { value: 2.2 m/s');
  const field = page.getByRole('textbox', { name: 'run_speed in m/s' });
  await field.fill('9');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await field.fill('2.5');
  await field.press('Enter');
  await expect(text(page)).toContainText('run_speed: { value: 2.5 m/s');
});

test('a draft is compared with its version, discarded, and taken back', async ({ page, app }) => {
  await openEditor(page, app);
  await text(page).click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('# mine\n');
  await page.getByRole('button', { name: 'Compare with 1.1.0' }).click();
  await expect(page.getByRole('textbox', { name: 'Text of the draft of 1.1.0' })).toContainText('# mine');
  await expect(page.getByRole('dialog')).toContainText('Only its text: comments, order or layout.');
  expect(await complaints(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Discard draft' }).click();
  await expect(page.getByText('The draft is discarded.')).toBeVisible();
  await expect(text(page)).not.toContainText('# mine');
  await expect(page.getByRole('button', { name: 'Discard draft' })).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(text(page)).toContainText('# mine');
  await expect(page.getByText(/^saved \d\d:\d\d$/)).toBeVisible();
});

test('a draft that is written in two windows asks whose is kept', async ({ page, app, context }) => {
  await openEditor(page, app);
  const other = await context.newPage();
  await openEditor(other, app);
  for (const [window, words] of [
    [other, '# theirs'],
    [page, '# ours'],
  ] as const) {
    await text(window).click();
    await window.keyboard.press('Control+Home');
    await window.keyboard.type(`${words}\n`);
    if (window === other) await expect(other.getByText(/^saved \d\d:\d\d$/)).toBeVisible();
  }
  await expect(page.getByRole('alert')).toContainText('changed in another window');
  await page.getByRole('button', { name: 'Take the other' }).click();
  await expect(text(page)).toContainText('# theirs');
  await expect(text(page)).not.toContainText('# ours');
});

test('a draft runs on the sources once it is saved, and the jobs and datasets of a version are told', async ({
  page,
  app,
}) => {
  await openEditor(page, app);
  await page.getByRole('slider', { name: 'run_speed' }).press('ArrowRight');
  await page.getByRole('button', { name: 'Run on 1 source' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('checkbox', { name: 'Run it on 1 source' })).toBeChecked();
  await dialog.getByRole('button', { name: 'Write 1.1.1' }).click();
  await dialog.getByRole('button', { name: 'Save 1.1.1 and run' }).click();
  await expect(page.getByText('1 job is queued.')).toBeVisible();
  await page.goto(`${app.origin}/#/ontology/versions`);
  const used = page.getByRole('region', { name: 'What used plaza 1.1.1' });
  await expect(used).toContainText('Job 2 on plaza');
  expect(await complaints(page)).toEqual([]);
  await page.getByRole('button', { name: /^plaza 1\.1\.0/ }).click();
  await page.getByRole('link', { name: 'Job 1 on plaza' }).click();
  await expect(page.getByRole('region', { name: 'Job 1' })).toBeVisible();
});

test('a project without an ontology begins with a small one', async ({ page, emptyApp }) => {
  await withClient(emptyApp, (client) => client.projects.create({ name: 'Night shift' }));
  await openPage(page, emptyApp, '#/ontology');
  await expect(page.getByText('No ontology yet')).toBeVisible({ timeout: 20_000 });
  expect(await complaints(page)).toEqual([]);
  await page.getByRole('button', { name: 'Write your own' }).click();
  await expect(text(page)).toContainText('ontology: mine');
  await expect(page.getByText('0 errors')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Run on/ })).toHaveAttribute(
    'title',
    'The project has no source yet',
  );
  await page.getByRole('button', { name: 'Save as a version' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save 1.0.0' }).click();
  await expect(page.getByText('mine 1.0.0 is saved.')).toBeVisible();
});
