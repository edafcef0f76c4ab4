import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, expect, type Page } from '@playwright/test';
import PostalMime from 'postal-mime';
import { stack } from './stack';

/** Somebody of a journey. */
export interface Somebody {
  email: string;
  full_name: string;
  password: string;
}

let made = 0;

/** A name that no other journey uses. */
export function somebody(first: string): Somebody {
  const mark = `${Date.now().toString(36)}${++made}`;
  return {
    email: `${first.toLowerCase()}-${mark}@example.org`,
    full_name: `${first} ${mark}`,
    password: `violet kettle ${mark} harbour`,
  };
}

export const admin = (): Somebody => ({
  email: stack().email,
  full_name: 'Administrator',
  password: stack().password,
});

/** A browser of its own. @param complaints takes what it reports that no user should meet */
export async function openBrowser(browser: Browser, complaints: string[]): Promise<Page> {
  const context = await browser.newContext({
    baseURL: stack().portal_url,
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|violates/i.test(message.text())) complaints.push(message.text());
  });
  return page;
}

export async function fillSignIn(page: Page, { email, password }: Somebody): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

export async function signIn(page: Page, who: Somebody): Promise<void> {
  await page.goto('/sign-in');
  await fillSignIn(page, who);
  await expect(page).not.toHaveURL(/sign-in/);
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in to Bureau');
}

/** Adds somebody as an admin does in the portal, with a first password. @returns the address of their page */
export async function addPerson(page: Page, who: Somebody): Promise<string> {
  await page.goto('/users/invite');
  await page.getByLabel('E-mail').fill(who.email);
  await page.getByLabel('Name', { exact: true }).fill(who.full_name);
  await page.getByLabel('With a first password that you tell them').check();
  await page.getByLabel('First password', { exact: true }).fill(who.password);
  await page.getByRole('button', { name: 'Add the person' }).click();
  await expect(page).toHaveURL(/\/users\/\d+$/);
  return new URL(page.url()).pathname;
}

/** The link of the newest mail to an address, once it has come. @param path of the portal's page, `/reset` */
export async function mailedLink(address: string, path: string): Promise<string> {
  let link: string | undefined;
  await expect
    .poll(async () => (link = await newestLink(address, path)), { message: `a mail to ${address}` })
    .toBeTruthy();
  return link ?? '';
}

async function newestLink(address: string, path: string): Promise<string | undefined> {
  const folder = join(stack().folder, 'mail');
  for (const file of readdirSync(folder).sort().reverse()) {
    const { to, text = '' } = await PostalMime.parse(readFileSync(join(folder, file)));
    const link = /https?:\/\/\S+/.exec(text)?.[0];
    if (to?.[0]?.address === address && link?.includes(`${path}#`)) return link;
  }
  return undefined;
}
