import { leverOf } from '../decide/commands/check.ts';
import { doubtOf } from '../decide/commands/doubt.ts';
import type { PagesCan } from '../decide/commands/page.ts';
import { drawnOn, sellingOn } from '../decide/commands/page-room.ts';
import type { Book, Ledger } from '../decide/ledger/state.ts';
import { RATION_MS } from '../decide/view/ration.ts';
import { type RowFacts, rowOf } from '../decide/view/row.ts';
import type { CommandState, SourceLevers } from '../domain/command.ts';
import type { OfferKind, RowSeen } from '../domain/console.ts';
import { equal } from '../domain/equal.ts';
import type { AccountId, Sku } from '../domain/ids.ts';
import type { Listing } from '../domain/listing.ts';
import type { ShopSettings } from '../domain/settings.ts';
import { isRunning, type Stream } from '../domain/stream.ts';
import type { DripRow, ListingRow } from '../domain/view.ts';
import type { ShopState } from './cycle.ts';
import { dripRowsOf } from './drip-facts.ts';
import { certainPromise, factsOf } from './facts.ts';
import { freshnessOf, lineOf, type Outlook } from './lines.ts';
import { type ListedOn, listingsOf } from './listings.ts';
import { rationIn } from './ration.ts';
import { stockActsOf } from './stock-acts.ts';

/** Whose rows: of an account, in a stream or in none. */
export type RowsContext = {
  readonly account: AccountId | null;
  readonly stream: Stream | null;
  readonly levers: SourceLevers;
  /** What may be done on the console pages that are open: the same object until that changes. */
  readonly pages?: PagesCan;
};
export const NO_PAGES: PagesCan = {};

/** What every row hangs on. */
type Frame = {
  readonly settings: ShopSettings;
  readonly levers: SourceLevers;
  readonly pages: PagesCan;
  readonly standing: string;
};
/** A row, and what it was made of. */
type Made = {
  readonly row: ListingRow;
  readonly seen: RowSeen | null;
  readonly onPage: boolean;
  readonly commands: readonly CommandState[];
  readonly offer: OfferKind | null;
  readonly drips: readonly (DripRow | null)[];
  /** What its page sells of its SKUs, where a number may be typed there. */
  readonly sells: string;
  readonly parts: readonly Part[];
};
type Part = { readonly sku: Sku; readonly book: Book | undefined; readonly outlook: Outlook | null };
type Scope = { readonly frame: Frame; readonly made: Map<Listing, Made> };
/**
 * The rows that were drawn last, by account and stream: a row is made anew only when something that it is made of is another,
 * so that drawing and comparing two views cost what has changed. To draw without it gives the same rows.
 */
export type RowMemory = Map<string, Scope>;
/** As many as there are surfaces with rows of their own; what nobody looks at any more goes. */
const MOST_SCOPES = 12;

export function rowsOf(state: ShopState, context: RowsContext, memory: RowMemory): readonly ListingRow[] {
  const { ledger } = state;
  const made = madeIn(memory, ledger, context);
  return listingsOf(ledger, context.account, context.stream).map(({ listing, onPage }) => {
    const known = made.get(listing);
    const commands = commandsOn(ledger, listing);
    const seen = ledger.consoles[listing.account]?.rows[listing.key] ?? null;
    const offer = offerOn(ledger, listing);
    const drips = dripRowsOf(state, listing);
    const sells = sellsOn(ledger, context.pages, listing);
    const same =
      known?.seen === seen &&
      known.onPage === onPage &&
      known.offer === offer &&
      known.sells === sells &&
      equal(known.drips, drips);
    if (known !== undefined && same && stands(known, commands, state, context)) return known.row;
    const row = rowOf({ ...rowFacts(state, context, { listing, onPage }, seen, commands, drips), offer });
    made.set(listing, { row, seen, onPage, offer, commands, drips, sells, parts: partsOf(state, context, listing) });
    return row;
  });
}

/** What the numbers to be typed on a page rest on beside its own row: whether that is drawn now, and what other rows sell. */
function sellsOn({ consoles, settings }: Ledger, pages: PagesCan | undefined, { account, key, variants }: Listing): string {
  if (pages?.[account]?.actions.limit === undefined) return '';
  const selling = sellingOn({ consoles, settings }, account);
  const each = variants.flatMap(({ components }) => components.map(({ sku }) => selling.get(sku) ?? null));
  return JSON.stringify([drawnOn(consoles[account], key), each]);
}

