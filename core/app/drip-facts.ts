import { type DripFacts, dripRow } from '../decide/commands/drip.ts';
import type { Ledger } from '../decide/ledger/state.ts';
import { type Command, type CommandState, isOpen } from '../domain/command.ts';
import type { AccountId, CommandId, ListingKey, VariantId } from '../domain/ids.ts';
import { type Instant, MINUTE } from '../domain/instant.ts';
import type { Listing } from '../domain/listing.ts';
import { isRunning, lastOf, startOf } from '../domain/stream.ts';
import type { DripRow } from '../domain/view.ts';
import type { ShopState } from './cycle.ts';
import { componentsOf, isByPage, onSaleOf } from './on-sale.ts';
import { roomFor } from './shippable.ts';

type State = Pick<ShopState, 'ledger' | 'outlooks'>;

const drips = new WeakMap<Ledger['commands'], readonly CommandState[]>();
/** Few of the commands are drips, and every row asks for them. */
function dripsIn({ commands }: Ledger): readonly CommandState[] {
  const known = drips.get(commands) ?? Object.values(commands).filter(({ command }) => command.kind === 'drip');
  drips.set(commands, known);
  return known;
}

const isOver = ({ drips: said }: Ledger, id: CommandId): boolean => {
  const step = said[id]?.step;
  return step === 'stopped' || step === 'ended';
};

/** Drips that have begun and are not over. */
export const liveDrips = (ledger: Ledger): readonly CommandState[] =>
  dripsIn(ledger).filter(({ step, command }) => step === 'confirmed' && !isOver(ledger, command.id));

/** All that one drip is decided on; null where there is none of that id. */
export function dripFactsOf(state: State, id: CommandId, now: Instant): DripFacts | null {
  const { ledger } = state;
  const drip = ledger.commands[id];
  if (drip?.command.kind !== 'drip') return null;
  const { command } = drip;
  const byTime = Object.values(ledger.commands).toSorted((a, b) => a.command.requestedAt - b.command.requestedAt);
  const stock = onSaleOf(state, command);
  return {
    now,
    drip,
    batches: byTime.filter((one) => one.command.of === id),
    said: ledger.drips[id] ?? null,
    others: byTime.filter((one) => one.command.id !== id && one.command.of !== id && concerns(one, command)),
    byPage: isByPage(command),
    stock,
    room: roomFor(state, command.account, componentsOf(state, command), stock.sellable),
    streamOverAt: streamOverAt(ledger, command, now),
    backAt: ledger.tick?.backAt ?? null,
  };
}

/** What came after it on its stock; and whatever is under way on its listing. */
function concerns({ command, step }: CommandState, drip: Command): boolean {
  const isShared = command.targets.some(({ source, sku }) =>
    drip.targets.some((target) => target.source === source && target.sku === sku),
  );
  if (isOpen(step)) return isShared || (command.account === drip.account && command.listing === drip.listing);
  return isShared && command.requestedAt > drip.requestedAt;
}

/** It was begun in a stream of its account that has ended since. */
function streamOverAt({ settings }: Ledger, { account, requestedAt }: Command, now: Instant): Instant | null {
  const stream = Object.values(settings.streams).find(
    (one) => one.account === account && one.actualStart !== null && startOf(one) <= requestedAt && requestedAt <= lastOf(one),
  );
  return stream === undefined || isRunning(stream, now) ? null : lastOf(stream);
}

/** For how long it is still shown that a drip is over. */
const SHOWN_MS = 10 * MINUTE;

const NONE: readonly (DripRow | null)[] = [];
/** Of each variant of a listing, in order; empty where there is no drip at all. */
export const dripRowsOf = (state: State, { account, key, variants }: Listing): readonly (DripRow | null)[] =>
  dripsIn(state.ledger).length === 0 ? NONE : variants.map(({ id }) => dripRowOf(state, account, key, id));

/** The drip of one variant that is under way, or just over; null: none. */
export function dripRowOf(state: State, account: AccountId, listing: ListingKey, variant: VariantId): DripRow | null {
  const { ledger } = state;
  const last = dripsIn(ledger).findLast(
    ({ command, step }) =>
      step === 'confirmed' &&
      command.account === account &&
      command.listing === listing &&
      (command.variant === null || command.variant === variant),
  );
  if (last === undefined) return null;
  const said = ledger.drips[last.command.id];
  if (isOver(ledger, last.command.id) && ledger.now - (said?.at ?? 0) > SHOWN_MS) return null;
  const facts = dripFactsOf(state, last.command.id, ledger.now);
  return facts === null ? null : dripRow(facts);
}
