import { expect, type Page, test } from '@playwright/test';
import { addPerson, admin, openBrowser, signIn, somebody } from './accounts-desk';

test.describe.serial('who may do what', () => {
  const dora = somebody('Dora');
  const role = `own-${Date.now().toString(36)}`;
  let desk: Page;
  let page: Page;
  let person: string;
  const complaints: string[] = [];

  test.beforeAll(async ({ browser }) => {
    desk = await openBrowser(browser, complaints);
    page = await openBrowser(browser, complaints);
    await signIn(desk, admin());
    person = await addPerson(desk, dora);
    await signIn(page, dora);
  });

  test.afterAll(async () => {
    await desk.context().close();
    await page.context().close();
  });

  test('a role with rules is made, with what is wrong said beside the inputs', async () => {
    await desk.goto('/roles');
    await desk.getByRole('link', { name: 'user', exact: true }).click();
    await desk.getByRole('link', { name: 'Duplicate' }).click();
    await desk.getByRole('textbox', { name: 'Name', exact: true }).fill('Not A Name');
    await desk.getByRole('button', { name: 'Add a rule on records' }).click();
    await desk.getByLabel('Field', { exact: true }).first().selectOption('owner');
    await desk.getByLabel('Kind of value').selectOption('number');
    await desk.getByLabel('Value', { exact: true }).fill('me');
    await desk.getByRole('button', { name: 'Create the role' }).click();
    await expect(desk.getByText('It begins with a letter')).toBeVisible();
    await expect(desk.getByText('Expected a whole number')).toBeVisible();

    await desk.getByRole('textbox', { name: 'Name', exact: true }).fill(role);
    await desk.getByLabel('Kind of value').selectOption('the person themself');
    await expect(desk.getByText('Sees records that they own.')).toBeVisible();
    await desk.getByRole('button', { name: 'Add a rule on a field' }).click();
    await desk.locator('input[list=bur-rule-fields]').fill('description');
    await desk.getByRole('button', { name: 'Create the role' }).click();
    await expect(desk).toHaveURL(/\/roles$/);
    await expect(desk.getByRole('link', { name: role, exact: true })).toBeVisible();
  });

  test('it holds at once in the browser of whoever gets it', async () => {
    await page.goto('/records/new');
    await page.getByLabel('Name', { exact: true }).fill(`of ${dora.full_name}`);
    await page.getByLabel('Description').fill('a hidden sentence');
    await page.getByRole('button', { name: 'Create record' }).click();
    await expect(page).toHaveURL(/\/records\/\d+$/);
    const own = page.url();
    await expect(page.getByText('a hidden sentence').first()).toBeVisible();

    await desk.goto(person);
    await desk.getByLabel('Role', { exact: true }).selectOption(role);
    await desk.getByRole('button', { name: 'Save changes' }).click();
    await expect(desk.getByText('Saved.')).toBeVisible();

    await expect(async () => {
      await page.goto(own);
      await expect(page.getByRole('heading', { level: 1 })).toContainText(dora.full_name);
      await expect(page.getByText('a hidden sentence')).toHaveCount(0);
    }).toPass();
    await page.goto('/records/1');
    await expect(page.getByText('Not found').first()).toBeVisible();
  });

  test('the access page says why, and the address holds the question', async () => {
    const id = person.split('/').at(-1);
    await desk.goto(`/access?user=${id}&action=entity:read&id=1`);
    await expect(desk.getByText(new RegExp(`No: ${dora.full_name} may not`))).toBeVisible();
    await expect(desk.getByText('Rules on records')).toBeVisible();
    await desk.getByLabel('Action').selectOption('audit:read');
    await expect(desk).toHaveURL(/action=audit:read/);
    await expect(desk.getByText(/lacks the permission audit:read/).first()).toBeVisible();
  });

  test('the last admin stays, and that is said beside the role', async () => {
    await desk.goto('/users?role=admin');
    await desk.getByRole('row').nth(1).getByRole('link').click();
    await desk.getByLabel('Role', { exact: true }).selectOption('user');
    await desk.getByRole('button', { name: 'Save changes' }).click();
    await expect(desk.getByLabel('Role', { exact: true })).toHaveAttribute('aria-invalid', 'true');
    await expect(desk.getByText('This is the last active admin')).toBeVisible();
  });

  test('a delicate act asks who it is; cancelling leaves the form, the password lets it pass', async () => {
    let refusals = 2;
    await desk.route('**/api/v1/api-keys', async (route) => {
      if (route.request().method() !== 'POST' || refusals-- <= 0) return route.continue();
      const problem = { type: 'about:blank', title: 'x', status: 403, detail: 'x', request_id: 'r' };
      const body = { ...problem, code: 'STEP_UP_REQUIRED', methods: ['password'] };
      await route.fulfill({ status: 403, contentType: 'application/problem+json', json: body });
    });
    await desk.goto('/api-keys/new');
    await desk.getByLabel('Name', { exact: true }).fill('nightly report');
    await desk.getByLabel('See records').check();
    await desk.getByRole('button', { name: 'Make the key' }).click();
    const dialog = desk.getByRole('dialog', { name: 'Confirm that it is you' });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(desk.getByText('No key was made.')).toBeVisible();
    await expect(desk.getByLabel('Name', { exact: true })).toHaveValue('nightly report');

    await desk.getByRole('button', { name: 'Make the key' }).click();
    await dialog.getByLabel('Password', { exact: true }).fill('not the password');
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    await expect(dialog.getByText('The password is not right.')).toBeVisible();
    await dialog.getByLabel('Password', { exact: true }).fill(admin().password);
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    await expect(desk.getByText(/^bur_/)).toBeVisible();
    await desk.unroute('**/api/v1/api-keys');

    await desk.getByRole('link', { name: 'I have kept it' }).click();
    await desk.getByRole('button', { name: 'Revoke nightly report' }).click();
    await desk.getByRole('button', { name: 'Revoke the key' }).click();
    await expect(desk.getByText('nightly report')).toHaveCount(0);
  });

  test('the browser had nothing to complain about', () => {
    expect(complaints).toEqual([]);
  });
});
