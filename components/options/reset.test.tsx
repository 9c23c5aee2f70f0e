// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { busySettings } from '../../test/builders/options.ts';
import { openOptions, press } from '../../test/builders/options-page.tsx';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const HOLD = 'Hold to reset all settings';
const held = () => screen.getByRole('button', { name: HOLD });
async function hold(ms: number): Promise<void> {
  fireEvent.pointerDown(held(), { button: 0 });
  await act(() => vi.advanceTimersByTimeAsync(ms));
}
async function opened() {
  const shop = await openOptions('data', busySettings(60));
  press('Reset settings…');
  return shop;
}
const region = () => screen.getByRole('region', { name: 'Reset settings' });

it('says how much of what goes, what stays, and that systems stay as they are', async () => {
  await opened();
  const items = within(region())
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);
  expect(items).toEqual(expect.arrayContaining(['Sources: 2', 'Console accounts: 2', 'SKUs: 60']));
  expect(items.filter((item) => /: 0$/.test(item ?? ''))).toEqual([]);
  expect(region()).toHaveTextContent(/All saved keys.*This stays.*audit log.*recordings.*paused, limited or withheld/);
});

it('is done only by holding: neither a click nor letting go early does anything', async () => {
  const { state } = await opened();
  fireEvent.click(held());
  await hold(600);
  fireEvent.pointerUp(held());
  await act(() => vi.advanceTimersByTimeAsync(1_000));
  expect(state.resets).toBe(0);
  await hold(900);
  expect(state.resets).toBe(1);
  expect(await screen.findByText(/^Settings are reset/)).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: HOLD })).toBeNull();
});

it('is done by the keyboard, too; a key that repeats is one key', async () => {
  const { state } = await opened();
  fireEvent.keyDown(held(), { key: 'Enter' });
  fireEvent.keyDown(held(), { key: 'Enter', repeat: true });
  await act(() => vi.advanceTimersByTimeAsync(900));
  expect(state.resets).toBe(1);
});

it('says why it was refused, and leaves everything as it was', async () => {
  const { state } = await opened();
  state.resetProblem = { key: 'worker:reset.running' };
  await hold(900);
  expect(await screen.findByText(/^Not reset: a stream is on air/)).toBeInTheDocument();
  expect(within(region()).getByText('Sources: 2')).toBeInTheDocument();
});

it('offers the settings file first', async () => {
  const { state } = await opened();
  press('Save the settings file first');
  expect(state.saved.map(({ name }) => name)).toEqual(['stockcue-settings.json']);
  expect(state.saved[0]?.text).toContain('SKU-0001');
});
