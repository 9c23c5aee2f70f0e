import type { ListingRow, StockActs, VariantRow } from '../../core/domain/view.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { Icon } from '../parts/icon.tsx';
import { Cell, Figure } from './cell.tsx';
import { Presets } from './presets.tsx';
import type { Arm } from './use-arm.ts';

/**
 * On sale of the channel and what may still be released: one variant's, or all of a link's where none shares a SKU. What is paused
 * sells nothing, whatever its channel holds; `sale` is null, and `paused` true, where all of it is.
 */
function stockOf(state: ListingRow['state'], variants: readonly VariantRow[]) {
  const skus = variants.flatMap((each) => each.skus.map(({ sku }) => sku));
  const sum = (of: 'sellable' | 'mayRelease', over: readonly VariantRow[]): number | null => {
    const known = over.flatMap(({ stock }) => stock[of] ?? []);
    return known.length < over.length || new Set(skus).size < skus.length ? null : known.reduce((all, n) => all + n, 0);
  };
  const selling = variants.filter(({ state }) => state !== 'paused');
  const paused = state === 'paused' || (selling.length === 0 && variants.length > 0);
  return {
    paused,
    held: sum('sellable', variants),
    sale: paused ? null : sum('sellable', selling),
    may: sum('mayRelease', variants),
  };
}

/** The two numbers of stock on sale; where the row has the room and the person's eye, its presets, too. */
export function Stock({
  row,
  variant,
  presets,
  focused,
}: {
  row: ListingRow;
  variant: VariantRow | null;
  presets: boolean;
  focused: boolean;
}) {
  const say = useSay();
  const { sale, may, paused, held } = variant === null ? stockOf(row.state, row.variants) : stockOf(variant.state, [variant]);
  const only = variant ?? (row.variants.length === 1 ? row.variants[0] : undefined);
  return (
    <>
      {paused ? (
        <Cell name="figure sale">
          <span className="figure-name">{say('panel:column.sale')}</span>
          <span className="paused" title={say('panel:stock.pausedNote', { n: say.number(held) })}>
            {say('panel:stock.paused')}
          </span>
        </Cell>
      ) : (
        <Figure of="sale" name={say('panel:column.sale')} value={sale} />
      )}
      <Figure of="may" name={say('panel:column.may')} value={may} />
      <Cell name="cell-presets">
        {presets && only !== undefined && <Presets row={row} variant={only} tabIndex={focused ? 0 : -1} />}
      </Cell>
    </>
  );
}

/** The form that opens first: release where something may be released, else what can be done; the others are a tab away. */
function stockCommand(stocks: readonly StockActs[]): 'release' | 'limit' | 'drip' | null {
  if (stocks.some(({ release }) => release.can)) return 'release';
  if (stocks.some(({ limit, perBuyer }) => limit.can || perBuyer.can)) return 'limit';
  return stocks.some(({ drip }) => drip.can) ? 'drip' : null;
}

/** Opens the form of what can be done with the stock. */
export function PlusButton({
  row,
  variant,
  focused,
  arm,
}: {
  row: ListingRow;
  variant: VariantRow | null;
  focused: boolean;
  arm: Arm;
}) {
  const say = useSay();
  const stocks = (variant === null ? row.variants : [variant]).map(({ stock }) => stock);
  const opens = stockCommand(stocks);
  const can = opens !== null;
  const why = can || stocks[0] === undefined ? say('panel:stock.open') : say.phrase(stocks[0].release.say);
  return (
    <button
      type="button"
      className="plus"
      tabIndex={focused ? 0 : -1}
      aria-label={say('panel:stock.open')}
      aria-disabled={!can}
      title={why}
      onClick={() => can && arm(row, variant, opens)}
    >
      <Icon name="plus" />
    </button>
  );
}
