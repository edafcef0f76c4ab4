import { expect, type Locator, type Page, test } from '@playwright/test';
import { admin, somebody } from './accounts-desk';
import { stack } from './stack';

/** More stops than any of these pages has before what is looked for. */
const FAR = 80;

test.use({ baseURL: stack().portal_url });

/** Goes on by Tab until the control has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeVisible();
  for (let stops = 0; stops < FAR; stops++) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('The control cannot be reached by Tab.');
}

async function press(page: Page, control: Locator): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.press('Enter');
}

async function write(page: Page, control: Locator, text: string): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.type(text);
}

test('signing in, inviting somebody and making a role by keyboard alone', async ({ page }) => {
  const eve = somebody('Eve');
  await page.goto('/users');
  await write(page, page.getByLabel('E-mail'), admin().email);
  await write(page, page.getByLabel('Password', { exact: true }), admin().password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/users$/);

  await press(page, page.getByRole('link', { name: 'Invite', exact: true }));
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await write(page, page.getByLabel('E-mail'), eve.email);
  await write(page, page.getByLabel('Name', { exact: true }), eve.full_name);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/users\/\d+$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(eve.full_name);

  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await expect(page).toHaveURL(/\/roles$/);
  await press(page, page.getByRole('link', { name: 'New role' }));
  const name = `keys-${Date.now().toString(36)}`;
  await write(page, page.getByRole('textbox', { name: 'Name', exact: true }), name);
  await tabTo(page, page.getByLabel('Create records'));
  await page.keyboard.press('Space');
  await press(page, page.getByRole('button', { name: 'Add a rule on records' }));
  await tabTo(page, page.getByLabel('Field', { exact: true }).first());
  await page.keyboard.type('type');
  await write(page, page.getByLabel('Value', { exact: true }), 'person');
  await expect(page.getByText('Sees records whose type is “person”.')).toBeVisible();
  await press(page, page.getByRole('button', { name: 'Create the role' }));
  await expect(page).toHaveURL(/\/roles$/);
  await expect(page.getByRole('link', { name, exact: true })).toBeVisible();
});
