import { expect, type Page, test } from '@playwright/test';
import { stack } from './stack';

/** Longest wait for work that other processes do, on a busy machine with two cores. */
const WORK = { timeout: 120_000 };
interface Entity {
  id: number;
  version: number;
  description: string | null;
  metadata: object;
}

let token = '';

/** The API as the administrator. */
async function call<T>(method: string, path: string, body?: object): Promise<T> {
  const answer = await fetch(`${stack().api_url}/api/v1${path}`, {
    method,
    headers: {
      'Content-Type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json',
      ...(token && { Authorization: `Bearer ${token}` }),
    },
    body: body && JSON.stringify(body),
  });
  expect(answer.ok, await answer.clone().text()).toBe(true);
  return (await answer.json()) as T;
}

const makeRecord = (name: string, values: object = {}) =>
  call<Entity>('POST', '/entities', { name, ...values });

test.describe('what a record was, is, and why', () => {
  let page: Page;

  test.beforeAll(async ({ browser }) => {
    const { email, password } = stack();
    ({ access_token: token } = await call<{ access_token: string }>('POST', '/auth/login', {
      email,
      password,
    }));
    page = await browser.newPage({ baseURL: stack().portal_url, viewport: { width: 1280, height: 800 } });
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page).not.toHaveURL(/sign-in/);
  });

  test.afterAll(() => page.close());

  test('an import shows its bad rows beside the good ones, takes the good ones, and is taken back', async () => {
    const rows = Array.from(
      { length: 30 },
      (_, at) => `wizard ${at},${at % 10 === 4 ? 'much' : at * 2},w-${at}`,
    );
    const csv = ['title,price,sku', ...rows].join('\n');
    await page.goto('/records/import');
    await page.locator('input[type=file]').setInputFiles({
      name: 'wizard.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(csv),
    });
    await expect(page.getByLabel('title goes to')).toHaveValue('name');
    await page.getByLabel('price is read as').selectOption({ label: 'Whole number' });
    await page.getByLabel('Key column').selectOption('sku');
    await page.getByRole('button', { name: 'Check the rows' }).click();
    await expect(page.getByText('27 rows are ready, 3 are not. Fix them or import 27.').first()).toBeVisible(
      WORK,
    );
    const bad = page.getByRole('region', { name: 'Not ready' });
    await expect(bad.getByRole('row').nth(1)).toContainText('6');
    await expect(bad.getByRole('row').nth(1)).toContainText('price');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download 3 rows' }).click();
    expect((await download).suggestedFilename()).toMatch(/^import-\d+-errors\.csv$/);

    await page.reload();
    await page.getByRole('button', { name: 'Import 27, skip 3' }).click();
    await expect(page.getByText('27 records created. 3 rows could not be imported.').first()).toBeVisible(
      WORK,
    );
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page).toHaveURL(/\/change-sets\/\d+$/);
    await expect(page.getByText(/Takes back change set/)).toBeVisible(WORK);
  });

  test('two people edit one field: mine, theirs, and what it was', async () => {
    const { id } = await makeRecord('conflict', { metadata: { size: 1, colour: 'red' } });
    await page.goto(`/records/${id}/edit`);
    await page.getByLabel('Value of size').fill('2');
    await call('PATCH', `/entities/${id}`, { metadata: { size: 3, colour: 'blue' } });
    await page.getByRole('button', { name: 'Save changes' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('group')).toHaveCount(1);
    await expect(dialog.getByRole('group', { name: 'Size' })).toContainText('It was: 1');
    await expect(dialog.getByRole('button', { name: 'Use this version' })).toBeDisabled();
    await dialog.getByRole('radio', { name: 'Mine 2' }).check();
    await dialog.getByRole('button', { name: 'Use this version' }).click();
    await expect(page.getByLabel('Value of colour')).toHaveValue('blue');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page).toHaveURL(new RegExp(`/records/${id}$`));
    expect((await call<Entity>('GET', `/entities/${id}`)).metadata).toEqual({ size: 2, colour: 'blue' });
  });

  test('an old version is looked at, and brought back after a look at what that changes', async () => {
    const { id } = await makeRecord('time travel', { description: 'At first', metadata: { size: 640 } });
    await call('PATCH', `/entities/${id}`, { description: 'Later', metadata: { size: 642, extra: true } });
    await page.goto(`/records/${id}`);
    await page
      .getByRole('link', { name: 'History' })
      .or(page.getByRole('tab', { name: 'History' }))
      .first()
      .click();
    await page.getByRole('button', { name: 'Look at version 1' }).click();
    await expect(page.getByRole('heading', { name: 'Version 1' })).toBeVisible();
    await expect(page.getByText('3 values differ from now')).toBeVisible();
    await page.getByRole('button', { name: 'Restore this version' }).click();
    const dialog = page.getByRole('dialog', { name: 'Restore version 1?' });
    await expect(dialog).toContainText('It becomes version 3');
    await expect(dialog).toContainText('At first');
    await dialog.getByRole('button', { name: 'Restore version 1' }).click();
    await expect(page.getByText('brought back version 1')).toBeVisible();
    const record = await call<Entity>('GET', `/entities/${id}`);
    expect(record).toMatchObject({ description: 'At first', metadata: { size: 640 }, version: 3 });
  });

  test('a field that an agent wrote says so until somebody has looked at it', async () => {
    const { id } = await makeRecord('provenance one');
    await makeRecord('provenance two');
    const task = await call<{ id: number }>('POST', '/agent-tasks', {
      input: 'Set the status of every record whose name contains "provenance" to inactive.',
    });
    const proposed = () => call<{ id: number }[]>('GET', `/change-sets?agent_task_id=${task.id}`);
    await expect.poll(async () => (await proposed()).length, WORK).toBe(1);
    const [set] = await proposed();
    await page.goto(`/records/${id}`);
    await expect(page.getByRole('link', { name: /Proposed.*1 change, review/ })).toBeVisible();
    await call('POST', `/change-sets/${set?.id}/decision`, { decision: 'approve' });

    await page.goto(`/records/${id}`);
    const mark = page.getByRole('button', { name: /Status was written by.*curator.*unreviewed/ });
    await mark.click();
    const panel = page.getByRole('complementary', { name: 'Provenance' });
    await expect(panel).toContainText('curator');
    await expect(panel.getByRole('link', { name: `task ${task.id}` })).toBeVisible();
    await expect(panel).toContainText('Approved by');
    await expect(panel).toContainText('not yet');
    await panel.getByRole('button', { name: 'Reviewed' }).click();
    await expect(mark).toBeHidden();
    const status = page.getByRole('button', { name: /Status was written by.*curator/ });
    await status.click();
    await expect(panel.getByRole('button', { name: 'Reviewed' })).toBeHidden();
    await panel.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByRole('alertdialog')).toContainText('It becomes “active” again');
    await page.getByRole('button', { name: 'Undo status' }).click();
    await expect(page.getByRole('button', { name: /Status was written by.*You/ })).toBeVisible();
  });
});
