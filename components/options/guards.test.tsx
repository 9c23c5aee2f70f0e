// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { Guard } from '../../core/domain/guard.ts';
import { DEFAULT_PREFERENCES, NO_FACTS, type ShopSettings } from '../../core/domain/settings.ts';
import { openOptions, tick, type } from '../../test/builders/options-page.tsx';

afterEach(cleanup);
const skus = { A: { sku: 'A', ...NO_FACTS, title: 'Cup' }, B: { sku: 'B', ...NO_FACTS } };
const guard = (more: Partial<Guard> = {}): Guard => ({
  sku: 'A',
  pauseAt: null,
  capOversold: false,
  wavesOf: null,
  mostPerHour: 3,
  ...more,
});
const guarded = (more: Partial<Guard>): Partial<ShopSettings> => ({ skus, guards: { A: guard(more) } });
const PAUSE = 'A: Pause when this many or fewer are left';
const WAVES = "A: Near the warehouse's capacity, release in waves of";
const leave = (label: string) => fireEvent.blur(screen.getByLabelText(label));

describe('guards', () => {
  it('are off until a person turns one on, and then bear that name', async () => {
    const { newest } = await openOptions('guards', { skus, preferences: { ...DEFAULT_PREFERENCES, actorName: 'Lin' } });
    expect(screen.getByText(/0 guards on/)).toBeInTheDocument();
    expect(screen.getByLabelText(PAUSE)).not.toBeChecked();
    expect(screen.getByLabelText(`${PAUSE}, number`)).toBeDisabled();
    tick(PAUSE);
    expect(await newest()).toEqual({ guards: [guard({ pauseAt: 5, by: 'Lin' })] });
    expect(await screen.findByText(/1 guard on/)).toBeInTheDocument();
  });

  it.each<[string, string, string, Partial<Guard>, Partial<Guard>]>([
    ['when to pause', `${PAUSE}, number`, '12', { pauseAt: 5 }, { pauseAt: 12 }],
    ['to pause only when nothing is left', `${PAUSE}, number`, '0', { pauseAt: 5 }, { pauseAt: 0 }],
    ['how large a wave is', `${WAVES}, number`, '３0', { wavesOf: 20 }, { wavesOf: 30 }],
    [
      'how often it acts',
      'A: Acts at most, times an hour, number',
      '1',
      { capOversold: true },
      { capOversold: true, mostPerHour: 1 },
    ],
  ])('takes %s', async (_, label, value, before, after) => {
    const { newest } = await openOptions('guards', guarded(before));
    type(label, value);
    leave(label);
    expect((await newest()).guards).toEqual([guard(after)]);
  });

  it.each([
    ['many', `${PAUSE}, number`, { pauseAt: 5 }],
    ['2.5', `${PAUSE}, number`, { pauseAt: 5 }],
    ['', `${PAUSE}, number`, { pauseAt: 5 }],
    ['0', `${WAVES}, number`, { wavesOf: 20 }],
    ['61', 'A: Acts at most, times an hour, number', { pauseAt: 5 }],
  ])('refuses “%s” in words, keeps it in sight and changes nothing', async (value, label, before) => {
    const { state } = await openOptions('guards', guarded(before));
    type(label, value);
    leave(label);
    expect(await screen.findByText(/is not a whole number from/)).toBeInTheDocument();
    expect(screen.getByLabelText(label)).toHaveValue(value);
    expect(screen.getByLabelText(label)).toHaveAttribute('aria-invalid', 'true');
    expect(state.changes).toEqual([]);
  });

  it('takes typing back on Escape', async () => {
    const { state } = await openOptions('guards', guarded({ pauseAt: 5 }));
    const field = screen.getByLabelText(`${PAUSE}, number`);
    field.focus();
    type(`${PAUSE}, number`, '77');
    fireEvent.keyDown(field, { key: 'Escape' });
    expect(field).toHaveValue('5');
    expect(state.changes).toEqual([]);
  });

  it('is gone when its last switch is turned off', async () => {
    const { newest } = await openOptions('guards', guarded({ capOversold: true }));
    tick('A: Limit to what is left when oversold');
    expect(await newest()).toEqual({ drop: { guards: ['A'] } });
  });

  it('shows those that are on first, and finds any by its title', async () => {
    await openOptions('guards', { skus, guards: { B: guard({ sku: 'B', pauseAt: 1 }) } });
    const named = () => screen.getAllByRole('rowheader').map((cell) => cell.textContent?.trim());
    expect(named()).toEqual(['B', 'A Cup']);
    type('Search SKUs', 'cup');
    await waitFor(() => expect(named()).toEqual(['A Cup']));
  });

  it('says in Chinese, too, what it will do and when it will not', async () => {
    await openOptions('guards', { skus }, 'zh');
    expect(screen.getByText(/倒计时 15 秒，任何人都能停止/)).toBeInTheDocument();
    expect(screen.getByText(/数据太旧或未知/)).toBeInTheDocument();
  });

  it('says what to do first where there is no SKU yet', async () => {
    await openOptions('guards');
    expect(screen.getByText(/Add SKUs in the catalogue first/)).toBeInTheDocument();
  });
});
