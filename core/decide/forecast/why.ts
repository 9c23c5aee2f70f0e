import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { SkuSales } from '../../domain/sales.ts';
import type { SkuStock } from '../../domain/stock.ts';
import type { Parts } from './stream/outcome.ts';

/** Whose usual pace a forecast starts from. */
export type Start = 'own' | 'planned' | 'daily' | 'group' | 'line' | 'nothing';
/** Those that are known of the very SKU. */
export const OWN: readonly Start[] = ['own', 'planned', 'daily'];
/** What the sentence tells of beside the figures. */
export type Reasons = {
  readonly from: Start;
  /** Hours that the stream lasts. */
  readonly hours: number;
  /** Slots of the rundown that are still to come; whether it is presented now; whether it has an offer. */
  readonly slots: number;
  readonly shown: boolean;
  readonly offered: boolean;
  readonly begun: boolean;
};

type Facts = { readonly sales: SkuSales; readonly stock: SkuStock; readonly parts: Parts; readonly rest: number };

/** One sentence from the model's own parts: where it starts, how today runs against that, and what is still planned. */
export function whyOf({ from, hours, slots, shown, offered, begun }: Reasons, { sales, stock, parts, rest }: Facts): Phrase {
  const usual = (parts.seenPrior + parts.shutPrior + parts.restPrior) / Math.max(0.1, hours);
  const values = {
    // The surface puts the one sentence into the other by this name.
    from,
    usual: round(usual),
    times: round(parts.evening * parts.pace),
    rest: Math.round(rest),
    whole: Math.round(parts.wholePrior * parts.evening),
    count: slots,
  };
  if (stock.onSale === false) return phrase('core:why.paused', values);
  const since = sales.unknownSince ?? sales.unreadSince;
  if (since !== undefined && begun) return phrase('core:why.late', { ...values, since: { instant: since } });
  if (!begun) return phrase('core:why.before', values);
  // Where it usually sells in one turn, its pace says little of what is to come.
  if (parts.turn > 0.5 && slots === 0 && !shown && !offered) return phrase('core:why.turn', values);
  return phrase(`core:why.${shown ? 'shown' : offered ? 'offered' : slots > 0 ? 'slots' : 'plain'}`, values);
}

const round = (value: number): number => Math.round(value * 10) / 10;
