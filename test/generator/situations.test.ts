import { expect, it } from 'vitest';
import { HOUR } from '../../core/domain/instant.ts';
import { aRecording, EVENING } from '../builders/recordings.ts';
import { livedIn, ordersOnly, RECORDED } from './situations.ts';

it.each([
  ['all recorded', RECORDED],
  ['one recorded', { ...RECORDED, recorded: 1 }],
  ['orders only', { ...RECORDED, told: ordersOnly }],
])('what runs beside a stream teaches it nothing, whatever comes of it: %s', (_, situation) => {
  const evenings = [0, 1, 2].map((day) => aRecording(day, { TEE: [5, 20, 40 + day] }));
  const beside = (units: readonly number[]) =>
    aRecording(3, { TEE: units, CAP: units }, { id: 'beside', endsAt: EVENING + 75 * HOUR });
  const tonight = aRecording(3, { TEE: [90] }, { startsAt: EVENING + 73 * HOUR, plannedEndsAt: EVENING + 76 * HOUR });
  const said = (one: readonly number[]) => [...livedIn([...evenings, beside(one), tonight], 4, situation)][0]?.moments;
  expect(said([70, 80, 90, 95])).toEqual(said([]));
  expect(said([])?.[0]?.history).toHaveLength(3);
});