function madeIn(memory: RowMemory, ledger: Ledger, { account, stream, levers, pages = NO_PAGES }: RowsContext): Scope['made'] {
  const name = `${ledger.shop}|${stream?.id}|${account}`;
  const { settings } = ledger;
  const isOn = stream !== null && isRunning(stream, ledger.now);
  // What makes it last is shared out by as many batches as are still to come.
  const batches = isOn ? Math.ceil((stream.plannedEnd - ledger.now) / RATION_MS) : null;
  const standing = `${isOn}|${batches}|${Object.keys(settings.sources).map((id) => freshnessOf(ledger, id))}`;
  const known = memory.get(name);
  const frame: Frame = { settings, levers, pages, standing };
  if (known !== undefined && isSame(known.frame, frame)) return known.made;
  if (memory.size >= MOST_SCOPES) memory.clear();
  const made = new Map<Listing, Made>();
  memory.set(name, { frame, made });
  return made;
}

const isSame = (a: Frame, b: Frame): boolean =>
  a.settings === b.settings && a.levers === b.levers && a.pages === b.pages && a.standing === b.standing;

function stands(
  made: Made,
  commands: readonly CommandState[],
  { ledger, outlooks }: ShopState,
  { stream }: RowsContext,
): boolean {
  const ahead = stream === null ? undefined : outlooks[stream.id];
  for (const { sku, book, outlook } of made.parts)
    if (ledger.books[sku] !== book || (ahead?.[sku] ?? null) !== outlook) return false;
  return commands.length === made.commands.length && commands.every((one, index) => one === made.commands[index]);
}

const partsOf = ({ ledger, outlooks }: ShopState, { stream }: RowsContext, { variants }: Listing): readonly Part[] =>
  variants.flatMap(({ components }) =>
    components.map(({ sku }) => ({
      sku,
      book: ledger.books[sku],
      outlook: stream === null ? null : (outlooks[stream.id]?.[sku] ?? null),
    })),
  );

function rowFacts(
  { ledger, outlooks }: ShopState,
  { account, stream, levers, pages = NO_PAGES }: RowsContext,
  { listing, onPage }: ListedOn,
  seen: RowSeen | null,
  commands: readonly CommandState[],
  drips: Made['drips'],
): Omit<RowFacts, 'offer'> {
  const lines = listing.variants.map(({ components }) =>
    components.map(({ sku }) =>
      lineOf(ledger, stream, account, sku, stream === null ? null : (outlooks[stream.id]?.[sku] ?? null)),
    ),
  );
  const promises = new Map(lines.flat().map((line) => [line.sku, certainPromise(line)]));
  // What may be released is told from the very figure that the row shows, where that is fresh.
  const facts = {
    ...factsOf({ ledger, outlooks }),
    levers,
    pages,
    promise: (_: AccountId, sku: Sku) => promises.get(sku) ?? null,
  };
  const rationed = stream?.account === listing.account ? stream : null;
  const isPaused = seen?.state === 'paused' || lines.some((ofVariant) => ofVariant.some((line) => line.stock.onSale === false));
  const command = isPaused ? 'resume' : 'pause';
  return {
    listing,
    doubt: doubtOf(listing, seen, (sku) => ledger.books[sku] !== undefined || ledger.settings.skus[sku] !== undefined),
    seen,
    onPage,
    command: newest(commands, null),
    variants: listing.variants.map((variant, index) => ({
      variant,
      lines: lines[index] ?? [],
      lever: leverOf(facts, { account: listing.account, listing: listing.key, variant: variant.id, command }),
      stock: {
        ...stockActsOf(
          facts,
          listing,
          variant,
          rationed === null ? null : rationIn(ledger, rationed, variant.components, outlooks[rationed.id]),
        ),
        running: drips[index] ?? null,
      },
      command: newest(commands, variant.id),
    })),
  };
}

/** What runs now, as the page names it or a person said. */
const offerOn = ({ airs }: Ledger, { account, key }: Listing): OfferKind | null =>
  airs[account]?.offers.findLast((offer) => offer.key === key && offer.to === null)?.kind ?? null;

const NO_COMMANDS: readonly CommandState[] = [];
const commandsOn = ({ commands }: Ledger, { account, key }: Listing): readonly CommandState[] =>
  commandsBy(commands)?.get(`${account}|${key}`) ?? NO_COMMANDS;

const byListing = new WeakMap<Ledger['commands'], Map<string, CommandState[]> | null>();
/** Null where there are none. */
function commandsBy(commands: Ledger['commands']): Map<string, CommandState[]> | null {
  const known = byListing.get(commands);
  if (known !== undefined) return known;
  const groups = new Map<string, CommandState[]>();
  for (const state of Object.values(commands)) {
    const id = `${state.command.account}|${state.command.listing}`;
    groups.set(id, [...(groups.get(id) ?? []), state]);
  }
  const found = groups.size === 0 ? null : groups;
  byListing.set(commands, found);
  return found;
}

/** The command that was asked for last on a variant, or (null) on the whole listing. */
function newest(commands: readonly CommandState[], variant: string | null): CommandState | null {
  let found: CommandState | null = null;
  for (const one of commands)
    if (one.command.variant === variant && (found === null || one.command.requestedAt >= found.command.requestedAt)) found = one;
  return found;
}
