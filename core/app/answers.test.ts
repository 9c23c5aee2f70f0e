import { describe, expect, it } from 'vitest';
import { ACTOR, aStream, T0 } from '../../test/builders/events.ts';
import { aJudgedShop, facts } from '../../test/builders/judged-shop.ts';
import { badgeOf } from '../decide/view/badge.ts';
import type { Snooze } from '../domain/alert.ts';
import type { Draft } from '../domain/event.ts';
import { HOUR, MINUTE } from '../domain/instant.ts';
import type { Intent } from '../domain/intent.ts';
import { deskOf } from './desk/desk.ts';
import { carryOut } from './intents.ts';
import { panelOf, popupOf, type ViewContext } from './views.ts';

const CONTEXT: ViewContext = {
  account: 'acc',
  stream: null,
  choices: [],
  clock: { realAnchor: 0, anchor: 0, rate: 1 },
  notices: [],
  levers: {},
};
type AlertIntent = Extract<Intent, { kind: 'alert' }>;
type Answer = { readonly action: AlertIntent['action']; readonly lasts?: Snooze };

/** A stream on air, and something for its operator. */
function aBusyShop() {
  const shop = aJudgedShop({ streams: [aStream('acc', T0, T0 + 2 * HOUR)], skus: [facts('TEE', { safetyStock: 500 })] });
  shop.read(0, { TEE: 400 });
  shop.tick(0);
  let minute = 1;
  return {
    panel: (stream: string | null) => panelOf(shop.state(), { ...CONTEXT, stream }).alerts.map(({ trigger }) => trigger),
    popup: () => popupOf(shop.state(), CONTEXT).alerts,
    desk: () => deskOf(shop.state(), { tab: 'alerts', stream: null, sku: null }, CONTEXT).alerts,
    /** As a surface sends it. */
    async answer(intent: Answer) {
      minute += 1;
      const [first] = popupOf(shop.state(), CONTEXT).alerts;
      const now = T0 + minute * MINUTE;
      const deps = {
        settings: () => shop.state().ledger.settings,
        append: async (draft: Draft) => shop.feed(minute, draft),
        clock: { now: () => now },
        dispatcher: { run: async () => null, settleBy: async () => null },
        stopAct: () => null,
        promoted: () => ({ key: 'act:refused.noPage' }),
        drips: { intent: async () => null },
        guards: { intent: async () => null },
        pollNow: () => {},
      };
      const asked = { kind: 'alert', alert: first?.id ?? '', ...intent } as AlertIntent;
      expect(await carryOut(deps, asked, ACTOR)).toBeNull();
      return this.popup()[0];
    },
  };
}

describe('what goes to the operator', () => {
  it('never stands before a live controller, and waits in the popup and on the desk', () => {
    const shop = aBusyShop();
    expect(shop.panel('stream')).toEqual([]);
    expect(shop.panel(null)).toEqual(['safety']);
    expect(shop.popup().map(({ trigger }) => trigger)).toEqual(['safety']);
    expect(shop.desk()).toEqual(shop.popup());
  });

  it('is answered from there: seen, put off for as long as was said, woken, and counted on the icon only while nobody has seen it', async () => {
    const shop = aBusyShop();
    expect(badgeOf(shop.popup())).toBe('1');
    expect(await shop.answer({ action: 'acknowledge' })).toMatchObject({ state: 'acknowledged' });
    expect(badgeOf(shop.popup())).toBe('');
    expect(await shop.answer({ action: 'wake' })).toMatchObject({ state: 'raised' });
    expect(await shop.answer({ action: 'snooze', lasts: 'hour' })).toMatchObject({ snoozedUntil: T0 + 4 * MINUTE + HOUR });
    expect(badgeOf(shop.popup())).toBe('');
    // Eight in the morning in Shanghai, where the team is.
    expect(await shop.answer({ action: 'snooze', lasts: 'morning' })).toMatchObject({
      state: 'snoozed',
      snoozedUntil: Date.parse('2026-11-24T08:00+08:00'),
    });
    expect(await shop.answer({ action: 'wake' })).toMatchObject({ state: 'raised', snoozedUntil: null });
  });
});
