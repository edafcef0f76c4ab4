import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { stack } from './stack';

/** The portal's pages by area; those for people who are not signed in first. */
const AREAS = {
  'signing in': ['/sign-in', '/reset', '/reset#token=x', '/invite', '/invite#token=x'],
  records: ['/', '/records', '/records/new', '/records/import', '/records/1', '/records/trash'],
  'one record': [
    '/records/1/edit',
    '/records/1?tab=history&as_of_version=1',
    '/records/1?tab=relations',
    '/records/1?tab=relations&view=graph',
    '/record-types',
    '/record-types/new',
  ],
  agents: ['/tasks', '/tasks/new', '/reviews', '/agents', '/notifications', '/settings'],
  access: [
    '/audit',
    '/users',
    '/users/invite',
    '/users/1',
    '/roles',
    '/roles/3',
    '/roles/new?from=3',
    '/access?action=entity:delete&id=1',
    '/api-keys',
    '/api-keys/new',
  ],
};
const THEMES = ['light', 'dark'] as const;

async function signIn(page: Page): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(stack().email);
  await page.getByLabel('Password', { exact: true }).fill(stack().password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 }), path).toHaveCount(1);
  await page.waitForLoadState('networkidle');
}

test.use({ baseURL: stack().portal_url });

for (const [area, paths] of Object.entries(AREAS)) {
  const enter = async (page: Page) => {
    if (area !== 'signing in') await signIn(page);
  };

  for (const theme of THEMES) {
    test(`the pages of ${area} are whole and accessible in the ${theme} theme`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await enter(page);
      for (const path of paths) {
        await open(page, path);
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
          .analyze();
        const found = violations.map(({ id, nodes }) => `${path}: ${id} at ${nodes[0]?.target.join(' ')}`);
        expect(found).toEqual([]);
      }
    });
  }

  test(`no page of ${area} scrolls sideways at 320 px`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await enter(page);
    for (const path of paths) {
      await open(page, path);
      const { scroll, client } = await page.evaluate(() => ({
        scroll: document.documentElement.scrollWidth,
        client: document.documentElement.clientWidth,
      }));
      expect(scroll, `${path} is ${scroll} px wide`).toBeLessThanOrEqual(client);
    }
  });
}

test('an unknown page says so and leads back', async ({ page }) => {
  await signIn(page);
  await page.goto('/no-such-page');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('main').getByRole('link').first()).toBeVisible();
});
