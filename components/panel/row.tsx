import { memo } from 'react';
import type { ListingRow, VariantRow } from '../../core/domain/view.ts';
import { UNKNOWN_NUMBER, useSay } from '../i18n/use-phrase.tsx';
import { Icon } from '../parts/icon.tsx';
import { commandFor, leverOf } from './arm.ts';
import { Cell, Figure } from './cell.tsx';
import { Marks, StaleAge } from './row-marks.tsx';
import { PlusButton, Stock } from './row-stock.tsx';
import type { Arm } from './use-arm.ts';
import { VerdictMark } from './verdict.tsx';

export type RowHandlers = {
  readonly arm: Arm;
  readonly toggle: (row: ListingRow) => void;
  readonly detail: (row: ListingRow, variant: VariantRow) => void;
  readonly select: (row: ListingRow) => void;
};

type Shared = {
  readonly focused: boolean;
  readonly age: string;
  readonly handlers: RowHandlers;
  /** Some system takes quantities: rows show what is on sale. */
  readonly hasStock: boolean;
  readonly presets: boolean;
};
type Options = { readonly selects: boolean; readonly selected: boolean; readonly pins: 'pin' | 'unpin' | null };

type Numbers = Pick<VariantRow, 'left' | 'safeToPromise' | 'pace' | 'verdict'>;

function Figures({ of }: { of: Numbers }) {
  const say = useSay();
  return (
    <>
      <Figure of="left big" name={say('panel:column.left')} value={of.left} />
      <Figure of="safe big" name={say('panel:column.safe')} value={of.safeToPromise} />
      <Figure of="pace" name={say('panel:column.pace')} value={of.pace} digits={1} />
      <Cell name="cell-verdict">
        <VerdictMark verdict={of.verdict} />
      </Cell>
    </>
  );
}

function ArmButton({
  row,
  variant,
  focused,
  arm,
}: { row: ListingRow; variant: VariantRow | null; focused: boolean } & Pick<RowHandlers, 'arm'>) {
  const say = useSay();
  const command = commandFor(variant?.state ?? row.state);
  const { can, says } = leverOf(row, variant);
  const why = says.map((one) => say.phrase(one)).join(' ');
  return (
    <button
      type="button"
      className={`arm is-${command}`}
      tabIndex={focused ? 0 : -1}
      aria-disabled={!can}
      title={why}
      onClick={() => can && arm(row, variant)}
    >
      <Icon name={command === 'pause' ? 'pause' : 'play'} />
      {say(`panel:act.${command}`)}
    </button>
  );
}

/** Pin, unpin where the page offers it; a box where links are selected: one place, so that nothing moves. */
function Corner({
  row,
  focused,
  selects,
  selected,
  pins,
  handlers,
}: Pick<Shared, 'focused' | 'handlers'> & Options & { row: ListingRow }) {
  const say = useSay();
  const name = row.title || row.key;
  if (selects) {
    return (
      <input
        type="checkbox"
        className="pick"
        checked={selected}
        tabIndex={focused ? 0 : -1}
        aria-label={say('panel:several.pick', { name })}
        onChange={() => handlers.select(row)}
      />
    );
  }
  if (pins === null) return row.pinned === true ? <Icon name="pin" /> : null;
  return (
    <button
      type="button"
      className="pinner"
      tabIndex={focused ? 0 : -1}
      aria-pressed={row.pinned === true}
      aria-label={say(`panel:pin.${pins}`, { name })}
      title={say(`panel:act.${pins}`)}
      onClick={() => handlers.arm(row, null, pins)}
    >
      <Icon name="pin" />
    </button>
  );
}

export const ListingLine = memo(function ListingLine({
  row,
  open,
  focused,
  age,
  handlers,
  hasStock,
  presets,
  selects,
  selected,
  pins,
}: Shared & Options & { row: ListingRow; open: boolean }) {
  const say = useSay();
  const [only] = row.variants;
  const many = row.variants.length > 1;
  return (
    <>
      <Cell name="link num">
        {row.link === null ? UNKNOWN_NUMBER : row.link}
        <Corner row={row} focused={focused} selects={selects} selected={selected} pins={pins} handlers={handlers} />
      </Cell>
      <Cell name="name">
        <span className="title-line">
          {many ? (
            <button
              type="button"
              className="opener"
              tabIndex={-1}
              aria-expanded={open}
              aria-label={say('panel:row.variants', { n: row.variants.length })}
              onClick={() => handlers.toggle(row)}
            >
              <Icon name={open ? 'open' : 'right'} />
            </button>
          ) : null}
          <button
            type="button"
            className="title clip"
            tabIndex={-1}
            dir="auto"
            title={row.title || row.key}
            onClick={() => (many || only === undefined ? handlers.toggle(row) : handlers.detail(row, only))}
          >
            {row.title || row.key}
          </button>
        </span>
      </Cell>
      <Cell name="under">
        {row.pinned === true && <span className="mark pinned">{say('panel:row.pinned')}</span>}
        <StaleAge freshness={row.freshness} age={age} />
        <Marks row={row} variant={null} />
      </Cell>
      <Figures of={row} />
      {hasStock && <Stock row={row} variant={null} presets={presets} focused={focused} />}
      <Cell name="cell-act">
        {hasStock && <PlusButton row={row} variant={null} focused={focused} arm={handlers.arm} />}
        <ArmButton row={row} variant={null} focused={focused} arm={handlers.arm} />
      </Cell>
    </>
  );
});

export const VariantLine = memo(function VariantLine({
  row,
  variant,
  focused,
  age,
  handlers,
  hasStock,
  presets,
}: Shared & { row: ListingRow; variant: VariantRow }) {
  const skus = variant.skus.map(({ sku, unitsPerSale }) => (unitsPerSale === 1 ? sku : `${unitsPerSale} × ${sku}`)).join(' + ');
  return (
    <>
      <Cell name="link" />
      <Cell name="name">
        <button
          type="button"
          className="title clip"
          tabIndex={-1}
          dir="auto"
          title={`${variant.title}\n${skus}`}
          onClick={() => handlers.detail(row, variant)}
        >
          {variant.title || skus}
        </button>
      </Cell>
      <Cell name="under">
        <StaleAge freshness={variant.freshness} age={age} />
        <Marks row={row} variant={variant} />
      </Cell>
      <Figures of={variant} />
      {hasStock && <Stock row={row} variant={variant} presets={presets} focused={focused} />}
      <Cell name="cell-act">
        {hasStock && <PlusButton row={row} variant={variant} focused={focused} arm={handlers.arm} />}
        <ArmButton row={row} variant={variant} focused={focused} arm={handlers.arm} />
      </Cell>
    </>
  );
});
