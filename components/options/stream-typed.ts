import type { ShopSettings } from '../../core/domain/settings.ts';
import { rundownLater, type StartsBy, type Stream } from '../../core/domain/stream.ts';
import type { Say } from '../i18n/use-phrase.tsx';
import { isZone } from './market-time.ts';
import { instantOf, type Typed, typedOf } from './moment-field.tsx';
import {
  linesBySku,
  linesOf,
  offersOf,
  type PlannedLine,
  plannedOf,
  pricesOf,
  rolesOf,
  sellOutOf,
  setAsideOf,
  wrongIn,
  wrongLine,
} from './planned-units.tsx';
import { NO_REPEAT, type TypedRepeat } from './repeat.tsx';

const HALF_HOUR = 1_800_000;
export const STARTS: readonly StartsBy[] = ['hand', 'schedule', 'console'];
const EMPTY = { room: null, actualStart: null, actualEnd: null, rundown: [] } as const;

/** A stream as it is typed. */
export type TypedStream = {
  readonly title: string;
  readonly account: string;
  readonly zone: string;
  readonly start: Typed;
  readonly end: Typed;
  readonly listings: Stream['listings'];
  readonly planned: readonly PlannedLine[];
  readonly viewers: string;
  readonly adSpend: string;
  readonly starts: StartsBy;
  readonly repeat: TypedRepeat;
};

/** As it stands; a new one begins at the next half hour, in the zone of the newest stream, and lasts three hours. */
export function typedStream(
  before: Stream | null,
  { streams: known, skus }: Pick<ShopSettings, 'streams' | 'skus'>,
  account: string,
  now: number,
): TypedStream {
  const streams = Object.values(known);
  const newest = streams.toSorted((a, b) => b.plannedStart - a.plannedStart)[0];
  const zone = before?.zone ?? newest?.zone ?? 'America/New_York';
  const from = before?.plannedStart ?? Math.ceil(now / HALF_HOUR) * HALF_HOUR;
  const to = before?.plannedEnd ?? from + 6 * HALF_HOUR;
  return {
    title: before?.title ?? '',
    account: before?.account ?? account,
    zone,
    start: typedOf(zone, from),
    end: typedOf(zone, to),
    listings: before?.listings ?? null,
    planned: before === null ? linesBySku(skus) : linesOf(before),
    viewers: numberText(before?.expected?.viewers),
    adSpend: numberText(before?.expected?.adSpend),
    starts: before?.starts ?? 'hand',
    repeat: NO_REPEAT,
  };
}

/** What is wrong with it, in words; null where it can be saved. */
export function wrongStream(typed: TypedStream, say: Say): string | null {
  const { zone, start, end, listings, planned, viewers, adSpend } = typed;
  if (!isZone(zone)) return say('options:streams.badZone', { zone });
  const [from, to] = [instantOf(zone, start), instantOf(zone, end)];
  if (from === null || to === null || to <= from) return say('options:streams.badTimes');
  if (listings?.length === 0) return say('options:streams.noListing');
  const wrong = wrongLine(planned);
  if (wrong !== null) return say('options:streams.badPlanned', { sku: wrong.sku || '?', units: wrongIn(wrong) });
  const bad = [viewers, adSpend].find((text) => numberOf(text) === undefined);
  return bad === undefined ? null : say('options:streams.badNumber', { number: bad });
}

/** The stream that was typed; it has been looked at. `now`: as it stands, which may have been started meanwhile. */
export function streamTyped(typed: TypedStream, now: Stream | null, newId: () => string): Stream {
  const { title, account, zone, start, end, listings, planned, viewers, adSpend, starts } = typed;
  const { expected: _, starts: __, ...kept } = now ?? { ...EMPTY, id: newId(), expected: undefined, starts: undefined };
  const plannedStart = instantOf(zone, start) ?? 0;
  return {
    ...kept,
    title: title.trim(),
    account,
    zone,
    plannedStart,
    rundown: now === null ? kept.rundown : rundownLater(kept.rundown, plannedStart - now.plannedStart),
    plannedEnd: instantOf(zone, end) ?? 0,
    listings,
    planned: plannedOf(planned),
    setAside: setAsideOf(planned),
    plannedSellOut: sellOutOf(planned),
    ...(starts === 'hand' ? {} : { starts }),
    ...expectedOf(viewers, adSpend, planned),
  };
}

const numberText = (value: number | null | undefined): string => (value == null ? '' : String(value));
/** Null: nothing was typed; undefined: it is no number. */
function numberOf(text: string): number | null | undefined {
  const typed = text.trim();
  if (typed === '') return null;
  return /^\d{1,12}([.]\d+)?$/.test(typed) ? Number(typed) : undefined;
}

/** Nothing where nothing is expected beside the plan. */
function expectedOf(viewers: string, adSpend: string, lines: readonly PlannedLine[]): Pick<Stream, 'expected'> {
  const offers = offersOf(lines);
  const expected = {
    viewers: numberOf(viewers) ?? null,
    adSpend: numberOf(adSpend) ?? null,
    prices: pricesOf(lines),
    roles: rolesOf(lines),
    ...(Object.keys(offers).length === 0 ? {} : { offers }),
  };
  const isNone = viewers.trim() + adSpend.trim() === '' && lines.every(({ price, role, offer }) => price + role + offer === '');
  return isNone ? {} : { expected };
}
