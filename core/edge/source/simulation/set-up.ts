import type { SettingsBody } from '../../../domain/settings.ts';
import { DEFAULT_PREFERENCES, NO_FACTS } from '../../../domain/settings.ts';
import type { RehearsalState } from '../../messages/protocol.ts';
import { catalogueOf } from './catalogue.ts';
import { lagAt, rundownOf, SHOW_MS } from './show.ts';

export const WAREHOUSE = 'rehearsal-warehouse';
export const CHANNEL = 'rehearsal-channel';
const ACCOUNT = 'practice';
const STREAM = '01REHEARSAL000000000000000';

/** Everything that a person would have to set up, so that the rehearsal runs by itself: sources, account, facts, listings, the stream. */
export function rehearsalSettings(state: RehearsalState): SettingsBody {
  const { listings, skus } = catalogueOf(state.seed);
  const plain = { address: '', options: {} };
  const lagMinutes = lagAt(state, Number.POSITIVE_INFINITY);
  return {
    preferences: { ...DEFAULT_PREFERENCES, actorName: '中控 Controller' },
    sources: [
      { ...plain, id: WAREHOUSE, connector: 'simulated-warehouse', name: '海外仓 Warehouse', role: 'warehouse', lagMinutes },
      { ...plain, id: CHANNEL, connector: 'simulated-channel', name: '渠道 Channel', role: 'channel', lagMinutes: 0 },
    ],
    accounts: [{ id: ACCOUNT, name: '练习直播间 Practice room', profile: 'practice', site: '', channel: CHANNEL, pool: null }],
    skus: skus.map(({ sku, title, group, planned }) => ({
      ...NO_FACTS,
      sku,
      title,
      group,
      plannedUnits: planned,
      dailySales: Math.max(1, Math.round(planned / 4)),
      safetyStock: Math.round(planned / 5),
    })),
    listings: listings.map(({ key, title, variants }) => ({ account: ACCOUNT, key, title, variants })),
    streams: [
      {
        id: STREAM,
        account: ACCOUNT,
        title: '练习场次 Practice stream',
        room: null,
        zone: 'America/Los_Angeles',
        plannedStart: state.startsAt,
        plannedEnd: state.startsAt + SHOW_MS,
        actualStart: state.startsAt,
        actualEnd: null,
        listings: null,
        rundown: rundownOf(state),
        planned: {},
        plannedSellOut: [],
        setAside: {},
      },
    ],
  };
}
