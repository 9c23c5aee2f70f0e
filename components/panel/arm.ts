import type { CommandKind, DripPace } from '../../core/domain/command.ts';
import type { CommandId } from '../../core/domain/ids.ts';
import type { Phrase } from '../../core/domain/phrase.ts';
import { phrase } from '../../core/domain/phrase.ts';
import type { Can, CommandRow, ListingRow, PanelView, StockActs, VariantRow } from '../../core/domain/view.ts';
import type { Armed, Sent } from './ui-store.ts';

/** What a row's button would do: resume what is paused, else pause. */
export const commandFor = (state: ListingRow['state']): 'pause' | 'resume' => (state === 'paused' ? 'resume' : 'pause');

/** What is done with a quantity, and so with one variant at a time. */
const STOCK: readonly CommandKind[] = ['release', 'limit', 'drip'];
export const isOfStock = (command: CommandKind): command is 'release' | 'limit' | 'drip' => STOCK.includes(command);

type Lever = Pick<Armed, 'via' | 'guided'> & { readonly can: boolean; readonly says: readonly Phrase[] };

/** All of them can, by one way or by several; or none can, and why. */
function together(levers: readonly Can[]): Lever {
  const able = levers.filter(({ can }) => can);
  const shown = able.length > 0 ? able : levers;
  const says = new Map(shown.map(({ say }) => [JSON.stringify(say), say]));
  const ways = new Set(shown.map(({ via }) => via ?? null));
  const [via = null] = ways;
  return {
    can: levers.length > 0 && able.length === levers.length,
    via: ways.size === 1 ? via : null,
    guided: able.length > 0 && able.every(({ level }) => level === 'guide'),
    says: [...says.values()],
  };
}

/** The system that can be told, or the reason why none can. */
export const leverOf = (row: ListingRow, variant: VariantRow | null): Lever =>
  together((variant === null ? row.variants : [variant]).map(({ lever }) => lever));

/** Whether the page offers it; null: it does not. */
function pageLever({ page }: PanelView, row: ListingRow, command: 'pin' | 'unpin'): Lever | null {
  const action = page?.account === row.account ? page.actions.find((one) => one.action === command) : undefined;
  if (action === undefined || action.level === 'observe' || !row.onPage) return null;
  return { can: true, via: 'page', guided: action.level === 'guide', says: [phrase(`panel:pin.${action.level}`)] };
}
export const pinsOn = (view: PanelView, row: ListingRow): 'pin' | 'unpin' | null => {
  const command = row.pinned === true ? 'unpin' : 'pin';
  return pageLever(view, row, command) === null ? null : command;
};

const CANNOT: Lever = { can: false, via: null, guided: false, says: [] };
function canOf(stock: StockActs, command: CommandKind, per: Armed['per']): Can {
  if (command === 'drip') return stock.drip;
  if (command === 'release') return stock.release;
  if (per === 'buyer') return command === 'limit' ? stock.perBuyer : as(stock.perBuyer, 'restorePerBuyer');
  return command === 'limit' ? stock.limit : as(stock.limit, command);
}
/** What is undone goes the way it came, and says what it does. */
function as(can: Can, does: string): Can {
  const key = can.via === 'page' ? `act:will.guide.${does}` : `command:will.${does}`;
  return can.can ? { ...can, say: { ...can.say, key } } : can;
}

function leverFor(view: PanelView, row: ListingRow, variant: VariantRow | null, command: CommandKind, per: Armed['per']): Lever {
  if (command === 'pause' || command === 'resume') return leverOf(row, variant);
  if (command === 'pin' || command === 'unpin') return pageLever(view, row, command) ?? CANNOT;
  const of = variant === null ? row.variants : [variant];
  return together(of.map(({ stock }) => canOf(stock, command, per)));
}

export const nameOf = (row: ListingRow, variant: VariantRow | null): string =>
  [row.title || row.key, variant?.title].filter(Boolean).join(' · ');

