import { type ReactNode, useId } from 'react';
import { CURRENCIES } from '../../core/domain/money-text.ts';
import type { Place } from '../../core/domain/position.ts';
import type { Weekday } from '../../core/domain/shipping.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { Field, TextField } from './field.tsx';
import { zones } from './market-time.ts';
import { useShop } from './shop-context.ts';
import { useAnswer } from './use-answer.ts';

type CheckProps = { label: string; help?: string | null; value: boolean; onChange: (value: boolean) => void };
export function CheckField({ label, help = null, value, onChange }: CheckProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="inline">
        <input
          type="checkbox"
          checked={value}
          aria-describedby={help === null ? undefined : id}
          onChange={(event) => onChange(event.target.checked)}
        />
        {label}
      </label>
      {help !== null && (
        <p id={id} className="quiet">
          {help}
        </p>
      )}
    </div>
  );
}

type MoneyProps = {
  readonly label: string;
  readonly help?: string | null;
  readonly amount: string;
  readonly currency: string;
  readonly onAmount: (value: string) => void;
  readonly onCurrency: (value: string) => void;
};
/** An amount and its currency; any ISO 4217 code can be typed. */
export function MoneyField({ label, help = null, amount, currency, onAmount, onCurrency }: MoneyProps) {
  const say = useSay();
  const list = useId();
  return (
    <Field label={label} help={help}>
      {(id, helpId) => (
        <span className="pair">
          <input
            id={id}
            value={amount}
            inputMode="decimal"
            autoComplete="off"
            aria-describedby={helpId}
            onChange={(event) => onAmount(event.target.value)}
          />
          <input
            className="code"
            value={currency}
            list={list}
            maxLength={3}
            autoComplete="off"
            aria-label={say('options:field.currencyOf', { field: label })}
            onChange={(event) => onCurrency(event.target.value.toUpperCase())}
          />
          <datalist id={list}>
            {CURRENCIES.map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
        </span>
      )}
    </Field>
  );
}

type ZoneProps = { label: string; help?: string | null; value: string; onChange: (value: string) => void };
export function ZoneField({ label, help = null, value, onChange }: ZoneProps) {
  const list = useId();
  return (
    <>
      <TextField label={label} help={help} value={value} onChange={(next) => onChange(next.trim())} list={list} required />
      <datalist id={list}>
        {zones().map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </>
  );
}

const WEEK: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
type WeekdaysProps = { label: string; help?: string; value: readonly Weekday[]; onChange: (value: readonly Weekday[]) => void };
export function Weekdays({ label, help, value, onChange }: WeekdaysProps) {
  const say = useSay();
  return (
    <fieldset>
      <legend>{label}</legend>
      <div className="acts">
        {WEEK.map((day) => (
          <label key={day}>
            <input
              type="checkbox"
              checked={value.includes(day)}
              onChange={(event) => onChange(WEEK.filter((one) => (one === day ? event.target.checked : value.includes(one))))}
            />
            {say(`options:weekday.${day}`)}
          </label>
        ))}
      </div>
      {help !== undefined && <p className="quiet">{help}</p>}
    </fieldset>
  );
}

/** Fields of one kind, and what is lost without them. */
export function Group({ title, lost, children }: { title: string; lost: string; children: ReactNode }) {
  return (
    <fieldset className="group">
      <legend>{title}</legend>
      <p className="quiet">{lost}</p>
      <div className="columns">{children}</div>
    </fieldset>
  );
}

export const placeId = ({ source, location }: Place): string => JSON.stringify([source, location]);
export function placeOf(id: string): Place | null {
  if (id === '') return null;
  const [source, location] = JSON.parse(id) as [string, string];
  return { source, location };
}

export type NamedPlace = { readonly place: Place; readonly id: string; readonly name: string };
/** Warehouse places that are read or set somewhere, with the names that people know them by. */
export function usePlaces(): readonly NamedPlace[] {
  const { world, settings } = useShop();
  const { value } = useAnswer(world.places);
  const read = (value ?? []).map(({ source, location }) => ({ source, location }));
  const set = [
    ...Object.values(settings.accounts).flatMap(({ pool }) => pool ?? []),
    ...Object.values(settings.shipments).map(({ to }) => to),
    ...Object.values(settings.modes).flatMap(({ to, from }) => [to, from].filter((one) => one !== null)),
  ];
  const all = new Map([...read, ...set].map((place) => [placeId(place), place]));
  return [...all].flatMap(([id, place]) => {
    const source = settings.sources[place.source];
    return source?.role === 'channel' ? [] : [{ place, id, name: `${source?.name || place.source}: ${place.location}` }];
  });
}
