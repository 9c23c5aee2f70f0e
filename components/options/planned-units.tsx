import type { OfferKind } from '../../core/domain/console.ts';
import { type Expected, isToSellOut, type RoleInStream } from '../../core/domain/expected.ts';
import type { Sku } from '../../core/domain/ids.ts';
import type { SkuFacts } from '../../core/domain/settings.ts';
import type { Stream } from '../../core/domain/stream.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { useShop } from './shop-context.ts';
import { useLines } from './use-lines.ts';

/** One line as it is typed; both empty is no line. */
export type PlannedLine = {
  readonly sku: string;
  readonly units: string;
  readonly price: string;
  readonly role: RoleInStream | '';
  /** On offer all through the stream. */
  readonly offer: OfferKind | '';
  /** Kept for this stream where another shares the pool; meant to sell out. */
  readonly setAside: string;
  readonly sellOut: boolean;
};
const EMPTY: PlannedLine = { sku: '', units: '', price: '', role: '', offer: '', setAside: '', sellOut: false };
const ROLES: readonly RoleInStream[] = ['traffic', 'hero', 'profit', 'clearance'];
const OFFERS: readonly OfferKind[] = ['flashPrice', 'coupon', 'giveaway'];

const isEmpty = ({ sku, units, price, role, offer, setAside, sellOut }: PlannedLine): boolean =>
  !sellOut && [sku, units, price, role, offer, setAside].every((one) => one.trim() === '');
const isNumber = (text: string): boolean => /^\d{1,9}([.]\d+)?$/.test(text.trim());
const isNumberOrNone = (text: string): boolean => text.trim() === '' || isNumber(text);
const isWholeOrNone = (text: string): boolean => /^\d{0,9}$/.test(text.trim());
const isRight = ({ sku, units, price, role, offer, setAside, sellOut }: PlannedLine): boolean =>
  sku.trim() !== '' &&
  isNumberOrNone(units) &&
  isNumberOrNone(price) &&
  isWholeOrNone(setAside) &&
  (sellOut || [units, price, role, offer, setAside].some((one) => one.trim() !== ''));

/** The first line that cannot be taken as it is; null where all can. */
export const wrongLine = (lines: readonly PlannedLine[]): PlannedLine | null =>
  lines.find((line) => !isEmpty(line) && !isRight(line)) ?? null;

/** What of a wrong line is to be looked at. */
export const wrongIn = ({ units, price, setAside }: PlannedLine): string =>
  [units, price].find((text) => !isNumberOrNone(text)) ?? (isWholeOrNone(setAside) ? units : setAside);

export const plannedOf = (lines: readonly PlannedLine[]): Readonly<Record<Sku, number>> =>
  Object.fromEntries(
    lines.filter(({ sku, units }) => sku.trim() !== '' && isNumber(units)).map(({ sku, units }) => [sku.trim(), Number(units)]),
  );

/** Prices and roles of this stream, by SKU. */
export const pricesOf = (lines: readonly PlannedLine[]): Expected['prices'] =>
  Object.fromEntries(
    lines.filter(({ sku, price }) => sku.trim() !== '' && isNumber(price)).map(({ sku, price }) => [sku.trim(), Number(price)]),
  );
export const rolesOf = (lines: readonly PlannedLine[]): Expected['roles'] =>
  Object.fromEntries(lines.flatMap(({ sku, role }) => (sku.trim() !== '' && role !== '' ? [[sku.trim(), role]] : [])));
export const offersOf = (lines: readonly PlannedLine[]): NonNullable<Expected['offers']> =>
  Object.fromEntries(lines.flatMap(({ sku, offer }) => (sku.trim() !== '' && offer !== '' ? [[sku.trim(), offer]] : [])));

export const setAsideOf = (lines: readonly PlannedLine[]): Stream['setAside'] =>
  Object.fromEntries(
    lines
      .filter(({ sku, setAside }) => sku.trim() !== '' && setAside.trim() !== '' && isWholeOrNone(setAside))
      .map(({ sku, setAside }) => [sku.trim(), Number(setAside)]),
  );
export const sellOutOf = (lines: readonly PlannedLine[]): readonly Sku[] => [
  ...new Set(lines.filter(({ sku, sellOut }) => sellOut && sku.trim() !== '').map(({ sku }) => sku.trim())),
];

/** What a new stream begins with: SKUs whose own role is to sell out, with the tick that can be taken away again. */
export function linesBySku(skus: Readonly<Record<Sku, SkuFacts>>): readonly PlannedLine[] {
  return Object.values(skus).flatMap(({ sku, supply }) => {
    const role = supply?.role ?? null;
    return role !== null && isToSellOut(role) ? [{ ...EMPTY, sku, role, sellOut: true }] : [];
  });
}

