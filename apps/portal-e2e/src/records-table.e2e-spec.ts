import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { stack } from './stack';

const RECORDS = 3_000;
/** Longest wait for a change of all of them, on a busy machine with two cores. */
const WORK = { timeout: 120_000 };
const CATALOGUE = join(import.meta.dirname, '../../../database/seeds/software-catalogue.csv');

/**
 * The catalogue's sections and sizes under names of our own: the journey through the whole product, which follows,
 * looks for the catalogue's names.
 */
async function seed(): Promise<void> {
  const post = async (path: string, body: object, token = '') => {
    const answer = await fetch(`${stack().api_url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    expect(answer.ok, await answer.clone().text()).toBe(true);
    return (await answer.json()) as { access_token: string };
  };
  const { email, password } = stack();
  const { access_token } = await post('/auth/login', { email, password });
  const lines = (await readFile(CATALOGUE, 'utf8')).split('\n').slice(1, RECORDS + 1);
  const items = lines.map((line, at) => {
    const name = `table row ${String(at).padStart(4, '0')}`;
    return {
      values: { name, status: 'draft', type: 'table-row', metadata: { size: line.length, part: at % 7 } },
    };
  });
  for (let at = 0; at < RECORDS; at += 1_000)
    await post('/entities/bulk', { operation: 'create', items: items.slice(at, at + 1_000) }, access_token);
}

test.describe.serial('a table of 3,000 records', () => {
  let page: Page;
  const grid = () => page.getByRole('grid', { name: 'Records' });
  const row = (number: number) =>
    grid().getByRole('row', { name: new RegExp(`table row ${String(number).padStart(4, '0')}`) });
  const focusedRow = () => grid().locator('[role=row]:focus-within');
  const cell = (at: Locator, text: string | RegExp) => at.getByRole('gridcell').filter({ hasText: text });

  test.beforeAll(async ({ browser }) => {
    await seed();
    page = await browser.newPage({ baseURL: stack().portal_url, viewport: { width: 1280, height: 800 } });
    // A chosen file cannot be read by a test: the browser's own downloads can.
    await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill(stack().email);
    await page.getByLabel('Password', { exact: true }).fill(stack().password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).not.toHaveURL(/sign-in/);
    await page.goto('/records?type=table-row&sort=name');
  });

  test.afterAll(() => page.close());

  test('says how many rows there are, and draws those on the screen', async () => {
    await expect(page.getByText('3,000 matches')).toBeVisible();
    await expect(grid()).toHaveAttribute('aria-rowcount', '3001');
    await expect(row(0)).toHaveAttribute('aria-rowindex', '2');
    expect(await grid().getByRole('row').count()).toBeLessThan(40);
  });

  test('leads to the last row by one key, and up again from there', async () => {
    await row(0)
      .getByRole('rowheader')
      .click({ position: { x: 200, y: 8 } });
    await page.keyboard.press('Control+End');
    await expect(focusedRow()).toHaveAttribute('aria-rowindex', '3001');
    await expect(row(2_999)).toBeVisible();
    await page.keyboard.press('PageUp');
    await page.keyboard.press('ArrowUp');
    await expect(focusedRow()).toHaveAttribute('aria-rowindex', /29\d\d/);
    await page.keyboard.press('Control+Home');
    await expect(focusedRow()).toHaveAttribute('aria-rowindex', '2');
  });

  test('goes to a value, and shows the same rows after the way back', async () => {
    await page.keyboard.press('Shift+G');
    const dialog = page.getByRole('dialog', { name: 'Go to' });
    await dialog.getByRole('textbox').fill('table row 1500');
    await dialog.getByRole('button', { name: 'Go', exact: true }).click();
    await expect(row(1_500)).toHaveAttribute('aria-rowindex', '1502');
    await row(1_503).getByRole('link').click();
    await expect(page).toHaveURL(/\/records\/\d+$/);
    await page.goBack();
    await expect(row(1_503)).toHaveAttribute('aria-rowindex', '1505');
    await expect(row(1_503)).toBeInViewport();
  });

  test('edits a cell in place, and marks the row that no longer matches', async () => {
    await page.goto('/records?type=table-row&sort=name&columns=status,metadata.size&status=draft');
    await cell(row(1), 'Draft').click();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    const size = row(1).getByRole('textbox', { name: 'Size' });
    await size.fill('many');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Type a number')).toBeVisible();
    await size.fill('4,242');
    await page.keyboard.press('Enter');
    await expect(cell(row(1), '4,242')).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await row(1).getByRole('combobox', { name: 'Status' }).selectOption('active');
    await page.keyboard.press('Tab');
    await expect(row(1)).toContainText('no longer matches');
    await page.keyboard.press('Escape');
    await expect(row(1)).toBeVisible();
  });

  test('changes all that the filter finds, counted and tried out first', async () => {
    await page.goto('/records?type=table-row&sort=name');
    await page.getByRole('checkbox', { name: 'Select all loaded rows' }).click();
    await page.getByRole('button', { name: 'Select all 3,000' }).click();
    await expect(page.getByText('All 3,000 selected')).toBeVisible();
    await page.getByRole('button', { name: 'Set status' }).click();
    await page.getByRole('menuitem', { name: 'Active', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText('2,999 records will change.')).toBeVisible(WORK);
    await expect(dialog.getByText('1 are so already.')).toBeVisible();
    await dialog.getByRole('button', { name: 'Set status of 2,999 records' }).click();
    await expect(dialog.getByText('2,999 records changed.')).toBeVisible(WORK);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(cell(row(5), 'Active')).toBeVisible();
  });

  test('keeps a view under a name', async () => {
    await page.getByRole('button', { name: 'All records' }).click();
    await page.getByRole('menuitem', { name: 'Save as a new view…' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Table rows');
    await page.getByRole('button', { name: 'Save view' }).click();
    await expect(page).toHaveURL(/view=\d+/);
    await page.goto('/records');
    await expect(page).toHaveURL(/type=table-row/);
    await expect(page.getByRole('button', { name: 'Table rows' })).toBeVisible();
    await page.getByRole('button', { name: 'Table rows' }).click();
    await page.getByRole('menuitem', { name: 'All records' }).click();
    await expect(page).toHaveURL(/\/records$/);
  });

  test('saves what the list finds to a file', async () => {
    await page.goto('/records?type=table-row&metadata.part=3');
    await page.getByRole('button', { name: 'Export' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: /^CSV/ }).click();
    const file = await readFile(await (await download).path(), 'utf8');
    expect(file.trim().split('\n')).toHaveLength(430);
  });
});
