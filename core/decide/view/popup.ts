import type { Alert } from '../../domain/alert.ts';
import type { Instant, Zone } from '../../domain/instant.ts';
import { DAY } from '../../domain/instant.ts';
import type { Phrase } from '../../domain/phrase.ts';
import { isRunning, type Stream, startOf } from '../../domain/stream.ts';
import {
  type GuardRow,
  POPUP_ALERTS,
  type PopupView,
  type RestockHint,
  type SourceRow,
  type StreamRow,
} from '../../domain/view.ts';

export type PopupFacts = {
  readonly shop: string;
  readonly teamZone: Zone;
  readonly now: Instant;
  readonly notices: readonly Phrase[];
  readonly alerts: readonly Alert[];
  readonly titleOf: (alert: Alert) => string;
  /** Of the alerts that are shown: null where there is nothing to restock. */
  readonly restockOf: (alert: Alert) => RestockHint | null;
  readonly streams: readonly Stream[];
  readonly rowOfStream: (stream: Stream) => StreamRow;
  readonly sources: readonly SourceRow[];
  /** Those that count down. */
  readonly guards: readonly GuardRow[];
};

/** Alerts worst first, streams on air and of the next seven days, health of each source. */
export function popupView(facts: PopupFacts): PopupView {
  const { now } = facts;
  const due = facts.streams
    .filter(
      (stream) => isRunning(stream, now) || (stream.actualStart === null && stream.actualEnd === null && stream.plannedEnd > now),
    )
    .filter((stream) => startOf(stream) < now + 7 * DAY)
    .sort((a, b) => startOf(a) - startOf(b));
  return {
    head: { shop: facts.shop, teamZone: facts.teamZone, asOf: now === 0 ? null : now, notices: facts.notices },
    alerts: worstFirst(facts.alerts).map((alert, index) => {
      const restock = index < POPUP_ALERTS ? facts.restockOf(alert) : null;
      return { ...alert, title: facts.titleOf(alert), ...(restock === null ? {} : { restock }) };
    }),
    streams: due.map(facts.rowOfStream),
    sources: facts.sources,
    guards: facts.guards,
  };
}

/** Raised before acknowledged before snoozed; then by urgency, then by age. */
export function worstFirst(alerts: readonly Alert[]): readonly Alert[] {
  const rank = { raised: 0, acknowledged: 1, snoozed: 2 } as const;
  return [...alerts].sort((a, b) => rank[a.state] - rank[b.state] || b.urgency - a.urgency || a.raisedAt - b.raisedAt);
}
