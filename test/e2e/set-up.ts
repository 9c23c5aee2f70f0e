import type { Page } from 'playwright-core';
import type { Extension } from './extension.ts';

export type NewSource = {
  readonly kind: string;
  readonly name: string;
  readonly role: string;
  readonly fields: Readonly<Record<string, string>>;
};

/** The options page, worked as a person works it: by labels and buttons. */
export async function openOptions(extension: Extension): Promise<Page> {
  const page = await extension.open('options.html');
  await page.getByRole('heading', { name: 'Sources' }).waitFor();
  return page;
}

const section = (page: Page, name: string): Promise<void> => page.getByRole('link', { name, exact: true }).click();

/** Adds a source and answers with what *Check* said of it. */
export async function addSource(page: Page, { kind, name, role, fields }: NewSource): Promise<string> {
  await section(page, 'Sources');
  await page.getByRole('button', { name: 'Add a source' }).click();
  const form = page.getByRole('form', { name: 'Source' });
  await form.getByLabel('System').selectOption({ label: kind });
  await form.getByLabel('Name', { exact: true }).fill(name);
  await form.getByLabel('Role').selectOption(role);
  for (const [label, value] of Object.entries(fields)) await form.getByLabel(label, { exact: true }).fill(value);
  await form.getByRole('button', { name: 'Save and check' }).click();
  const words = form.locator('.words');
  await words.waitFor();
  const said = (await words.textContent()) ?? '';
  await form.getByRole('button', { name: 'Close' }).click();
  return said;
}

/** Short intervals, so that a journey waits for polls and not for minutes. */
export async function pollOften(page: Page): Promise<void> {
  await section(page, 'This browser');
  await page.getByLabel('Name of this browser').fill('Lin');
  await page.getByLabel('Poll while live').fill('0.5');
  await page.getByLabel('Poll otherwise').fill('0.5');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved.').waitFor();
}

export async function addAccount(page: Page, name: string, site: string, channel: string | null): Promise<void> {
  await section(page, 'Console accounts');
  await page.getByRole('button', { name: 'Add a console account' }).click();
  const form = page.getByRole('form', { name: 'Console account' });
  await form.getByLabel('Name').fill(name);
  await form.getByLabel('Address of the console').fill(site);
  if (channel !== null) await form.getByLabel('Channel source').selectOption({ label: channel });
  await form.getByRole('button', { name: 'Save' }).click();
  await form.waitFor({ state: 'detached' });
}

/** A stream of three hours that starts now. */
export async function startStream(page: Page, title: string): Promise<void> {
  await section(page, 'Streams');
  await page.getByRole('button', { name: 'Add a stream' }).click();
  const form = page.getByRole('form', { name: 'Stream' });
  await form.getByLabel('Title').fill(title);
  await form.getByRole('button', { name: 'Save' }).click();
  await form.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Start now' }).click();
  await page.getByText('on air', { exact: true }).waitFor();
}
