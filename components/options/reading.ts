import type { Money } from '../../core/domain/money.ts';
import { isCurrency, moneyFrom } from '../../core/domain/money-text.ts';
import type { Say } from '../i18n/use-phrase.tsx';

type Bounds = { readonly whole?: boolean; readonly least?: number; readonly most?: number; readonly needed?: boolean };

/** Null: nothing was typed; undefined: it is no number. Full-width digits and thousands' commas count. */
export function numberTyped(text: string): number | null | undefined {
  const plain = text.normalize('NFKC').replace(/[\s,]/g, '');
  if (plain === '') return null;
  return /^\d{1,12}(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}

/** Reads the fields of a form one after the other; `problem` is the first that cannot be taken, in words. */
export function readFields(say: Say) {
  let problem: string | null = null;
  const wrong = (label: string, value: string, key: string, values: Record<string, number> = {}) => {
    problem ??= say(key, { field: label, value, ...values });
  };
  function number(
    label: string,
    text: string,
    { whole = false, least = 0, most = 1e9, needed = false }: Bounds = {},
  ): number | null {
    const value = numberTyped(text);
    if (value === null) {
      if (needed) wrong(label, text, 'options:field.needed');
      return null;
    }
    if (value === undefined || (whole && !Number.isInteger(value))) {
      wrong(label, text, whole ? 'options:field.notWhole' : 'options:field.notNumber');
      return null;
    }
    if (value >= least && value <= most) return value;
    wrong(label, text, 'options:field.bounds', { least, most });
    return null;
  }
  return {
    number,
    /** As a part of 1 of what was typed in per cent. */
    percent(label: string, text: string, bounds: Bounds = {}): number | null {
      const value = number(label, text.replace(/[%％]\s*$/, ''), { most: 100, ...bounds });
      return value === null ? null : Number((value / 100).toPrecision(12));
    },
    money(label: string, amount: string, currency: string): Money | null {
      if (amount.trim() === '') return null;
      const code = currency.trim().toUpperCase();
      if (!isCurrency(code)) wrong(label, currency, 'options:field.notCurrency');
      const money = isCurrency(code) ? moneyFrom(amount, code) : null;
      if (money === null) wrong(label, amount, 'options:field.notMoney');
      return money;
    },
    wrong: (text: string) => {
      problem ??= text;
    },
    problem: () => problem,
  };
}

/** As it stands in a field; nothing where it is not set. */
export const typedNumber = (value: number | null | undefined): string => (value == null ? '' : String(value));
export const typedPercent = (share: number | null | undefined): string =>
  share == null ? '' : String(Number((share * 100).toPrecision(10)));
