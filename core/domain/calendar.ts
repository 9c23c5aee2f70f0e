import type { AccountId, StreamId } from './ids.ts';
import type { Instant, Zone } from './instant.ts';
import type { Phrase } from './phrase.ts';
import type { Stream } from './stream.ts';

/** One occurrence of an event of a calendar. `uid` names the occurrence: the event's own and, of a series, which of it. */
export type CalendarEvent = {
  readonly uid: string;
  readonly title: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly zone: Zone;
  readonly cancelled: boolean;
};
export type CalendarRead =
  | {
      readonly ok: true;
      readonly events: readonly CalendarEvent[];
      /** Events that cannot be streams, and why. */
      readonly refused: readonly { readonly title: string; readonly say: Phrase }[];
    }
  | { readonly ok: false; readonly say: Phrase };

/** What an event would do to the streams that are planned. */
export type CalendarStep = { readonly event: CalendarEvent; readonly stream: StreamId | null } & {
  readonly what: 'new' | 'changed' | 'same' | 'cancelled' | 'started' | 'over';
};

/** The event's own name, without which of a series it is. */
export const seriesOf = (uid: string): string => uid.split('\u001f')[0] ?? uid;
export const occurrenceUid = (uid: string, recurrence: string | null): string =>
  recurrence === null ? uid : `${uid}\u001f${recurrence}`;

/** Each event beside the stream that it is, or would become. A planned stream whose event is gone from its series is cancelled. */
export function calendarSteps(
  events: readonly CalendarEvent[],
  streams: readonly Stream[],
  account: AccountId,
  { from, until, now }: { readonly from: Instant; readonly until: Instant; readonly now: Instant },
): readonly CalendarStep[] {
  const mine = new Map(
    streams.filter((one) => one.account === account && one.uid !== undefined).map((one) => [one.uid ?? '', one]),
  );
  const steps = events.flatMap((event): CalendarStep[] => {
    const stream = mine.get(event.uid);
    mine.delete(event.uid);
    if (stream === undefined) return event.cancelled ? [] : [{ event, stream: null, what: event.endsAt <= now ? 'over' : 'new' }];
    return [{ event, stream: stream.id, what: stepOf(event, stream) }];
  });
  const series = new Set(events.map(({ uid }) => seriesOf(uid)));
  const gone = [...mine.values()].filter(
    ({ uid = '', plannedStart, actualStart }) =>
      series.has(seriesOf(uid)) && actualStart === null && plannedStart >= Math.max(from, now) && plannedStart < until,
  );
  return [...steps, ...gone.map((stream): CalendarStep => ({ event: eventOf(stream), stream: stream.id, what: 'cancelled' }))];
}

function stepOf(event: CalendarEvent, stream: Stream): CalendarStep['what'] {
  if (stream.actualStart !== null) return 'started';
  if (event.cancelled) return 'cancelled';
  const same = stream.plannedStart === event.startsAt && stream.plannedEnd === event.endsAt && stream.title === event.title;
  return same ? 'same' : 'changed';
}

const eventOf = ({ uid = '', title, plannedStart, plannedEnd, zone }: Stream): CalendarEvent => ({
  uid,
  title,
  startsAt: plannedStart,
  endsAt: plannedEnd,
  zone,
  cancelled: true,
});
