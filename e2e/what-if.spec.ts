import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, openPage, test, withClient } from './fixtures.ts';

test.describe.configure({ timeout: 180_000 });
test.use({ viewport: { width: 1440, height: 900 } });

const panel = (page: Page) => page.getByRole('region', { name: /^What if/ });
const text = (page: Page) => page.getByRole('textbox', { name: 'Text of the ontology' });

async function openEditor(page: Page, app: Parameters<typeof openPage>[1]): Promise<void> {
  await openPage(page, app, '#/ontology');
  await expect(text(page)).toContainText('ontology: plaza', { timeout: 20_000 });
}

async function press(page: Page, key: string, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await page.keyboard.press(key);
}

/** Pixels of the strip's marks that tell of a change. */
const changes = (page: Page) =>
  panel(page).getByRole('button', { name: /: (vanishes|appears|gets other edges)$/ });

test('moving a parameter shows at once which candidates vanish, appear and get other edges', async ({
  page,
  app,
}) => {
  await openEditor(page, app);
  await page.getByRole('tab', { name: 'loiters_at_bench', exact: true }).click();
  const slider = page.getByRole('slider', { name: 'loiter_time' });
  await expect(panel(page).getByText('Nothing changes in this source.')).toBeVisible({ timeout: 20_000 });
  await slider.focus();
  await press(page, 'PageUp', 5);
  await expect(changes(page).first()).toBeVisible();
  await expect(panel(page).getByText(/\d+ vanish/)).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html).join()}`)).toEqual([]);
  const vanishing = panel(page)
    .getByRole('button', { name: /: vanishes$/ })
    .first();
  await vanishing.click();
  await page.waitForURL(/#\/review\/[0-9a-f-]{36}/);
  await expect(page.getByRole('button', { name: /Accept/ })).toBeVisible({ timeout: 20_000 });
  await page.keyboard.press('w');
  const vanish = page.getByRole('list', { name: 'Would vanish if' });
  await expect(vanish).toContainText('loiter_time');
  await expect(vanish).toContainText(/at [\d.]+ s and more/);
});

const dawdles = `  dawdles:
    kind: action
    roles: { actor: person }
    starts: the first slow step
    ends: the first quick step
    when: speed(actor) < $walk_speed, for >= 1 s
`;

/** Writes the event type behind the last one, as text that is pasted. */
async function pasteType(page: Page): Promise<void> {
  await text(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText(dawdles);
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('tab', { name: 'dawdles' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByText('0 errors')).toBeVisible();
}

async function acceptTen(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: /Accept/ })).toBeVisible({ timeout: 20_000 });
  for (let decided = 1; decided <= 10; decided += 1) {
    await page.keyboard.press(decided % 5 === 0 ? 'x' : 'a');
    await expect(page.getByText(new RegExp(`^${decided} of \\d+ decided`))).toBeVisible();
  }
}

test('a new type is written, seen, tuned, run, reviewed and published, and its lineage names its rule', async ({
  page,
  app,
}) => {
  await openEditor(page, app);
  await pasteType(page);
  const here = panel(page).getByRole('row', { name: /candidates here/ });
  await expect(here).toContainText(/\d/, { timeout: 20_000 });
  await page.getByRole('slider', { name: 'walk_speed' }).focus();
  await press(page, 'ArrowRight', 5);
  await expect(page.getByText('1 changed')).toBeVisible();
  await page.getByRole('button', { name: 'Run on 1 source' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^Write / }).click();
  await dialog.getByRole('button', { name: /^Save .* and run$/ }).click();
  await expect(page.getByText('1 job is queued.')).toBeVisible();
  const { projectId, version } = await withClient(app, async (client) => {
    const [project] = await client.projects.list();
    const id = project?.id ?? '';
    await expect
      .poll(async () => (await client.jobs.list({ projectId: id })).map(({ status }) => status), {
        timeout: 60_000,
      })
      .toEqual(['done', 'done']);
    const [newest] = await client.projects.ontologies({ projectId: id });
    return { projectId: id, version: newest?.version ?? '' };
  });
  await page.goto(`${app.origin}/#/review?type=dawdles`);
  await acceptTen(page);

  await page.goto(`${app.origin}/#/ontology`);
  await page.getByRole('tab', { name: 'dawdles' }).click();
  await expect(panel(page).getByText(/^10 reviewed/)).toBeVisible({ timeout: 20_000 });
  await expect(panel(page).getByRole('row', { name: /^precision/ })).toContainText('.80');
  await expect(panel(page).getByRole('table', { name: 'Precision and recall by walk_speed' })).toBeAttached();
  await panel(page)
    .getByRole('button', { name: /^Draw \d+ samples/ })
    .click();
  await expect(panel(page).getByText(/are in the review queue/)).toBeVisible({ timeout: 20_000 });

  await page.goto(`${app.origin}/#/datasets`);
  await page.getByRole('button', { name: 'Publish 1.0.0' }).click();
  await expect(page.getByRole('button', { name: 'Verify 1.0.0' })).toBeVisible({ timeout: 20_000 });
  await withClient(app, async (client) => {
    const [dataset] = await client.datasets.list({ projectId });
    const events = await client.review.events({ projectId, status: 'confirmed' });
    expect(events).toHaveLength(8);
    for (const { id } of events) {
      const lineage = await client.datasets.lineage({ eventId: id, datasetId: dataset?.id });
      const said = JSON.stringify(lineage);
      expect(said).toContain(`"version":"${version}"`);
      expect(said).toContain('speed(actor) < $walk_speed');
    }
  });
});

const standing = `ontology: ours
version: 1.0.0
extends: plaza 1.1.0
events:
  runs: { length: 1 s to 20 s }
`;

test('a text that stands on a shipped ontology is checked and tried with it', async ({ page, app }) => {
  await withClient(app, async (client) => {
    const [project] = await client.projects.list();
    const projectId = project?.id ?? '';
    const [version] = await client.projects.ontologies({ projectId });
    await client.ontology.saveDraft({ projectId, baseId: version?.id, text: standing, rev: 0 });
  });
  await openPage(page, app, '#/ontology');
  await expect(text(page)).toContainText('extends: plaza 1.1.0', { timeout: 20_000 });
  await expect(page.getByText('0 errors')).toBeVisible();
  const slider = page.getByRole('slider', { name: 'run_speed' });
  await expect(panel(page).getByRole('row', { name: /candidates here/ })).toContainText(/\d/, {
    timeout: 20_000,
  });
  await slider.press('ArrowRight');
  await expect(slider).toHaveValue('2.2');
  await expect(page.getByText('0 errors')).toBeVisible();
});
