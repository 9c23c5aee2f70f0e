import type { Ledger } from '../../decide/ledger/state.ts';
import type { Substitute } from '../../decide/triggers/trigger.ts';
import type { RowSeen } from '../../domain/console.ts';
import type { Sku } from '../../domain/ids.ts';
import type { Stream } from '../../domain/stream.ts';
import { stockIn } from '../counts.ts';
import { type Outlook, titleOf } from '../lines.ts';
import type { Outlooks } from '../outlook.ts';
import { keysOfSku } from '../shows.ts';

/** Whatever may run out itself is no way out. */
const SURE = 0.1;
const LOOKED_AT = 10;

/** What may be presented in a SKU's place: of its own group if there is one, in stock to the stream's end, and of these what sells most. */
export function substituteFor(ledger: Ledger, outlooks: Outlooks, stream: Stream, sku: Sku): Substitute | null {
  const others = bestIn(outlooks, stream).filter((other) => other !== sku);
  const group = ledger.settings.skus[sku]?.group ?? null;
  const alike = group === null ? [] : others.filter((other) => ledger.settings.skus[other]?.group === group);
  for (const other of [...alike.slice(0, LOOKED_AT), ...others.slice(0, LOOKED_AT)]) {
    const found = inStock(ledger, stream, other);
    if (found !== null) return found;
  }
  return null;
}

const kept = new WeakMap<Readonly<Record<Sku, Outlook>>, readonly Sku[]>();
/** What lasts to the end, the best-selling first; every SKU of a stream asks for the same. */
function bestIn(outlooks: Outlooks, { id }: Stream): readonly Sku[] {
  const known = outlooks[id] ?? {};
  let best = kept.get(known);
  if (best === undefined) {
    best = Object.entries(known)
      .filter(([, { forecast }]) => forecast.stockOut.chance < SURE)
      .toSorted(([, a], [, b]) => b.ahead.rest.mean - a.ahead.rest.mean)
      .map(([sku]) => sku);
    kept.set(known, best);
  }
  return best;
}

function inStock(ledger: Ledger, stream: Stream, sku: Sku): Substitute | null {
  const { available, unseen, onSale } = stockIn(ledger, stream, stream.account, sku);
  const left = available === null ? 0 : available - unseen;
  const rows = ledger.consoles[stream.account]?.rows ?? {};
  const seen = keysOfSku(ledger, stream, sku).flatMap((key) => rows[key] ?? []);
  if (left <= 0 || onSale === false || (seen.length > 0 && !seen.some(canBuy))) return null;
  return { title: titleOf(ledger, sku), link: seen.find(canBuy)?.link ?? null, left };
}
const canBuy = ({ state }: RowSeen): boolean => state === 'onSale' || state === 'unknown';