function othersOf(view: PanelView, row: ListingRow, skus: ReadonlySet<string>): readonly string[] {
  const others = view.order.flatMap((id) => {
    const other = view.rows[id];
    if (other === undefined || other.id === row.id) return [];
    const shares = other.variants.some((each) => each.skus.some(({ sku }) => skus.has(sku)));
    return shares ? [`${other.link === null ? '' : `${other.link} `}${other.title || other.key}`] : [];
  });
  return others;
}

/** The alert that it answers: the most urgent that a controller has on one of these SKUs. */
const answered = (view: PanelView, skus: ReadonlySet<string>): string | null =>
  view.alerts.find(
    ({ state, goesTo, subject }) =>
      state !== 'snoozed' && goesTo === 'controller' && subject.sku !== undefined && skus.has(subject.sku),
  )?.id ?? null;

type Asked = {
  readonly command?: CommandKind;
  readonly undoes?: CommandId | null;
  readonly because?: string | null;
  readonly quantity?: number | null;
  readonly per?: Armed['per'];
  readonly drip?: DripPace | null;
};

/** Arms a command: nothing is sent. `key` makes the later press one command however often it comes. */
export function arm(view: PanelView, row: ListingRow, line: VariantRow | null, key: string, asked: Asked = {}): Armed {
  const command = asked.command ?? commandFor(line?.state ?? row.state);
  // A quantity is always a variant's own.
  const variant = isOfStock(command) ? variantOf(row, line?.id ?? null) : line;
  const chosen = variant === null ? row.variants : [variant];
  const skus = new Set(chosen.flatMap((each) => each.skus.map(({ sku }) => sku)));
  const { via, guided, says } = leverFor(view, row, variant, command, asked.per ?? null);
  const undoes = asked.undoes ?? null;
  return {
    command,
    key,
    row: row.id,
    account: row.account,
    listing: row.key,
    variant: variant?.id ?? null,
    title: nameOf(row, variant),
    link: row.link,
    skus: [...skus],
    via,
    guided,
    levers: says,
    affects: command === 'pin' || command === 'unpin' ? [] : othersOf(view, row, skus),
    hold: command === 'pause' && chosen.length > 1,
    undoes,
    because: asked.because ?? (undoes === null ? answered(view, skus) : null),
    quantity: asked.quantity ?? null,
    per: asked.per ?? null,
    drip: asked.drip ?? null,
  };
}

/** The variant that a quantity is about: the one that was chosen, or the only one. */
export const variantOf = (row: ListingRow, id: string | null): VariantRow | null =>
  row.variants.find((each) => each.id === id) ?? (id === null && row.variants.length === 1 ? (row.variants[0] ?? null) : null);

/**
 * Pausing what was selected: one command a link, and which links are left out because they cannot be. A page shows one step at a
 * time, and a person is at it: there each link is paused from its own row.
 */
export function armSelected(view: PanelView, selected: ReadonlySet<string>, newId: () => string) {
  const rows = view.order.flatMap((id) => (selected.has(id) && view.rows[id] !== undefined ? [view.rows[id]] : []));
  const able = rows.filter((row) => {
    const { can, via } = leverOf(row, null);
    return can && via !== 'page' && row.state !== 'paused';
  });
  return {
    armed: able.map((row) => arm(view, row, null, newId(), { command: 'pause' })),
    leftOut: rows.filter((row) => !able.includes(row)).map((row) => `${row.link ?? ''} ${nameOf(row, null)}`.trim()),
  };
}

/** Only the newest are listed; where more were sent at once, each is on its row. */
function commandsOn({ commands, rows }: PanelView, row: string): readonly CommandRow[] {
  const listing = rows[row];
  const onRow = listing === undefined ? [] : [listing.command, ...listing.variants.map(({ command }) => command)];
  return [...commands, ...onRow].filter((command) => command !== null);
}

/** The command's own row, once the worker tells of it. */
export const commandSent = (view: PanelView, { key, row }: Pick<Sent, 'key' | 'row'>): CommandRow | null =>
  commandsOn(view, row).find((command) => command.key === key) ?? null;
export const commandById = (view: PanelView, row: string, id: string): CommandRow | null =>
  commandsOn(view, row).find((command) => command.id === id) ?? null;
