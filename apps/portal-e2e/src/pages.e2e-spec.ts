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
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];
/** What a theme can change: the second theme of a page that was checked whole is checked for these alone. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block'];
const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 320, height: 640 };

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

/** What axe finds on the page as it stands, each with the place of the first element. */
async function violations(page: Page, axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ')}`);
}

/** How far the page is wider than its window, in pixels. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

for (const [area, paths] of Object.entries(AREAS)) {
  test(`the pages of ${area} are whole and accessible in both themes, and fit a phone`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    if (area !== 'signing in') await signIn(page);
    for (const path of paths) {
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize(DESKTOP);
      await open(page, path);
      expect.soft(await violations(page, new AxeBuilder({ page }).withTags(STANDARDS)), path).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      const colours = new AxeBuilder({ page }).withRules(RULES_OF_COLOUR);
      expect.soft(await violations(page, colours), `${path}, dark`).toEqual([]);
      await page.setViewportSize(PHONE);
      await expect.soft.poll(() => overflow(page), `${path} at ${PHONE.width} px`).toBeLessThanOrEqual(0);
    }
  });
}

test('an unknown page says so and leads back', async ({ page }) => {
  await signIn(page);
  await page.goto('/no-such-page');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('main').getByRole('link').first()).toBeVisible();
});
