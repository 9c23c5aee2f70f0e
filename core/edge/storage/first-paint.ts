import * as v from 'valibot';
import type { PopupView } from '../../domain/view.ts';
import type { Clock } from '../../ports.ts';
import { type Area, type Item, item } from './local.ts';

/** Rows kept, worst first, and the least time between two writes (17 ms each for a large view). */
const ROWS = 50;
const EVERY_MS = 5_000;

const phrase = v.looseObject({ key: v.string() });
const row = v.looseObject({ id: v.string() });
/** As much as keeps the popup from failing on it; the live view follows within a second. */
const schema = v.looseObject({
  head: v.looseObject({
    shop: v.string(),
    teamZone: v.string(),
    asOf: v.nullable(v.number()),
    notices: v.array(phrase),
  }),
  alerts: v.array(
    v.looseObject({
      id: v.string(),
      trigger: v.string(),
      also: v.array(v.string()),
      reason: phrase,
      proposes: phrase,
      title: v.string(),
    }),
  ),
  streams: v.array(row),
  sources: v.array(row),
});
const popupView = v.custom<PopupView>((value) => v.safeParse(schema, value).success);

/** What the popup shows before the worker answers; null where there is nothing yet. `area` is `storage.session`. */
export const firstPaintItem = (area: Area): Item<PopupView | null> =>
  item({ area, key: 'popup', version: 1, schema: v.nullable(popupView), fallback: null });

/** Keeps the popup's last view, at most once in 5 s; the last one of a burst is kept too. */
export function firstPaintWriter(area: Area, clock: Clock, signal: AbortSignal, report: (error: unknown) => void) {
  const stored = firstPaintItem(area);
  let waiting: PopupView | null = null;
  let resting = false;
  function write(view: PopupView): void {
    waiting = null;
    resting = true;
    clock.wake(clock.now() + EVERY_MS, rested, signal);
    stored.set({ ...view, alerts: view.alerts.slice(0, ROWS) }).catch(report);
  }
  function rested(): void {
    resting = false;
    if (waiting !== null) write(waiting);
  }
  return (view: PopupView): void => {
    if (resting) waiting = view;
    else write(view);
  };
}
