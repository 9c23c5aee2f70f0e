// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { phrase } from '../../core/domain/phrase.ts';
import type { PopupView } from '../../core/domain/view.ts';
import { busyPopup, popupAlert } from '../../test/builders/popup.ts';
import { NOW, source, stream } from '../../test/builders/view.ts';
import { createLanguage } from '../i18n/i18n.ts';
import { Popup } from './popup.tsx';
import { createPopupStore } from './popup-store.ts';

let clock = NOW;
beforeEach(() => {
  vi.useFakeTimers();
  clock = NOW;
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function show(view: PopupView | null, live: boolean, language: 'en' | 'zh' = 'en') {
  const store = createPopupStore();
  store.setState({ view, live });
  const opened: string[] = [];
  const chosen: string[] = [];
  const sent: unknown[] = [];
  const world = {
    store,
    now: () => clock,
    open: (page: string, sku?: string) => void opened.push(sku === undefined ? page : `${page} ${sku}`),
    send: async (intent: unknown) => {
      sent.push(intent);
      return null;
    },
  };
  render(<Popup i18n={createLanguage(language)} world={world} onLanguage={(one) => void chosen.push(one)} />);
  return { store, opened, chosen, sent };
}
const pass = (ms: number) => {
  clock += ms;
  act(() => void vi.advanceTimersByTime(1_000));
};
const over = (change: Partial<PopupView>): PopupView => ({ ...busyPopup(), ...change });

describe('the first paint', () => {
  it('shows what was saved last, with its age, before the worker has said a word', () => {
    const { store } = show(busyPopup(), false);
    pass(41_000);
    expect(screen.getByText('last seen 41 s ago')).toBeInTheDocument();
    expect(screen.getByText(/83 % chance to run out/)).toBeInTheDocument();
    expect(document.querySelector('.popup')).toHaveClass('is-old');
    act(() => store.setState({ live: true }));
    expect(screen.getByText('live')).toBeInTheDocument();
    expect(document.querySelector('.popup')).not.toHaveClass('is-old');
  });

  it('claims nothing to be missing before the worker has spoken', () => {
    const { store } = show(null, false);
    expect(screen.queryByText(/Nothing is set up yet/)).toBeNull();
    act(() => store.setState({ live: true }));
    expect(screen.getByText(/Nothing is set up yet. Add the system/)).toBeInTheDocument();
  });
});

it('says what a guard is about to do while it counts down, and stops it', () => {
  const say = phrase('guard:counting.pauseAt', { title: 'Tee', left: 5, n: 5 });
  const guard = { id: 'g1', sku: 'TEE', listing: 'l', step: 'counting', actsAt: NOW + 12_000, at: NOW - 3_000, say } as const;
  const { sent, store } = show(over({ guards: [guard] }), true);
  expect(screen.getByText(/Tee: only 5 left. Sale is about to be paused/)).toBeInTheDocument();
  pass(4_000);
  fireEvent.click(screen.getByRole('button', { name: '8 s Stop it' }));
  expect(sent).toEqual([{ kind: 'guard', guard: 'g1', action: 'stop' }]);
  // Of what was saved nobody knows whether it still counts.
  act(() => store.setState({ live: false }));
  expect(screen.queryByRole('button', { name: /Stop it/ })).toBeNull();
});

describe('alerts', () => {
  it('stand in the worker’s order, worst first, with their figures', () => {
    show(busyPopup(), true);
    const alerts = [...document.querySelectorAll<HTMLElement>('[data-alert]')];
    expect(alerts.map((alert) => alert.dataset.alert)).toEqual(['stockOut', 'safety', 'stale']);
    expect(alerts[0]).toHaveTextContent(/38 left, 83 % chance to run out before the end, short by about 40, out at 21:14/);
    expect(alerts[2]).toHaveTextContent('seen · 60 s ago');
  });

  it('tell their times by the market of their own stream', () => {
    const london = stream({ id: 'uk', zone: 'Europe/London' });
    const alerts = [popupAlert({ subject: { sku: 'T', stream: 'uk' } })];
    show(over({ streams: [stream(), london], alerts }), true);
    expect(screen.getByText(/out at 02:14 \(10:14\)/)).toBeInTheDocument();
  });

  it('come down to days of cover, the next stream, and how and until when to order', () => {
    const { opened } = show(busyPopup(), true);
    const hint = screen.getByRole('button', {
      name: /2\.4 days of cover · next stream .* · order 240 by Air, door to door until /,
    });
    fireEvent.click(hint);
    expect(opened).toEqual(['desk CARDI-L']);
  });

  it('say how many more there are than are shown', () => {
    const { opened } = show(over({ alerts: Array.from({ length: 53 }, (_, at) => popupAlert({ id: `a${at}` })) }), true);
    expect(document.querySelectorAll('[data-alert]')).toHaveLength(50);
    fireEvent.click(screen.getByRole('button', { name: '3 more: see all on the desk' }));
    expect(opened).toEqual(['alerts']);
  });

  it('can be acknowledged, put off and woken by whom they go to', () => {
    const alerts = [
      popupAlert({ id: 'cover', trigger: 'cover', goesTo: 'operator' }),
      popupAlert({ id: 'off', trigger: 'safety', state: 'snoozed', snoozedUntil: NOW + 3_600_000 }),
    ];
    const { sent } = show(over({ alerts }), true);
    expect(screen.getByText('Alerts (1)')).toBeInTheDocument();
    fireEvent.click(screen.getByRole('button', { name: 'Seen' }));
    fireEvent.change(screen.getByRole('combobox', { name: 'Snooze' }), { target: { value: 'morning' } });
    fireEvent.click(screen.getByRole('button', { name: /^1 snoozed until/ }));
    fireEvent.click(screen.getByRole('button', { name: 'Wake' }));
    expect(sent).toEqual([
      { kind: 'alert', alert: 'cover', action: 'acknowledge' },
      { kind: 'alert', alert: 'cover', action: 'snooze', lasts: 'morning' },
      { kind: 'alert', alert: 'off', action: 'wake' },
    ]);
  });

  it('are said to be none', () => {
    show(over({ alerts: [] }), true);
    expect(screen.getByText('Nothing needs you now.')).toBeInTheDocument();
  });
});

it('shows each stream by its own market’s clock and the team’s', () => {
  show(busyPopup(), true);
  expect(screen.getByText('1,105 sold, about 1,840 at the end')).toBeInTheDocument();
  expect(screen.getByText(/Tue, Nov 24 12:48 \(20:48\) – 15:48 \(23:48\)/)).toBeInTheDocument();
});

it('never turns an unknown figure into 0', () => {
  show(over({ streams: [stream({ netSoFar: null, forecastNet: null })] }), true);
  expect(screen.getByText('— sold, about — at the end')).toBeInTheDocument();
});

describe('each source', () => {
  const line = (id: string) => document.querySelector<HTMLElement>(`[data-source="${id}"]`);

  it('shows its health and its age, which grows by itself', () => {
    show(busyPopup(), true);
    expect(line('nj')).toHaveTextContent('3 s ago');
    expect(line('la')).toHaveTextContent(/15 min ago · stale.*No answer/);
    expect(line('la')).toHaveClass('is-stale');
    expect(line('new')).toHaveTextContent('never read');
    pass(20_000);
    expect(line('nj')).toHaveTextContent('23 s ago');
  });

  it('has an unknown age when the clock was set back', () => {
    show(over({ sources: [source('nj', { lastGoodAt: NOW + 60_000 })] }), true);
    expect(line('nj')).toHaveTextContent('age unknown');
  });

  it('says how much of it could not be read', () => {
    show(over({ sources: [source('nj', { rowProblems: 3 })] }), true);
    expect(line('nj')).toHaveTextContent('Rows or fields that could not be read: 3.');
  });
});

it('says what is wrong as a whole, first of all', () => {
  show(over({ head: { ...busyPopup().head, notices: [phrase('options:failed')] } }), true);
  expect(screen.getByRole('alert')).toHaveTextContent(/That did not work/);
});

describe('its buttons', () => {
  it('open the panel, the options and the rehearsal', () => {
    const { opened } = show(busyPopup(), true);
    for (const name of ['Open the panel', 'Options', 'Rehearsal']) fireEvent.click(screen.getByRole('button', { name }));
    expect(opened).toEqual(['window', 'options', 'rehearsal']);
  });

  it('lead a newcomer to the first source', () => {
    const { opened } = show(over({ sources: [], streams: [], alerts: [] }), true);
    fireEvent.click(screen.getByRole('button', { name: 'Add a source' }));
    expect(opened).toEqual(['options']);
  });

  it('never let a rehearsal pass for the shop', () => {
    const { opened } = show(over({ head: { ...busyPopup().head, shop: 'rehearsal' } }), true);
    expect(screen.getByText(/This is the rehearsal/)).toBeInTheDocument();
    fireEvent.click(screen.getByRole('button', { name: 'Add a source' }));
    expect(opened).toEqual(['options']);
  });
});

it('changes its language at once, and keeps it', () => {
  const { chosen } = show(busyPopup(), true);
  fireEvent.change(screen.getByLabelText('Language'), { target: { value: 'zh' } });
  expect(screen.getByText('预警（3）')).toBeInTheDocument();
  expect(document.documentElement.lang).toBe('zh-Hans');
  expect(chosen).toEqual(['zh']);
  expect(within(document.body).queryByText(/popup:/)).toBeNull();
});

it('shows hostile names as text', () => {
  const hostile = '<img src=x onerror=alert(1)>‮';
  show(over({ sources: [source('x', { name: hostile })], streams: [stream({ title: hostile })] }), true);
  expect(document.querySelector('img')).toBeNull();
  expect(screen.getAllByText(hostile)).toHaveLength(2);
});