/** Another role brings its own default for the tick; one that a person set against the role stays. */
const withRole = (line: PlannedLine, role: PlannedLine['role']): Partial<PlannedLine> => ({
  role,
  sellOut: line.sellOut === isToSellOut(line.role || null) ? isToSellOut(role || null) : line.sellOut,
});

/** What a stream says of its SKUs, as lines. */
export function linesOf(stream: Stream | null): readonly PlannedLine[] {
  const { prices = {}, roles = {}, offers = {} } = stream?.expected ?? {};
  const planned = stream?.planned ?? {};
  const setAside = stream?.setAside ?? {};
  const sellOut = stream?.plannedSellOut ?? [];
  const named = [planned, prices, roles, offers, setAside].flatMap((all) => Object.keys(all));
  return [...new Set([...named, ...sellOut])].map((sku) => ({
    sku,
    units: planned[sku] === undefined ? '' : String(planned[sku]),
    price: prices[sku] === undefined ? '' : String(prices[sku]),
    role: roles[sku] ?? '',
    offer: offers[sku] ?? '',
    setAside: setAside[sku] === undefined ? '' : String(setAside[sku]),
    sellOut: sellOut.includes(sku),
  }));
}

type PlannedProps = { readonly lines: readonly PlannedLine[]; readonly onChange: (lines: readonly PlannedLine[]) => void };

/** Planned units of this stream alone; what is not named here takes the SKU's own figure. */
export function PlannedUnits({ lines, onChange }: PlannedProps) {
  const say = useSay();
  const { settings } = useShop();
  const { rows, add } = useLines(lines, onChange);
  return (
    <fieldset>
      <legend>{say('options:streams.plannedUnits')}</legend>
      <p className="quiet">{say('options:streams.plannedHelp')}</p>
      <p className="quiet">{say('options:streams.setAsideHelp')}</p>
      <datalist id="planned-skus">
        {lines.length > 0 && Object.values(settings.skus).map(({ sku, title }) => <option key={sku} value={sku} label={title} />)}
      </datalist>
      {rows.map(({ name, line, put, remove }, index) => (
        <div key={name} className="acts">
          <input
            value={line.sku}
            list="planned-skus"
            aria-label={say('options:streams.plannedSku', { n: index + 1 })}
            placeholder="SKU"
            onChange={(event) => put({ sku: event.target.value })}
          />
          <input
            value={line.units}
            inputMode="decimal"
            className="short"
            aria-label={say('options:streams.plannedOf', { sku: line.sku })}
            aria-invalid={!isNumberOrNone(line.units) || (!isEmpty(line) && !isRight(line))}
            placeholder={say('options:streams.units')}
            onChange={(event) => put({ units: event.target.value })}
          />
          <input
            value={line.price}
            inputMode="decimal"
            className="short"
            aria-label={say('options:streams.priceOf', { sku: line.sku })}
            aria-invalid={!isNumberOrNone(line.price)}
            placeholder={say('options:streams.price')}
            onChange={(event) => put({ price: event.target.value })}
          />
          <select
            value={line.role}
            aria-label={say('options:streams.roleOf', { sku: line.sku })}
            onChange={(event) => put(withRole(line, ROLES.find((role) => role === event.target.value) ?? ''))}
          >
            <option value="">{say('options:streams.noRole')}</option>
            {ROLES.map((role) => (
              <option key={role} value={role}>
                {say(`options:streams.role.${role}`)}
              </option>
            ))}
          </select>
          <select
            value={line.offer}
            aria-label={say('options:streams.offerOf', { sku: line.sku })}
            onChange={(event) => put({ offer: OFFERS.find((offer) => offer === event.target.value) ?? '' })}
          >
            <option value="">{say('options:streams.noOffer')}</option>
            {OFFERS.map((offer) => (
              <option key={offer} value={offer}>
                {say(`common:offer.${offer}`)}
              </option>
            ))}
          </select>
          <input
            value={line.setAside}
            inputMode="numeric"
            className="short"
            aria-label={say('options:streams.setAsideOf', { sku: line.sku })}
            aria-invalid={!isWholeOrNone(line.setAside)}
            placeholder={say('options:streams.setAside')}
            onChange={(event) => put({ setAside: event.target.value })}
          />
          <label>
            <input
              type="checkbox"
              checked={line.sellOut}
              aria-label={say('options:streams.sellOutOf', { sku: line.sku })}
              onChange={(event) => put({ sellOut: event.target.checked })}
            />
            {say('options:streams.sellOut')}
          </label>
          <button type="button" aria-label={`${say('options:remove')} ${line.sku}`} className="small" onClick={remove}>
            ✕
          </button>
        </div>
      ))}
      <div>
        <button type="button" onClick={() => add(EMPTY)}>
          {say('options:streams.addPlanned')}
        </button>
      </div>
    </fieldset>
  );
}
