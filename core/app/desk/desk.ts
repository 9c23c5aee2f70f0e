import type { DeskAsk, DeskStream, DeskView } from '../../domain/desk.ts';
import { poolOf } from '../../domain/pool.ts';
import { isRunning, type Stream, startOf } from '../../domain/stream.ts';
import type { Head } from '../../domain/view.ts';
import type { ShopState } from '../cycle.ts';
import { guardRows } from '../guard-rows.ts';
import { isPlanned } from '../lines.ts';
import { restockOf } from '../restock/restock.ts';
import { reviewOf } from '../reviews.ts';
import { popupOf, streamRow } from '../views.ts';
import { afterOf } from './after.ts';
import { beforeOf } from './before.ts';
import { duringOf } from './during.ts';
import { restockViewOf } from './restock.ts';

type Context = Pick<Head, 'clock' | 'notices'>;

/** What the desk draws: the streams to choose from, and the page that was asked for. Only that page is counted. */
export function deskOf(state: ShopState, ask: DeskAsk, { clock, notices }: Context): DeskView {
  const { ledger } = state;
  return {
    ask,
    head: {
      shop: ledger.shop,
      teamZone: ledger.settings.preferences.teamZone,
      asOf: ledger.now === 0 ? null : ledger.now,
      clock,
      notices,
    },
    guards: guardRows(ledger, null, clock.rate),
    streams: streamsOf(state),
    alerts: ask.tab === 'alerts' ? popupOf(state, { notices }).alerts : null,
    before:
      ask.tab === 'before'
        ? of(state, ask, 'planned', (_, stream) =>
            beforeOf(state, stream, (sku) => restockOf(state, sku, poolOf(ledger.settings, stream.account))),
          )
        : null,
    during: ask.tab === 'during' ? of(state, ask, 'onAir', duringOf) : null,
    after: ask.tab === 'after' ? of(state, ask, 'over', (_, { id }) => afterOf(state, id)) : null,
    restock: ask.tab === 'restock' ? restockViewOf(state, ask.sku) : null,
  };
}

/** The stream that was asked for, else the one that fits best: on air, next, or the newest of which there is something to show. */
function of<T>(
  state: ShopState,
  ask: DeskAsk,
  is: DeskStream['is'],
  draw: (state: ShopState, stream: Stream) => T | null,
): T | null {
  const { streams } = state.ledger.settings;
  const asked = ask.stream === null ? undefined : streams[ask.stream];
  if (asked !== undefined) return draw(state, asked);
  const fit = Object.values(streams)
    .filter((stream) => standing(state, stream) === is)
    .toSorted((a, b) => startOf(a) - startOf(b));
  for (const stream of is === 'over' ? fit.toReversed() : fit) {
    const drawn = draw(state, stream);
    if (drawn !== null) return drawn;
  }
  return null;
}

const streamsOf = (state: ShopState): readonly DeskStream[] =>
  Object.values(state.ledger.settings.streams)
    .toSorted((a, b) => startOf(a) - startOf(b))
    .map((stream) => ({
      ...streamRow(state, stream),
      is: standing(state, stream),
      reviewed: reviewOf(state.ledger, state.watched, stream.id) !== null,
    }));

function standing({ ledger }: ShopState, stream: Stream): DeskStream['is'] {
  if (isRunning(stream, ledger.now)) return 'onAir';
  return isPlanned(stream, ledger.now) ? 'planned' : 'over';
}
