import { type CalendarEvent, type CalendarStep, seriesOf } from '../../core/domain/calendar.ts';
import { type Expected, isToSellOut } from '../../core/domain/expected.ts';
import type { SettingsBody, ShopSettings } from '../../core/domain/settings.ts';
import { rundownLater, type Stream } from '../../core/domain/stream.ts';

const PLAIN = {
  room: null,
  actualStart: null,
  actualEnd: null,
  listings: null,
  rundown: [],
  planned: {},
  setAside: {},
} as const;
type Change = { readonly streams: readonly Stream[]; readonly drop: { readonly streams: readonly string[] } };

/** What SKUs are there for in a new stream: as in the one before it of its series, else of its account, else as each SKU's own role says. */
function rolesFor(
  { uid, startsAt }: CalendarEvent,
  account: string,
  { streams, skus }: Pick<ShopSettings, 'streams' | 'skus'>,
): Pick<Stream, 'plannedSellOut' | 'expected'> {
  const before = Object.values(streams)
    .filter((one) => one.account === account && one.plannedStart < startsAt)
    .toSorted((a, b) => b.plannedStart - a.plannedStart);
  const like = before.find((one) => one.uid !== undefined && seriesOf(one.uid) === seriesOf(uid)) ?? before[0];
  if (like !== undefined) return withRoles(like.expected?.roles ?? {}, like.plannedSellOut);
  const own = Object.values(skus).flatMap(({ sku, supply }) => (isToSellOut(supply?.role) ? [[sku, supply?.role] as const] : []));
  const roles = Object.fromEntries(own.flatMap(([sku, role]) => (role == null ? [] : [[sku, role]])));
  return withRoles(roles, Object.keys(roles));
}

const withRoles = (roles: Expected['roles'], plannedSellOut: readonly string[]): Pick<Stream, 'plannedSellOut' | 'expected'> =>
  Object.keys(roles).length === 0
    ? { plannedSellOut }
    : { plannedSellOut, expected: { viewers: null, adSpend: null, prices: {}, roles } };

/** What to save of a calendar: new streams, those that moved (with their rundown), and those that are cancelled. */
export function calendarChange(
  steps: readonly CalendarStep[],
  settings: Pick<ShopSettings, 'streams' | 'skus'>,
  account: string,
  newId: () => string,
): SettingsBody & Change {
  const put = steps.flatMap(({ event, stream: id, what }): Stream[] => {
    const { title, startsAt: plannedStart, endsAt: plannedEnd, zone, uid } = event;
    const times = { title, plannedStart, plannedEnd, zone, uid };
    if (what === 'new') return [{ ...PLAIN, ...times, ...rolesFor(event, account, settings), id: newId(), account }];
    const before = id === null ? undefined : settings.streams[id];
    if (what !== 'changed' || before === undefined) return [];
    return [{ ...before, ...times, rundown: rundownLater(before.rundown, plannedStart - before.plannedStart) }];
  });
  const drop = steps.flatMap(({ stream, what }) => (what === 'cancelled' && stream !== null ? [stream] : []));
  return { streams: put, drop: { streams: drop } };
}
