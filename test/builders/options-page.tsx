import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { createLanguage } from '../../components/i18n/i18n.ts';
import { Options } from '../../components/options/options.tsx';
import type { SettingsBody, ShopSettings } from '../../core/domain/settings.ts';
import { fakeShop } from './options.ts';

/** The options page as a person uses it: by label and by what a button says. */
export async function openOptions(section: string, start: Partial<ShopSettings> = {}, language: 'en' | 'zh' = 'en') {
  history.replaceState(null, '', '#');
  const shop = fakeShop(start);
  render(<Options i18n={createLanguage(language)} world={shop.world} load={shop.load} section={section} />);
  await screen.findAllByRole('heading', { level: 2 });
  const newest = async (): Promise<SettingsBody> => {
    await waitFor(() => {
      if (shop.state.changes.length === 0) throw new Error('Nothing was saved yet.');
    });
    return shop.state.changes.at(-1) ?? {};
  };
  return { ...shop, newest };
}
export const type = (label: string | RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
export const tick = (label: string | RegExp) => fireEvent.click(screen.getByLabelText(label));
export const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
export const submit = (name: string | RegExp) => fireEvent.submit(screen.getByRole('form', { name }));
/** Chooses a file in the nth place where one can be chosen. */
export function choose(content: string | ArrayBuffer, name: string, nth = 0): void {
  const input = document.querySelectorAll('input[type=file]')[nth];
  if (input === undefined) throw new Error('No file can be chosen here.');
  fireEvent.change(input, { target: { files: [new File([content], name)] } });
}
