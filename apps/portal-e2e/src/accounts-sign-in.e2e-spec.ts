import { expect, type Page, test } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import {
  addPerson,
  admin,
  fillSignIn,
  mailedLink,
  openBrowser,
  signIn,
  signOut,
  somebody,
} from './accounts-desk';

const HALF_MINUTE = 30_000;

test.describe.serial('ways to sign in', () => {
  const ana = somebody('Ana');
  let desk: Page;
  let page: Page;
  const complaints: string[] = [];

  test.beforeAll(async ({ browser }) => {
    desk = await openBrowser(browser, complaints);
    page = await openBrowser(browser, complaints);
    await signIn(desk, admin());
  });

  test.afterAll(async () => {
    await desk.context().close();
    await page.context().close();
  });

  test('an invitation by mail lets somebody choose a password, and leaves no token behind', async () => {
    await desk.goto('/users/invite');
    await desk.getByLabel('E-mail').fill(ana.email);
    await desk.getByLabel('Name', { exact: true }).fill(ana.full_name);
    await desk.getByRole('button', { name: 'Send the invitation' }).click();
    await expect(desk).toHaveURL(/\/users\/\d+$/);

    await page.goto(await mailedLink(ana.email, '/invite'));
    await expect(page).toHaveURL(/\/invite$/);
    await page.getByLabel('New password', { exact: true }).fill('too short');
    await page.getByRole('button', { name: 'Set the password' }).click();
    await expect(page.getByText('At least 12 characters; these are 9.')).toBeVisible();
    await page.getByLabel('New password', { exact: true }).fill(ana.password);
    await page.getByRole('button', { name: 'Set the password' }).click();
    await expect(page).toHaveURL(/\/sign-in$/);
    await fillSignIn(page, ana);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Hello');
  });

  test('an authenticator app is added, asked for, and replaced once by a recovery code', async () => {
    await page.goto('/settings');
    await page.getByRole('button', { name: 'Add an authenticator app' }).click();
    await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
    const typed = await page.getByLabel('Secret').innerText();
    const totp = new TOTP({ secret: Secret.fromBase32(typed.replaceAll(' ', '')) });
    await page.getByLabel('Code', { exact: true }).fill(totp.generate());
    await page.getByRole('button', { name: 'Confirm the code' }).click();
    const codes = page.getByRole('group', { name: 'Recovery codes' }).getByRole('listitem');
    await expect(codes).toHaveCount(10);
    const recovery = (await codes.first().innerText()).trim();
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await expect(page.getByText('10 recovery codes left')).toBeVisible();

    await signOut(page);
    await page.goto('/records');
    await fillSignIn(page, ana);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Enter your code');
    await page.getByLabel('Code', { exact: true }).fill('000 000');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByText('The code is wrong or was used before.')).toBeVisible();
    // A code counts once, and one of the next half minute is taken early.
    const next = totp.generate({ timestamp: Date.now() + HALF_MINUTE });
    await page.getByLabel('Code', { exact: true }).fill(next);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page).toHaveURL(/\/records$/);

    await signOut(page);
    await fillSignIn(page, ana);
    await page.getByRole('button', { name: 'Use a recovery code' }).click();
    await page.getByLabel('Recovery code').fill(recovery);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Hello');
    await page.goto('/settings');
    await expect(page.getByText('9 recovery codes left')).toBeVisible();
    await signOut(page);
  });

  test('a forgotten password is answered alike for everybody, and mended by a mail', async () => {
    const ben = somebody('Ben');
    await addPerson(desk, ben);
    for (const address of ['nobody@example.org', ben.email]) {
      await page.goto('/sign-in');
      await page.getByRole('link', { name: 'Forgot your password?' }).click();
      await page.getByLabel('E-mail').fill(address);
      await page.getByRole('button', { name: 'Send me a link' }).click();
      await expect(page.getByText(`If ${address} has an account, a link is on its way.`)).toBeVisible();
    }
    const link = await mailedLink(ben.email, '/reset');
    await page.goto(link);
    await expect(page).toHaveURL(/\/reset$/);
    const renewed = { ...ben, password: `${ben.password} again` };
    await page.getByLabel('New password', { exact: true }).fill(renewed.password);
    await page.getByRole('button', { name: 'Set the password' }).click();
    await expect(page).toHaveURL(/\/sign-in$/);
    await fillSignIn(page, renewed);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Hello');
    await signOut(page);

    await page.goto(link);
    await page.getByLabel('New password', { exact: true }).fill(`${renewed.password} twice`);
    await page.getByRole('button', { name: 'Set the password' }).click();
    await expect(page.getByText('This link was used, is too old')).toBeVisible();
  });

  test('somebody comes in by the provider, and back to the page that they wanted', async () => {
    const cleo = somebody('Cleo');
    await addPerson(desk, cleo);
    await page.goto('/records');
    await page.getByRole('button', { name: 'Continue with House' }).click();
    await page.getByLabel('Address').fill(cleo.email);
    await page.getByRole('button', { name: 'Enter' }).click();
    await expect(page).toHaveURL(/\/records$/);
    await page.goto('/settings');
    await expect(page.getByRole('region', { name: 'Signing in with House' })).toContainText(cleo.email);
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(
      'eyJ',
    );
  });

  test('the browsers had nothing to complain about', () => {
    expect(complaints).toEqual([]);
  });
});
