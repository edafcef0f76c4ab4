import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { stack } from './stack';

const CATALOGUE = join(import.meta.dirname, '../../../database/seeds/software-catalogue.csv');
const REQUEST = 'Set the status of every record whose name contains "apache" to inactive.';
/** Longest wait for work that other processes do, on a busy machine with two cores. */
const WORK = { timeout: 120_000 };

/** What the browser reported that no user should meet. */
const complaints: string[] = [];

test.describe.serial('from an empty office to an approved change', () => {
  let page: Page;

  test.beforeAll(async ({ browser }) => {
    page = await browser.newPage({ baseURL: stack().portal_url, viewport: { width: 1280, height: 800 } });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy|violates/i.test(message.text())) complaints.push(message.text());
    });
  });

  test.afterAll(async () => {
    await page.close();
  });

  test('a wrong password is refused, the right one signs in', async () => {
    await page.goto('/records');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in to Bureau');
    await page.getByLabel('E-mail').fill(stack().email);
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByText('E-mail or password is wrong.')).toBeVisible();
    await page.getByLabel('Password', { exact: true }).fill(stack().password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL(/\/records$/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Records');
  });

  test('no token lies in the browser storage, and a reload stays signed in', async () => {
    const stored = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
    expect(stored).not.toMatch(/eyJ|bearer|refresh/i);
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Records');
  });

  test('a catalogue of 3,000 records is imported', async () => {
    await page.goto('/records/import');
    await page.locator('input[type=file]').setInputFiles(CATALOGUE);
    await page.getByRole('button', { name: 'Check the rows' }).click();
    await expect(page.getByText('All 3,000 rows are ready.').first()).toBeVisible(WORK);
    await page.getByRole('button', { name: 'Import 3,000 rows' }).click();
    const created = page.locator('dl div', { hasText: 'Created' }).locator('dd');
    await expect(created).toHaveText('3,000', WORK);
    await page.getByRole('link', { name: 'See the records' }).click();
    await expect(page.getByRole('row')).not.toHaveCount(1);
  });

  test('records are searched, sorted and paged', async () => {
    await page.getByRole('searchbox', { name: 'Search records' }).fill('apache');
    await expect(page.getByRole('link', { name: 'netdata-apache2', exact: true }).first()).toBeVisible();
    await expect(page).toHaveURL(/q=apache/);
    await page.getByRole('button', { name: 'Name', exact: true }).click();
    await expect(page).toHaveURL(/sort=/);
  });

  test('an agent is asked, and its work is watched live', async () => {
    await page.goto('/tasks/new');
    await page.getByLabel('What should be done?').fill(REQUEST);
    await page.getByRole('button', { name: 'Start task' }).click();
    await expect(page).toHaveURL(/\/tasks\/\d+$/);
    await expect(page.getByText('Waiting for approval').or(page.getByText('Waiting')).first()).toBeVisible(
      WORK,
    );
    await expect(page.getByText('Offline model').first()).toBeVisible();
  });

  test('the proposal is a diff that a person approves', async () => {
    await page.getByRole('link', { name: /row by row/ }).click();
    await expect(page).toHaveURL(/\/change-sets\/\d+$/);
    await expect(page.getByText('inactive').first()).toBeVisible();
    await page.getByRole('button', { name: /^Approve \d/ }).click();
    await expect(page.getByText(/Committed/).first()).toBeVisible(WORK);
    await page.getByRole('link', { name: /^Task \d+$/ }).click();
    await expect(page.getByText('Completed').or(page.getByText('Done')).first()).toBeVisible(WORK);
  });

  test('the record has changed, and the audit log says who, for whom and who approved', async () => {
    await page.goto('/records?q=netdata-apache2&sort=-updated_at');
    await page.getByRole('link', { name: 'netdata-apache2', exact: true }).first().click();
    await expect(page.getByText(/inactive/i).first()).toBeVisible();
    await page.goto('/audit?action=entity.update');
    await page.locator('tbody tr td a').first().click();
    await expect(page).toHaveURL(/\/audit\/\d+$/);
    await expect(page.getByText('curator').first()).toBeVisible();
    await expect(page.getByText(/Approved by/i)).toBeVisible();
    await expect(page.getByText('inactive').first()).toBeVisible();
  });

  test('the bell has told of the import, the proposal and the finished task', async () => {
    await page.getByRole('button', { name: /notification/i }).click();
    const panel = page.getByRole('dialog', { name: 'Notifications' });
    await expect(panel.getByRole('listitem').or(panel.getByRole('link')).nth(2)).toBeVisible(WORK);
    await page.keyboard.press('Escape');
  });

  test('the change is taken back', async () => {
    await page.goto('/reviews');
    await page.goto('/audit?action=change_set.commit');
    await page
      .getByRole('link', { name: /change set \d+/i })
      .first()
      .click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText(/Takes back change set/)).toBeVisible(WORK);
    await page.getByRole('button', { name: /^Approve \d/ }).click();
    await expect(page.getByText(/Committed/).first()).toBeVisible(WORK);
    await page.goto('/records?q=netdata-apache2&sort=-updated_at');
    await page.getByRole('link', { name: 'netdata-apache2', exact: true }).first().click();
    await expect(page.getByText(/^active$/i).first()).toBeVisible();
  });

  test('signing out ends the session here and for a reload', async () => {
    await page.goto('/');
    await page.getByRole('button', { name: /account/i }).click();
    await page.getByRole('menuitem', { name: /sign out/i }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in to Bureau');
    await page.goto('/records');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in to Bureau');
  });

  test('the browser had nothing to complain about', () => {
    expect(complaints).toEqual([]);
  });
});
