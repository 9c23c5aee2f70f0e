import { describe, expect, it } from 'vitest';
import { T0 } from '../../../test/builders/events.ts';
import type { AlertActionBody } from '../../domain/event.ts';
import type { Finding, Findings } from '../../domain/finding.ts';
import { HOUR, MINUTE } from '../../domain/instant.ts';
import { type Alerts, alertsAfter, causeOf, withActions } from './alerts.ts';
import { findingId } from './findings.ts';

/** What a trigger holds of TEE. */
const finding = (trigger: Finding['trigger'], urgency: number, more: Partial<Finding> = {}): Finding => {
  const subject = more.subject ?? { sku: 'TEE' };
  const goesTo = more.goesTo ?? 'operator';
  return {
    id: findingId({ id: trigger }, subject),
    trigger,
    subject,
    goesTo,
    urgency,
    reason: { key: `core:${trigger}.reason` },
    proposes: { key: `core:${trigger}.proposes` },
    quietUntil: null,
    ...more,
  };
};
const of = (...all: readonly Finding[]): Findings => Object.fromEntries(all.map((one) => [one.id, one]));

/** Findings as they follow on one another, a minute apart, with what a person says after some. */
function life() {
  let findings: Findings = {};
  let alerts: Alerts = {};
  let actions: Record<string, AlertActionBody> = {};
  let now = T0;
  return {
    be(...all: readonly Finding[]): readonly Alerts[string][] {
      now += MINUTE;
      const next = of(...all);
      alerts = withActions(alertsAfter(alerts, findings, next, now), actions, now);
      findings = next;
      return Object.values(alerts);
    },
    say(action: AlertActionBody['action'], minutes: number | null = null) {
      for (const { id } of Object.values(alerts))
        actions = { ...actions, [id]: { alert: id, action, until: minutes === null ? null : now + minutes * MINUTE, at: now } };
      return this.be(...Object.values(findings))[0]?.state;
    },
    state: () => Object.values(alerts)[0]?.state,
  };
}

describe('one cause', () => {
  it('is one alert for whom it goes to: what the most urgent says, with the names of the others', () => {
    const alerts = life().be(finding('cover', 90), finding('schedule', 200), finding('safety', 150), finding('pulse', 60));
    expect(alerts).toMatchObject([
      { trigger: 'schedule', also: ['safety', 'cover', 'pulse'], urgency: 200, reason: { key: 'core:schedule.reason' } },
    ]);
  });

  it('is not hidden from the controller by what the operator has, nor the other way', () => {
    const subject = { sku: 'TEE', stream: 's1' };
    const alerts = life().be(
      finding('stockOut', 700, { goesTo: 'controller', subject }),
      finding('pulse', 100, { goesTo: 'controller', subject }),
      finding('safety', 300),
    );
    expect(alerts.map(({ goesTo, trigger, also }) => [goesTo, trigger, also])).toEqual([
      ['controller', 'stockOut', ['pulse']],
      ['operator', 'safety', []],
    ]);
  });

  it('is each stream’s own on air', () => {
    const causes = ['s1', 's2'].map((stream) =>
      causeOf(finding('stockOut', 1, { goesTo: 'controller', subject: { sku: 'TEE', stream } })),
    );
    expect(new Set(causes).size).toBe(2);
  });

  it.each(['breakout', 'overstock', 'oversell'] as const)('is not what %s says', (trigger) => {
    expect(life().be(finding('cover', 90), finding(trigger, 20))).toHaveLength(2);
  });

  it('is led by the same one while two are as urgent', () => {
    const shop = life();
    shop.be(finding('safety', 151), finding('cover', 150));
    for (const urgency of [152, 149, 155, 158]) {
      expect(shop.be(finding('safety', 151), finding('cover', urgency))).toMatchObject([
        { trigger: 'safety', urgency: Math.max(151, urgency) },
      ]);
    }
    expect(shop.be(finding('safety', 151), finding('cover', 170))).toMatchObject([{ trigger: 'cover', urgency: 170 }]);
  });

  it('goes over to another at once where the one that led is quiet, and is the same alert', () => {
    const shop = life();
    const [before] = shop.be(finding('safety', 200), finding('cover', 150));
    const [after] = shop.be(finding('cover', 150));
    expect(after).toMatchObject({ trigger: 'cover', id: before?.id, raisedAt: before?.raisedAt });
  });

  it('keeps the very alert while the words are the same', () => {
    const shop = life();
    const [before] = shop.be(finding('safety', 200));
    expect(shop.be(finding('safety', 200))[0]).toBe(before);
  });
});

describe('an answer', () => {
  it('holds for the cause, whichever trigger leads', () => {
    const shop = life();
    shop.be(finding('safety', 200));
    expect(shop.say('acknowledge')).toBe('acknowledged');
    shop.be(finding('safety', 200), finding('schedule', 260));
    expect(shop.state()).toBe('acknowledged');
    shop.be(finding('cover', 120));
    expect(shop.state()).toBe('acknowledged');
  });

  it.each(['acknowledge', 'snooze'] as const)('(%s) no longer holds once it is much more urgent', (action) => {
    const shop = life();
    shop.be(finding('cover', 90));
    shop.say(action, 60);
    shop.be(finding('cover', 90), finding('schedule', 189));
    expect(shop.state()).not.toBe('raised');
    shop.be(finding('cover', 90), finding('schedule', 190));
    expect(shop.state()).toBe('raised');
    // It was said anew: it does not fall silent by itself when it is a little less so.
    shop.be(finding('cover', 90), finding('schedule', 150));
    expect(shop.state()).toBe('raised');
    expect(shop.say('acknowledge')).toBe('acknowledged');
  });

  it('to an earlier raising does not count for a new one', () => {
    const shop = life();
    shop.be(finding('cover', 90));
    shop.say('acknowledge');
    shop.be();
    shop.be(finding('cover', 90));
    expect(shop.state()).toBe('raised');
  });

  it('puts it off until its time, or until somebody wakes it', () => {
    const shop = life();
    shop.be(finding('cover', 90));
    expect(shop.say('snooze', HOUR / MINUTE)).toBe('snoozed');
    // Waking is a snooze that lasts no longer.
    expect(shop.say('snooze')).toBe('raised');
    expect(shop.say('snooze', 3)).toBe('snoozed');
    shop.be(finding('cover', 90));
    shop.be(finding('cover', 90));
    expect(shop.state()).toBe('raised');
  });
});
