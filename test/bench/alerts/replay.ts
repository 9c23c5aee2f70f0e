import { advance, emptyState, type ShopState } from '../../../core/app/cycle.ts';
import { readingBody } from '../../../core/decide/ledger/diff.ts';
import type { RowSeen } from '../../../core/domain/console.ts';
import type { Draft, LearnedBody } from '../../../core/domain/event.ts';
import { MINUTE, SECOND } from '../../../core/domain/instant.ts';
import { NO_FACTS } from '../../../core/domain/settings.ts';
import type { TriggerSettings } from '../../../core/domain/trigger-settings.ts';
import { aPosition, aReading, aSource, aStream, eventMaker } from '../../builders/events.ts';
import type { Evening } from './evening.ts';
import type { Raised } from './rules.ts';

export type Replayed = {
  readonly raised: readonly Raised[];
  readonly interrupting: readonly number[];
  readonly lesson: LearnedBody | null;
};

const row = (sku: string, pinned: boolean): RowSeen => ({
  key: sku,
  title: sku,
  link: null,
  state: 'onSale',
  sellable: null,
  pinned,
  offer: null,
  sold: null,
  clicks: null,
  impressions: null,
  cart: null,
});

/** One evening through the real fold: a reading, the page and a tick a minute. What was raised, and what it taught. */
export function replayEvening(evening: Evening, lessons: readonly LearnedBody[], numbers: TriggerSettings): Replayed {
  const { made, runs, minutes } = evening;
  const { startsAt, plannedEndsAt, rundown, pins, viewers } = made.recording;
  const make = eventMaker();
  let state: ShopState = emptyState('main');
  const live = (at: number, draft: Omit<Draft, 'actor'>) => {
    state = advance(state, make(at, draft));
  };
  const skus = new Set(runs.map(({ sku }) => sku));
  const left = new Map(runs.map(({ sku, had }) => [sku, had]));
  const read = (at: number) => {
    const positions = [...left].map(([sku, units]) => aPosition(sku, 'LAX', { sellable: units, onSale: true }));
    live(at, { type: 'reading', body: readingBody(state.ledger, aReading('wms', at, positions)) });
  };
  const stream = aStream('acc', startsAt, plannedEndsAt, {
    id: made.recording.id,
    rundown: rundown
      .filter(({ sku }) => skus.has(sku))
      .map((slot) => ({ key: slot.sku, startsAt: slot.startsAt, endsAt: slot.endsAt })),
  });
  const { preferences } = state.ledger.settings;
  for (const body of lessons) live(startsAt - 2 * MINUTE, { type: 'learned', body });
  live(startsAt - MINUTE, {
    type: 'settings',
    body: {
      preferences: { ...preferences, intervals: { ...preferences.intervals, liveMs: MINUTE }, triggers: numbers },
      sources: [aSource('wms', 'both')],
      accounts: [{ id: 'acc', name: 'acc', profile: 'practice', site: 'https://x.example', channel: 'wms', pool: null }],
      skus: runs.map(({ sku }) => ({ sku, ...NO_FACTS })),
    },
  });
  read(startsAt - 30 * SECOND);
  // What is short as it begins is said then, and counts as said at its first minute.
  let before = state;
  live(startsAt, { type: 'settings', body: { streams: [stream] } });
  const raised: Raised[] = [];
  const interrupting: number[] = [];
  const watch = (minute: number) => {
    for (const [id, { goesTo }] of Object.entries(state.alerts))
      if (before.alerts[id] === undefined && goesTo === 'controller') interrupting.push(minute);
    // Another rule may lead the alert that a SKU has: it is said there all the same.
    for (const [id, { trigger, subject }] of Object.entries(state.findings))
      if (trigger === 'stockOut' && before.findings[id] === undefined && subject.sku !== undefined)
        raised.push({ sku: subject.sku, minute });
    before = state;
  };
  for (let minute = 0; minute < minutes; minute += 1) {
    const at = startsAt + minute * MINUTE;
    const pinned = pins.find((pin) => pin.startsAt <= at && pin.endsAt > at)?.sku ?? null;
    live(at + SECOND, {
      type: 'consoleSeen',
      body: {
        account: 'acc',
        seenAt: at + SECOND,
        page: { live: 'live', room: null, viewers: viewers[minute]?.viewers ?? null, comments: null },
        changed: [...skus].map((sku) => row(sku, sku === pinned)),
        keys: [...skus],
        complete: true,
      },
    });
    if (minute > 0) read(at + 2 * SECOND);
    live(at + 3 * SECOND, { type: 'tick', body: { now: at + 3 * SECOND, intervalMs: MINUTE, start: false } });
    watch(minute);
    for (const { sku, sold } of runs) left.set(sku, (left.get(sku) ?? 0) - (sold[minute] ?? 0));
  }
  const end = startsAt + minutes * MINUTE;
  live(end, { type: 'settings', body: { streams: [{ ...stream, actualEnd: end }] } });
  return { raised, interrupting, lesson: state.taught.settling[0] ?? null };
}
