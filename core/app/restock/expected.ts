import { countOf } from '../../decide/forecast/stream/count.ts';
import { NO_TOTALS } from '../../decide/forecast/stream/evidence.ts';
import type { Model } from '../../decide/forecast/stream/model.ts';
import { expectedEnd, nowOf, outcomesOf } from '../../decide/forecast/stream/outcome.ts';
import { type Stage, stageOf } from '../../decide/forecast/stream/stage.ts';
import { OWN } from '../../decide/forecast/why.ts';
import type { Ledger } from '../../decide/ledger/state.ts';
import type { StreamDemand } from '../../decide/restock/demand.ts';
import type { Sku } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { isRunning, type Stream, startOf } from '../../domain/stream.ts';
import { modelFor, type Taught } from '../lessons.ts';
import { isPlanned, type Outlook } from '../lines.ts';
import { offeredIn } from '../offered.ts';
import type { Outlooks } from '../outlook.ts';
import { type Beginning, beginningOf, isExpected } from '../plans.ts';
import { showOf } from '../shows.ts';

type Shop = { readonly ledger: Ledger; readonly taught: Taught; readonly outlooks: Outlooks };

const coming = new WeakMap<Ledger, readonly Stream[]>();
/** Streams that run or are yet to come, whether they offer a SKU or not: those on air first, then in the order of time, in which no two are at once. */
export function comingStreams(ledger: Ledger): readonly Stream[] {
  const { settings, now } = ledger;
  let known = coming.get(ledger);
  if (known === undefined) {
    const order = (one: Stream): Instant => (isRunning(one, now) ? 0 : startOf(one));
    known = Object.values(settings.streams)
      .filter((one) => isRunning(one, now) || isPlanned(one, now))
      .toSorted((a, b) => order(a) - order(b) || (a.id < b.id ? -1 : 1));
    coming.set(ledger, known);
  }
  return known;
}

/** `guess`: they are other SKUs' mean, nothing is known of this very one. */
type Units = Pick<StreamDemand, 'units' | 'ratio'> & { readonly guess: boolean };
const NONE: Units = { units: 0, ratio: 0, guess: false };

/** What a stream will take of a SKU: as it is forecast, however much there is; one that is far off by the same model. */
export function expectedOf(shop: Shop, stream: Stream, sku: Sku): StreamDemand & Units {
  const outlook = shop.outlooks[stream.id]?.[sku];
  const units = outlook === undefined ? farOff(shop, stream, sku) : forecastDemand(outlook);
  return { id: stream.id, at: Math.max(shop.ledger.now, startOf(stream)), ...units };
}

/** p10 to p90 of a normal, in standard deviations. */
const WIDTH = 2.563;

/** A forecast is capped by what is left: what is asked for beyond that is demand, too. */
function forecastDemand({ forecast: { net, drain, soldSoFar, lost, own } }: Outlook): Units {
  const units = Math.max(0, net.mean - soldSoFar) + lost.toCome;
  if (units <= 0 || drain.mean <= 0) return NONE;
  const spread = (drain.p90 - drain.p10) / WIDTH / drain.mean;
  // What a Poisson varies by anyway is added where units are drawn.
  return { units, ratio: Math.sqrt(Math.max(0, spread ** 2 - 1 / drain.mean)), guess: own !== true && soldSoFar <= 0 };
}

function farOff({ ledger, taught }: Shop, stream: Stream, sku: Sku): Units {
  const offered = offeredIn(ledger, stream);
  // What nobody planned or put on a listing is no part of it, nor, where nothing is known of it, what no stream ever sold.
  if (offered !== null && !offered.has(sku)) return NONE;
  const model = modelFor(taught, ledger.settings, stream.account);
  if (offered === null && !isExpected(ledger, model, stream, sku)) return NONE;
  const { from, plan } = beginningOf(ledger, model, stream, sku);
  const far = farFor(ledger, model, stream, offered);
  const known = far.units.get(sku);
  if (known !== undefined && known.from === from && known.plan?.units === plan?.units && known.plan?.worth === plan?.worth)
    return known.expected;
  const expected = { ...unitsIn(model, far.stage, sku, plan, offered !== null), guess: !OWN.includes(from) };
  far.units.set(sku, { from, plan, expected });
  return expected;
}

function unitsIn(model: Model, stage: Stage, sku: Sku, plan: Beginning['plan'], present: boolean): Omit<Units, 'guess'> {
  const given = { sku, sales: [], shut: [], left: null, settled: null, present };
  const counted = countOf(model, stage, plan === null ? given : { ...given, plan });
  const [outcome] = outcomesOf(model, nowOf(stage.show), NO_TOTALS, [counted]);
  if (outcome === undefined) return NONE;
  const { mean, size } = outcome.demand;
  return { units: mean * outcome.kept, ratio: size > 0 ? Math.sqrt(1 / size) : 0 };
}

type Far = {
  readonly model: Model;
  readonly listings: Ledger['settings']['listings'];
  readonly offered: ReadonlySet<Sku> | null;
  readonly stage: Stage;
  readonly units: Map<Sku, Beginning & { readonly expected: Units }>;
};
const fars = new WeakMap<Stream, Far>();
/** Kept while neither the stream, nor what it offers, nor what past ones taught has changed: day triggers ask for every SKU. */
function farFor(ledger: Ledger, model: Model, stream: Stream, offered: Far['offered']): Far {
  const { listings } = ledger.settings;
  const known = fars.get(stream);
  if (known?.model === model && known.listings === listings && known.offered === offered) return known;
  const show = showOf(ledger, stream, startOf(stream));
  const stage = stageOf(show, model.course, expectedEnd(show, model.course));
  const far = { model, listings, offered, stage, units: new Map() };
  fars.set(stream, far);
  return far;
}
