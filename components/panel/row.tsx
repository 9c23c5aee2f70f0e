import { memo, type ReactNode } from 'react';
import type { ListingRow, StockActs, VariantRow } from '../../core/domain/view.ts';
import { type Say, UNKNOWN_NUMBER, useSay } from '../i18n/use-phrase.tsx';
import { Icon } from '../parts/icon.tsx';
import { commandFor, leverOf } from './arm.ts';
import { Presets } from './presets.tsx';
import type { Arm } from './use-arm.ts';
import { VerdictMark } from './verdict.tsx';

export type RowHandlers = {
  readonly arm: Arm;
  readonly toggle: (row: ListingRow) => void;
  readonly detail: (row: ListingRow, variant: VariantRow) => void;
  readonly select: (row: ListingRow) => void;
};

function Cell({ name, children }: { name: string; children?: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: a cell of the virtualised treegrid; the row has the focus.
    <span role="gridcell" className={name}>
      {children}
    </span>
  );
}

function Figure({ of, name, value, digits = 0 }: { of: string; name: string; value: number | null; digits?: number }) {
  const say = useSay();
  return (
    <Cell name={`figure ${of}`}>
      <span className="figure-name">{name}</span>
      <span className="num" title={value === null ? say('common:unknown') : undefined}>
        {value === null ? UNKNOWN_NUMBER : say.number(value, digits)}
      </span>
    </Cell>
  );
}

type Numbers = Pick<VariantRow, 'left' | 'safeToPromise' | 'pace' | 'verdict' | 'freshness' | 'state'>;

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
function Stock({
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

function PlusButton({
  row,
  variant,
  focused,
  arm,
}: { row: ListingRow; variant: VariantRow | null; focused: boolean } & Pick<RowHandlers, 'arm'>) {
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

/** `said`: in full, for whoever points at it. */
type Mark = readonly [kind: string, text: string, said?: string | undefined];

function commandMarks(say: Say, { state, command }: Pick<VariantRow, 'state' | 'command'>): readonly Mark[] {
  const marks: Mark[] = state === 'onSale' ? [] : [[`state is-${state}`, say(`common:state.${state}`)]];
  if (command?.reverted) return [...marks, ['command is-unknown', say('command:reverted')]];
  if (command === null || command.step === 'confirmed') return marks;
  return [
    ...marks,
    [
      `command is-${command.step}`,
      say('panel:did.became', { act: say(`panel:act.${command.kind}`), step: say(`command:step.${command.step}`) }),
    ],
  ];
}

function listingMarks(say: Say, { variants, soldOutVariants, offer, mapped, doubt, onPage }: ListingRow): readonly Mark[] {
  const marks: Mark[] = [];
  if (soldOutVariants > 0 && variants.length > 1) {
    marks.push(['soldout', say('panel:row.soldOutVariants', { n: soldOutVariants, of: variants.length })]);
  }
  if (offer !== null) marks.push(['offer', say(`common:offer.${offer}`)]);
  if (!mapped) marks.push(['unmapped', say('panel:row.unmapped')]);
  else if (doubt != null) marks.push(['doubtful', `${say('panel:row.doubtful')}: ${say.phrase(doubt)}`]);
  if (!onPage) marks.push(['away', say('panel:row.notOnPage')]);
  return marks;
}

const DRIP_MARKS = { running: 'mark', waits: 'markWaits', stopped: 'markStopped', ended: 'markEnded' } as const;

function variantMarks(say: Say, { uncertain, unexplained, stock: { running, buyer } }: VariantRow): readonly Mark[] {
  const marks: Mark[] = [];
  if (buyer !== undefined) {
    const said = say('panel:limit.stands', { n: buyer.most, at: { instant: buyer.at }, by: buyer.by });
    marks.push(['buyer', say('panel:limit.mark', { n: buyer.most }), said]);
  }
  if (running !== null) {
    const { state, batch, why } = running;
    const said = why === null || state === 'running' ? undefined : say.phrase(why);
    marks.push([`drip is-${state}`, say(`panel:drip.${DRIP_MARKS[state]}`, { n: batch }), said]);
  }
  if (uncertain > 0) marks.push(['uncertain', say('panel:row.uncertain', { n: uncertain })]);
  if (unexplained > 0) marks.push(['unexplained', say('panel:row.unexplained', { n: unexplained })]);
  return marks;
}

/** State, command under way, offers and the like: a word each. A listing of one variant bears that variant's too. */
function Marks({ row, variant }: { row: ListingRow; variant: VariantRow | null }) {
  const say = useSay();
  const only = row.variants.length === 1 ? row.variants[0] : undefined;
  const own = variant === null ? listingMarks(say, row) : [];
  const units = variant ?? only;
  const marks = [...commandMarks(say, variant ?? row), ...own, ...(units === undefined ? [] : variantMarks(say, units))];
  return (
    <span className="marks">
      {marks.map(([kind, text, said = text]) => (
        <span key={kind} className={`mark ${kind}`} title={said}>
          {text}
        </span>
      ))}
    </span>
  );
}

type Shared = {
  readonly focused: boolean;
  readonly age: string;
  readonly handlers: RowHandlers;
  /** Some system takes quantities: rows show what is on sale. */
  readonly hasStock: boolean;
  readonly presets: boolean;
};
type Options = { readonly selects: boolean; readonly selected: boolean; readonly pins: 'pin' | 'unpin' | null };

function StaleAge({ freshness, age }: { freshness: Numbers['freshness']; age: string }) {
  const say = useSay();
  if (freshness === 'fresh') return null;
  return (
    <span className="mark stale">
      <Icon name="clock" />
      {freshness === 'never' ? say('common:age.never') : say('panel:row.stale', { age })}
    </span>
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
