import type { CommandId } from '../../core/domain/ids.ts';
import type { Phrase } from '../../core/domain/phrase.ts';
import type { CommandRow, ListingRow, PanelView, VariantRow } from '../../core/domain/view.ts';
import type { Armed } from './ui-store.ts';

/** What a row's button would do: resume what is paused, else pause. */
export const commandFor = (state: ListingRow['state']): 'pause' | 'resume' => (state === 'paused' ? 'resume' : 'pause');

/** The system that can be told, or the reason why none can. */
export function leverOf(
  row: ListingRow,
  variant: VariantRow | null,
): { readonly can: boolean; readonly says: readonly Phrase[] } {
  const levers = (variant === null ? row.variants : [variant]).map(({ lever }) => lever);
  const able = levers.filter(({ can }) => can);
  const says = new Map((able.length > 0 ? able : levers).map(({ say }) => [JSON.stringify(say), say]));
  return { can: levers.length > 0 && able.length === levers.length, says: [...says.values()] };
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

type Asked = {
  readonly command?: 'pause' | 'resume';
  readonly undoes?: CommandId | null;
  readonly because?: string | null;
};

/** Arms a command: nothing is sent. `key` makes the later press one command however often it comes. */
export function arm(view: PanelView, row: ListingRow, variant: VariantRow | null, key: string, asked: Asked = {}): Armed {
  const chosen = variant === null ? row.variants : [variant];
  const skus = new Set(chosen.flatMap((each) => each.skus.map(({ sku }) => sku)));
  return {
    command: asked.command ?? commandFor(variant?.state ?? row.state),
    key,
    row: row.id,
    account: row.account,
    listing: row.key,
    variant: variant?.id ?? null,
    title: nameOf(row, variant),
    link: row.link,
    skus: [...skus],
    levers: leverOf(row, variant).says,
    affects: othersOf(view, row, skus),
    undoes: asked.undoes ?? null,
    because: asked.because ?? null,
  };
}

/** The command on this listing or variant that came after the one that was there before. */
export function commandOn(view: PanelView, row: string, variant: string | null): CommandRow | null {
  const listing = view.rows[row];
  if (listing === undefined) return null;
  if (variant === null) return listing.command;
  return listing.variants.find(({ id }) => id === variant)?.command ?? listing.command;
}
