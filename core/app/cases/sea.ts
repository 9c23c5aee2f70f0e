import { marketZone } from '../../decide/ledger/days.ts';
import type { Ledger } from '../../decide/ledger/state.ts';
import { leadOf } from '../../decide/restock/lead.ts';
import { mayCarry } from '../../decide/restock/routes.ts';
import type { Sku } from '../../domain/ids.ts';
import { DAY } from '../../domain/instant.ts';
import type { ShopSettings } from '../../domain/settings.ts';
import { isSea } from '../../domain/shipping.ts';
import { NO_SUPPLY } from '../../domain/supply.ts';
import { usableModes } from '../restock/places.ts';

type Leads = { readonly day: number; readonly bySku: Map<Sku, number | null> };
const leads = new WeakMap<ShopSettings, Leads>();
/**
 * Days until what is ordered now could be put away by sea: by the fastest of the sea modes that may carry the SKU to where it is sold from,
 * since until then sea still helps. Null where there is none. Remembered for a day.
 */
export function seaDaysOf(ledger: Ledger, sku: Sku): number | null {
  const { settings, now } = ledger;
  const day = Math.floor(now / DAY);
  let known = leads.get(settings);
  if (known?.day !== day) {
    known = { day, bySku: new Map() };
    leads.set(settings, known);
  }
  let days = known.bySku.get(sku);
  if (days === undefined) {
    const supply = settings.skus[sku]?.supply ?? NO_SUPPLY;
    const sea = usableModes(settings, null).filter((mode) => isSea(mode.kind) && mayCarry(mode, supply));
    const all = sea.map((mode) => leadOf(mode, supply, now, marketZone(ledger)));
    days = all.length === 0 ? null : Math.min(...all);
    known.bySku.set(sku, days);
  }
  return days;
}
