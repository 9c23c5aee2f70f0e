import type { Frame, Locator, Page } from 'playwright-core';

/** One listing's row in the panel. */
export const rowOf = (panel: Frame, key: string): Locator => panel.locator(`[role=row][data-key="${key}"]`).first();

/** A figure of a row as a person reads it; null is unknown. */
export async function figure(
  panel: Frame,
  key: string,
  which: 'left' | 'safe' | 'pace' | 'sale' | 'may',
): Promise<number | null> {
  const text = (await rowOf(panel, key).locator(`.figure.${which} .num`).textContent()) ?? '';
  return /\d/.test(text) ? Number(text.replace(/[^\d.-]/g, '')) : null;
}

/** The key of the first listing with one variant that can be paused and has at least so many on sale. */
export async function firstSingle(panel: Frame, onSale = 0): Promise<string> {
  const rows = panel.locator('[role=row][data-key]').filter({ has: panel.locator('.arm.is-pause') });
  const keys = await rows.evaluateAll((elements) =>
    elements
      .filter((element) => element.querySelector('.opener') === null)
      .map((element) => element.getAttribute('data-key') ?? ''),
  );
  for (const key of keys) if (onSale === 0 || ((await figure(panel, key, 'sale')) ?? 0) >= onSale) return key;
  throw new Error('No such listing with one variant is in sight.');
}

/** Opens the limit (`l`) or the drip (`d`) of a listing with one variant, with its number typed. */
export async function openForm(page: Page, panel: Frame, key: string, form: 'l' | 'd', n: number): Promise<void> {
  await rowOf(panel, key).focus();
  await page.keyboard.press(form);
  await panel.locator('.strip .number-field input').first().fill(String(n));
}

/** Confirms what is armed as soon as it may be. */
export const confirm = (panel: Frame): Promise<void> => panel.locator('[role=alertdialog] .confirm[aria-disabled=false]').click();

/** Read back, and shown so. */
export const confirmed = (panel: Frame): Promise<void> => panel.locator('.strip.outcome.is-confirmed').waitFor();
