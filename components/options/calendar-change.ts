import type { CalendarStep } from '../../core/domain/calendar.ts';
import type { SettingsBody } from '../../core/domain/settings.ts';
import { rundownLater, type Stream } from '../../core/domain/stream.ts';

const PLAIN = {
  room: null,
  actualStart: null,
  actualEnd: null,
  listings: null,
  rundown: [],
  planned: {},
  plannedSellOut: [],
  setAside: {},
} as const;
type Change = { readonly streams: readonly Stream[]; readonly drop: { readonly streams: readonly string[] } };

/** What to save of a calendar: new streams, those that moved (with their rundown), and those that are cancelled. */
export function calendarChange(
  steps: readonly CalendarStep[],
  streams: Readonly<Record<string, Stream>>,
  account: string,
  newId: () => string,
): SettingsBody & Change {
  const put = steps.flatMap(({ event, stream: id, what }): Stream[] => {
    const { title, startsAt: plannedStart, endsAt: plannedEnd, zone, uid } = event;
    const times = { title, plannedStart, plannedEnd, zone, uid };
    if (what === 'new') return [{ ...PLAIN, ...times, id: newId(), account }];
    const before = id === null ? undefined : streams[id];
    if (what !== 'changed' || before === undefined) return [];
    return [{ ...before, ...times, rundown: rundownLater(before.rundown, plannedStart - before.plannedStart) }];
  });
  const drop = steps.flatMap(({ stream, what }) => (what === 'cancelled' && stream !== null ? [stream] : []));
  return { streams: put, drop: { streams: drop } };
}
