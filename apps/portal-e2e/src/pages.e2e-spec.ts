import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { stack } from './stack';

const PAGES = [
  '/',
  '/records',
  '/records/new',
  '/records/import',
  '/records/1',
  '/records/trash',
  '/tasks',
  '/tasks/new',
  '/reviews',
  '/agents',
  '/audit',
  '/notifications',
  '/settings',
  '/users',
  '/users/invite',
  '/users/1',
  '/roles',
  '/roles/3',
  '/roles/new?from=3',
  '/access?action=entity:delete&id=1',
  '/api-keys',
  '/api-keys/new',
];
const ENTRIES = ['/sign-in', '/reset', '/reset#token=x', '/invite', '/invite#token=x'];
const THEMES = ['light', 'dark'] as const;

async function signIn(page: Page): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(stack().email);
  await page.getByLabel('Password', { exact: true }).fill(stack().password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

test.use({ baseURL: stack().portal_url });

for (const theme of THEMES) {
  test(`every page is whole and accessible in the ${theme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    for (const path of [...ENTRIES, ...PAGES]) {
      if (path === PAGES[0]) await signIn(page);
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 }), path).toHaveCount(1);
      await page.waitForLoadState('networkidle');
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
        .analyze();
      const found = violations.map(({ id, nodes }) => `${path}: ${id} at ${nodes[0]?.target.join(' ')}`);
      expect(found).toEqual([]);
    }
  });
}

test('no page scrolls sideways at 320 px', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of [...ENTRIES, ...PAGES]) {
    if (path === PAGES[0]) await signIn(page);
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 }), path).toHaveCount(1);
    await page.waitForLoadState('networkidle');
    const { scroll, client } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      client: document.documentElement.clientWidth,
    }));
    expect(scroll, `${path} is ${scroll} px wide`).toBeLessThanOrEqual(client);
  }
});

test('an unknown page says so and leads back', async ({ page }) => {
  await signIn(page);
  await page.goto('/no-such-page');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('main').getByRole('link').first()).toBeVisible();
});
