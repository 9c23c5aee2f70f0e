import { skuVerdict } from '../../decide/view/row.ts';
import type { BeforeView, CheckRow } from '../../domain/desk.ts';
import type { Sku } from '../../domain/ids.ts';
import { phrase } from '../../domain/phrase.ts';
import type { RestockPlan } from '../../domain/restock.ts';
import type { Stream } from '../../domain/stream.ts';
import type { Verdict } from '../../domain/view.ts';
import { type Ahead, aheadOf } from '../ahead.ts';
import type { ShopState } from '../cycle.ts';
import { lineOf, titleOf } from '../lines.ts';
import { saidIn } from '../offered.ts';
import { outlooksOf } from '../outlook.ts';
import { keysOfSku } from '../shows.ts';
import { streamRow } from '../views.ts';
import { actionsFor } from './actions.ts';
import { BAD } from './during.ts';
import { noticeBefore } from './notice.ts';

type PlanOf = (sku: Sku) => RestockPlan;

/** The check list of a stream that is planned, however far off: is there enough of each SKU when it starts, and what closes the gap. */
export function beforeOf(state: ShopState, stream: Stream, planOf: PlanOf): BeforeView {
  const known = outlooksOf(state.ledger, state.taught, state.outlooks, stream);
  const shop = { ...state, outlooks: { ...state.outlooks, [stream.id]: known } };
  const skus = new Set([...Object.keys(known), ...saidIn(state.ledger, stream)]);
  const rows = [...skus].map((sku) => rowOf(shop, stream, sku, planOf));
  return {
    stream: streamRow(shop, stream),
    rows: rows.toSorted((a, b) => badOf(b) - badOf(a) || (b.gap ?? 0) - (a.gap ?? 0)),
    red: rows.filter(({ gap }) => gap !== null && gap > 0).length,
    unknown: rows.filter(({ gap }) => gap === null).length,
    totals: {
      forecast: rows.reduce((sum, { wants }) => sum + (wants ?? 0), 0),
      gap: rows.reduce((sum, { gap }) => sum + (gap ?? 0), 0),
    },
    notice: noticeBefore(state.ledger, stream, known),
  };
}

const badOf = ({ unreported, verdict }: CheckRow): number => (unreported ? BAD.short : BAD[verdict.kind]);

function rowOf(state: ShopState, stream: Stream, sku: Sku, planOf: PlanOf): CheckRow {
  const { ledger, outlooks } = state;
  const outlook = outlooks[stream.id]?.[sku] ?? null;
  const line = lineOf(ledger, stream, stream.account, sku, outlook);
  const ahead = aheadOf(state, stream, sku);
  const unreported = line.stock.available === null && line.stock.unknownPlaces === 0;
  const mute: Verdict = unreported ? { kind: 'unknown', why: phrase('core:verdict.unreported') } : skuVerdict(line);
  const isMute = mute.kind === 'unknown';
  const gap = isMute ? null : gapOf(ahead);
  const plannedSellOut = stream.plannedSellOut.includes(sku);
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
    unreported,
    actions: gap !== null && gap > 0 && !plannedSellOut ? actionsFor(state, stream, gap, ahead, planOf(sku)) : [],
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
