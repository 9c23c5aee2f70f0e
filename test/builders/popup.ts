import { phrase } from '../../core/domain/phrase.ts';
import type { PopupView } from '../../core/domain/view.ts';
import { alert, NOW, source, stream } from './view.ts';

const at = { instant: NOW + 1_560_000 };
const figures = (title: string) => ({ title, available: 38, chance: 83, by: 40, at });

export const popupAlert = (over: Partial<PopupView['alerts'][number]> = {}): PopupView['alerts'][number] => ({
  ...alert(),
  title: 'Tumbler 40 oz',
  reason: phrase('core:stockOut.short', figures('Tumbler 40 oz')),
  proposes: phrase('core:stockOut.proposes', {
    limit: 'perBuyer',
    perBuyer: 2,
    units: 10,
    every: 6,
    instead: 'link',
    nextLink: 5,
    next: 'High-waist leggings',
    nextLeft: 412,
  }),
  ...over,
});

/** Three alerts, a stream on air and one in another market, a source of each kind of health. */
export function busyPopup(language: 'en' | 'zh' = 'en'): PopupView {
  const title = language === 'zh' ? '不锈钢保温杯 1.2L 奶油白' : 'Stainless tumbler 40 oz, sand';
  const problem = { kind: 'network', say: phrase('source:problem.network') } as const;
  return {
    head: { shop: 'main', teamZone: 'Asia/Shanghai', asOf: NOW, notices: [] },
    alerts: [
      popupAlert({ title, reason: phrase('core:stockOut.short', figures(title)), subject: { sku: 'T', stream: '01JSTREAM' } }),
      popupAlert({
        id: 'safety',
        trigger: 'safety',
        goesTo: 'operator',
        reason: phrase('core:safety.reason', { title: 'CARDI-L', available: 12, safety: 30 }),
        proposes: phrase('core:safety.proposes'),
        subject: { sku: 'CARDI-L' },
        restock: {
          coverDays: 2.4,
          nextStream: NOW + 4 * 86_400_000,
          quantity: 240,
          mode: language === 'zh' ? '空派' : 'Air, door to door',
          orderBy: NOW + 2 * 86_400_000,
        },
      }),
      popupAlert({
        id: 'stale',
        trigger: 'stale',
        state: 'acknowledged',
        reason: phrase('core:stale.reason', { source: '3PL LA', since: { instant: NOW - 900_000 } }),
        proposes: phrase('core:stale.proposes'),
      }),
    ],
    streams: [
      stream(),
      stream({
        id: 's2',
        title: 'London lunch',
        zone: 'Europe/London',
        running: false,
        startsAt: NOW + 39_600_000,
        endsAt: NOW + 50_400_000,
      }),
    ],
    sources: [
      source('nj', { name: 'Warehouse NJ' }),
      source('la', { name: '3PL LA', lagMinutes: 90, lastGoodAt: NOW - 900_000, freshness: 'stale', failures: 12, problem }),
      source('new', {
        name: language === 'zh' ? '店铺渠道' : 'Shop channel',
        role: 'channel',
        lastGoodAt: null,
        freshness: 'never',
      }),
    ],
  };
}
