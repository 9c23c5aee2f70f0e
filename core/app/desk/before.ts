import { skuVerdict } from '../../decide/view/row.ts';
import type { BeforeView, CheckRow } from '../../domain/desk.ts';
import type { Sku } from '../../domain/ids.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { RestockPlan } from '../../domain/restock.ts';
import { type Stream, startOf } from '../../domain/stream.ts';
import type { Verdict } from '../../domain/view.ts';
import { type Ahead, aheadOf } from '../ahead.ts';
import type { ShopState } from '../cycle.ts';
import { lineOf, titleOf } from '../lines.ts';
import { keysOfSku } from '../shows.ts';
import { streamRow } from '../views.ts';
import { BAD } from './during.ts';
import { noticeBefore } from './notice.ts';

type PlanOf = (sku: Sku) => RestockPlan;

/** The check list of a stream that is scheduled: is there enough of each SKU when it starts, and what closes the gap. */
export function beforeOf(state: ShopState, stream: Stream, planOf: PlanOf): BeforeView {
  const known = state.outlooks[stream.id] ?? {};
  const rows = Object.keys(known).map((sku) => rowOf(state, stream, sku, planOf));
  return {
    stream: streamRow(state, stream),
    rows: rows.toSorted((a, b) => BAD[b.verdict.kind] - BAD[a.verdict.kind] || (b.gap ?? 0) - (a.gap ?? 0)),
    red: rows.filter(({ gap }) => gap !== null && gap > 0).length,
    totals: {
      forecast: rows.reduce((sum, { wants }) => sum + (wants ?? 0), 0),
      gap: rows.reduce((sum, { gap }) => sum + (gap ?? 0), 0),
    },
    notice: noticeBefore(state.ledger, stream, known),
  };
}

function rowOf(state: ShopState, stream: Stream, sku: Sku, planOf: PlanOf): CheckRow {
  const { ledger, outlooks } = state;
  const outlook = outlooks[stream.id]?.[sku] ?? null;
  const line = lineOf(ledger, stream, stream.account, sku, outlook);
  const ahead = aheadOf(ledger, outlooks, stream, sku);
  const mute = skuVerdict(line);
  const isMute = mute.kind === 'unknown';
  const gap = isMute ? null : gapOf(ahead);
  const plannedSellOut = stream.plannedSellOut.includes(sku);
  const wants = gap !== null && gap > 0 && !plannedSellOut;
  return {
    sku,
    title: titleOf(ledger, sku),
    listings: keysOfSku(ledger, stream, sku),
    role: stream.expected?.roles[sku] ?? ledger.settings.skus[sku]?.supply?.role ?? null,
    plannedSellOut,
    forecast: ahead.forecast,
    wants: ahead.wants === null ? null : Math.round(ahead.wants),
    before: Math.round(ahead.base + ahead.earlier),
    available: ahead.available,
    inboundInTime: Math.floor(ahead.inbound),
    setAside: ahead.setAside,
    gap,
    verdict: isMute ? mute : verdictOf(gap, ahead),
    ...(wants ? actionFor(planOf(sku), stream) : { action: null, actBy: null }),
    why: outlook?.forecast.why ?? null,
  };
}

/** Units that will be missing, by the mean; null where nothing is known. */
function gapOf({ there, wants }: Ahead): number | null {
  return there === null || wants === null ? null : Math.max(0, Math.ceil(wants - Math.max(0, there) - 1e-6));
}

function verdictOf(gap: number | null, { there }: Ahead): Verdict {
  if (gap === null) return { kind: 'unknown', why: phrase('core:verdict.neverRead') };
  if (gap === 0) return { kind: 'enough' };
  return (there ?? 0) <= 0 ? { kind: 'out' } : { kind: 'short', by: gap, outAt: null };
}

/** What closes the gap in time, and until when it may be done: else another rundown or a limit, never a shipment that is too late. */
function actionFor({ lots }: RestockPlan, stream: Stream): { readonly action: Phrase; readonly actBy: number } {
  const start = startOf(stream);
  const inTime = lots.filter(({ putAwayAt }) => putAwayAt <= start).toSorted((a, b) => a.orderBy - b.orderBy)[0];
  if (inTime === undefined) return { action: phrase('desk:check.limit'), actBy: start };
  const { name, units, putAwayAt, kind, orderBy } = inTime;
  const values = { name, units, at: { instant: putAwayAt, day: true as const } };
  return { action: phrase(kind === 'transfer' ? 'desk:check.transfer' : 'desk:check.ship', values), actBy: orderBy };
}
