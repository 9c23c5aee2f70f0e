import { countOf } from '../../decide/forecast/stream/count.ts';
import { NO_TOTALS } from '../../decide/forecast/stream/evidence.ts';
import { expectedEnd, nowOf, outcomesOf } from '../../decide/forecast/stream/outcome.ts';
import { type Stage, stageOf } from '../../decide/forecast/stream/stage.ts';
import type { Ledger } from '../../decide/ledger/state.ts';
import type { StreamDemand } from '../../decide/restock/demand.ts';
import type { Sku } from '../../domain/ids.ts';
import { isRunning, type Stream, startOf } from '../../domain/stream.ts';
import { modelFor, type Taught } from '../lessons.ts';
import type { Outlook } from '../lines.ts';
import { offeredIn } from '../offered.ts';
import type { Outlooks } from '../outlook.ts';
import { beginningOf } from '../plans.ts';
import { showOf } from '../shows.ts';

type Shop = { readonly ledger: Ledger; readonly taught: Taught; readonly outlooks: Outlooks };

/** Streams that run or are yet to come, whether they offer a SKU or not. */
export const comingStreams = ({ settings, now }: Ledger): readonly Stream[] =>
  Object.values(settings.streams).filter(
    (stream) => isRunning(stream, now) || (stream.actualStart === null && stream.actualEnd === null && stream.plannedEnd > now),
  );

/** What a stream will take of a SKU: as it is forecast, however much there is; one that is far off by the same model. */
export function expectedOf(shop: Shop, stream: Stream, sku: Sku): StreamDemand {
  const outlook = shop.outlooks[stream.id]?.[sku];
  const { units, ratio } = outlook === undefined ? farOff(shop, stream, sku) : forecastDemand(outlook);
  return { id: stream.id, at: Math.max(shop.ledger.now, startOf(stream)), units, ratio };
}

type Units = Pick<StreamDemand, 'units' | 'ratio'>;
const NONE: Units = { units: 0, ratio: 0 };
/** p10 to p90 of a normal, in standard deviations. */
const WIDTH = 2.563;

/** A forecast is capped by what is left: what is asked for beyond that is demand, too. */
function forecastDemand({ forecast: { net, drain, soldSoFar, lost } }: Outlook): Units {
  const units = Math.max(0, net.mean - soldSoFar) + lost.toCome;
  if (units <= 0 || drain.mean <= 0) return NONE;
  const spread = (drain.p90 - drain.p10) / WIDTH / drain.mean;
  // What a Poisson varies by anyway is added where units are drawn.
  return { units, ratio: Math.sqrt(Math.max(0, spread ** 2 - 1 / drain.mean)) };
}

function farOff({ ledger, taught }: Shop, stream: Stream, sku: Sku): Units {
  const model = modelFor(taught, ledger.settings, stream.account);
  const offered = offeredIn(ledger, stream);
  const present = offered?.has(sku) === true;
  const { from, plan } = beginningOf(ledger, model, stream, sku);
  // What nobody planned, sold in a stream or put on a listing is no part of it.
  if (!present && from !== 'planned' && (offered !== null || from !== 'own')) return NONE;
  const stage = stageFor(ledger, model.course, stream);
  const given = { sku, sales: [], shut: [], left: null, settled: null, present };
  const counted = countOf(model, stage, plan === null ? given : { ...given, plan });
  const [outcome] = outcomesOf(model, nowOf(stage.show), NO_TOTALS, [counted]);
  if (outcome === undefined) return NONE;
  const { mean, size } = outcome.demand;
  return { units: mean * outcome.kept, ratio: size > 0 ? Math.sqrt(1 / size) : 0 };
}

const stages = new WeakMap<
  Stream,
  { readonly settings: Ledger['settings']; readonly course: Stage['course']; readonly stage: Stage }
>();
function stageFor(ledger: Ledger, course: Stage['course'], stream: Stream): Stage {
  const known = stages.get(stream);
  if (known !== undefined && known.settings === ledger.settings && known.course === course) return known.stage;
  const show = showOf(ledger, stream, startOf(stream));
  const stage = stageOf(show, course, expectedEnd(show, course));
  stages.set(stream, { settings: ledger.settings, course, stage });
  return stage;
}
