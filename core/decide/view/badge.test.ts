import { expect, it } from 'vitest';
import { alert } from '../../../test/builders/view.ts';
import type { Alert } from '../../domain/alert.ts';
import { badgeOf } from './badge.ts';

const some = (n: number, over: Partial<Alert> = {}) =>
  Array.from({ length: n }, (_, index) => alert({ id: `a${index}`, ...over }));

it.each<[string, readonly Alert[], string]>([
  ['nothing', [], ''],
  ['what the controller must see', some(2), '2'],
  ['what was seen or snoozed: nothing', [alert({ state: 'acknowledged' }), alert({ state: 'snoozed' })], ''],
  [
    'safety stock and a planned stream',
    [alert({ trigger: 'safety', goesTo: 'operator' }), alert({ trigger: 'schedule', goesTo: 'operator' })],
    '2',
  ],
  [
    'what can wait for the desk: nothing',
    [alert({ trigger: 'cover', goesTo: 'operator' }), alert({ trigger: 'overstock', goesTo: 'operator' })],
    '',
  ],
  ['a flood', some(140), '99+'],
])('counts %s', (_name, alerts, text) => {
  expect(badgeOf(alerts)).toBe(text);
});
