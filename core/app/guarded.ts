import type { GuardedStock } from '../decide/commands/guard.ts';
import { isAble, listingOf, targetOf } from '../decide/commands/targets.ts';
import type { Ledger } from '../decide/ledger/state.ts';
import type { CommandKind, SourceLevers } from '../domain/command.ts';
import type { Guard, GuardKind } from '../domain/guard.ts';
import type { AccountId, Sku } from '../domain/ids.ts';
import type { Listing } from '../domain/listing.ts';
import type { ShopSettings } from '../domain/settings.ts';
import { channelUnits, offersCase } from './cases/offers.ts';
import type { ShopState } from './cycle.ts';
import { liveDrips } from './drip-facts.ts';
import { factsOf } from './facts.ts';
import { lineOf, runningOn, streamOn, titleOf } from './lines.ts';
import { fullestOf } from './shippable.ts';

type State = Pick<ShopState, 'ledger' | 'outlooks'>;

/** A guarded SKU on each account that sells it, as guards look at it. What no switch of its guard asks for is not looked at. */
export function guardedStocks(state: State, guard: Guard, levers: SourceLevers): readonly GuardedStock[] {
  const sold = soldOn(state, guard.sku);
  // Before it is known what a system can be told nothing is refused for want of one.
  const isAsked = Object.keys(state.ledger.settings.sources).every((id) => levers[id] !== undefined);
  if (!isAsked) return sold.map((one) => ({ ...stockOn(state, guard.sku, one), ...NOT_KNOWN }));
  const accounts = sold.map(({ account }) => account);
  return sold.map((one) => {
    const { account } = one;
    return {
      ...stockOn(state, guard.sku, one),
      oversold: guard.capOversold ? oversoldOn(state, guard.sku, account, accounts) : NOT_KNOWN.oversold,
      load: guard.wavesOf === null || runningOn(state.ledger, account) === null ? null : fullestOf(state, account, guard.sku),
      can: (kind) => canBe(state, one, levers, COMMANDS[kind]),
    };
  });
}

const NOT_KNOWN = { left: null, oversold: { known: false, keep: null }, load: null, can: () => false } as const;
const COMMANDS: Readonly<Record<GuardKind, CommandKind>> = { pauseAt: 'pause', capOversold: 'limit', waves: 'drip' };

type Sold = { readonly account: AccountId; readonly listing: string; readonly variant: string; readonly unitsPerSale: number };

const bySku = new WeakMap<ShopSettings['listings'], ReadonlyMap<Sku, readonly Listing[]>>();
function listingsWith({ settings }: Ledger, sku: Sku): readonly Listing[] {
  let known = bySku.get(settings.listings);
  if (known === undefined) {
    const found = new Map<Sku, Listing[]>();
    for (const listing of Object.values(settings.listings))
      for (const { components } of listing.variants)
        for (const one of components) found.set(one.sku, [...(found.get(one.sku) ?? []), listing]);
    known = found;
    bySku.set(settings.listings, known);
  }
  return known.get(sku) ?? [];
}

/** By which listing each account is told: one that takes this SKU alone, before a bundle that would stop others with it. */
function soldOn(state: State, sku: Sku): readonly Sold[] {
  const { ledger } = state;
  const mapped = listingsWith(ledger, sku);
  const own = Object.entries(ledger.consoles).flatMap(([account, { rows }]) => {
    const isRow = rows[sku] !== undefined && mapped.every((one) => one.account !== account);
    return (isRow ? listingOf(factsOf(state), account, sku) : null) ?? [];
  });
  const found = new Map<AccountId, Sold & { readonly alone: boolean }>();
  for (const { account, key, variants } of [...mapped, ...own]) {
    if (ledger.settings.accounts[account] === undefined) continue;
    for (const { id, components } of variants) {
      const unitsPerSale = components.find((one) => one.sku === sku)?.unitsPerSale;
      const alone = components.length === 1;
      if (unitsPerSale === undefined || (found.has(account) && (found.get(account)?.alone === true || !alone))) continue;
      found.set(account, { account, listing: key, variant: id, unitsPerSale, alone });
    }
  }
  return [...found.values()];
}

function stockOn(state: State, sku: Sku, sold: Sold): Omit<GuardedStock, 'oversold' | 'load' | 'can'> {
  const { ledger, outlooks } = state;
  const { account, listing, variant, unitsPerSale } = sold;
  const stream = streamOn(ledger, account);
  const { stock, freshness } = lineOf(ledger, stream, account, sku, outlooks[stream?.id ?? '']?.[sku] ?? null);
  const isSure = freshness === 'fresh' && !stock.frozen;
  return {
    sku,
    title: titleOf(ledger, sku),
    account,
    listing,
    variant,
    skus: skusOf(state, sold),
    unitsPerSale,
    left: isSure && stock.available !== null ? stock.available - stock.unseen : null,
    onSale: stock.onSale,
    dripping: liveDrips(ledger).some(
      ({ command }) => command.account === account && command.targets.some((one) => one.sku === sku),
    ),
  };
}

function canBe(state: State, sold: Sold, levers: SourceLevers, command: CommandKind): boolean {
  const facts = { ...factsOf(state), levers };
  return skusOf(state, sold).every((sku) => targetOf(facts, sold.account, sku, isAble({ command })) !== null);
}

const skusOf = (state: State, { account, listing, variant }: Sold): readonly Sku[] =>
  (listingOf(factsOf(state), account, listing)?.variants ?? [])
    .filter(({ id }) => id === variant)
    .flatMap(({ components }) => components.map((one) => one.sku));

/**
 * What an account's channel may keep on sale where more is offered of a SKU than there is. Pages that cannot be told keep theirs; of
 * what is left each channel keeps an equal part, or all that it offers where that is less: whichever is limited first.
 */
function oversoldOn(
  { ledger, outlooks }: State,
  sku: Sku,
  account: AccountId,
  accounts: readonly AccountId[],
): GuardedStock['oversold'] {
  const { certain, available, unseen, offered } = offersCase(ledger, outlooks, sku);
  if (!certain || available === null) return NOT_KNOWN.oversold;
  const room = Math.max(0, available - unseen);
  const sum = offered.reduce((units, one) => units + Math.max(0, one.units), 0);
  const channel = ledger.settings.accounts[account]?.channel ?? null;
  const here = channel === null ? 0 : (channelUnits(ledger, sku)[channel] ?? 0);
  if (sum <= room || channel === null || here <= 0) return { known: true, keep: null };
  const told = [...new Set(accounts.flatMap((one) => ledger.settings.accounts[one]?.channel ?? []))];
  const offers = told.map((one) => Math.max(0, channelUnits(ledger, sku)[one] ?? 0));
  const others = sum - offers.reduce((units, one) => units + one, 0);
  const keep = equalParts(Math.max(0, room - others), offers)[told.indexOf(channel)] ?? 0;
  // Less than its part already: it is another that offers too much.
  return { known: true, keep: here > keep ? keep : null };
}

function equalParts(room: number, offers: readonly number[]): readonly number[] {
  const parts = offers.map(() => 0);
  let left = room;
  const rising = offers.map((units, n) => ({ units, n })).toSorted((a, b) => a.units - b.units || a.n - b.n);
  for (const [done, { units, n }] of rising.entries()) {
    const part = Math.min(units, Math.floor(left / (offers.length - done)));
    parts[n] = part;
    left -= part;
  }
  return parts;
}
