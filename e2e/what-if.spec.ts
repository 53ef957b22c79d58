import { expect, openPage, test } from './fixtures.ts';

test('dragging a parameter shows at once which candidates vanish, appear and get other edges', async ({
  page,
  app,
}) => {
  await openPage(page, app, '#/ontology');
  await page.getByRole('tab', { name: 'loiters_at_bench' }).or(page.getByRole('button', { name: 'loiters_at_bench' })).first().click();
  const slider = page.getByRole('slider', { name: 'walk_speed' });
  await expect(slider).toBeVisible();
  const panel = page.getByRole('region', { name: /^What if/ });
  await expect(panel.getByText('Nothing changes in this source.')).toBeVisible({ timeout: 20_000 });
  await slider.focus();
  for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowLeft');
  await expect(panel.getByText(/vanish|appear|other edges/).first()).toBeVisible();
  await page.screenshot({ path: '/tmp/shots/what-if.png' });
});
